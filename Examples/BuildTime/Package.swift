// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "BuildTime",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "bindery", path: "../.."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "Tides",
            dependencies: [
                .product(name: "BinderyRuntime", package: "bindery"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            plugins: [.plugin(name: "BinderyPlugin", package: "bindery")]
        )
    ],
    swiftLanguageModes: [.v6]
)
