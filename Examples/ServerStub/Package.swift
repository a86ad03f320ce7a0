// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "ServerStub",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "bindery", path: "../.."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "Board",
            dependencies: [
                .product(name: "BinderyRuntime", package: "bindery"),
                .product(name: "BinderyHummingbird", package: "bindery"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HTTPTypesFoundation", package: "swift-http-types"),
            ],
            plugins: [.plugin(name: "BinderyPlugin", package: "bindery")]
        )
    ],
    swiftLanguageModes: [.v6]
)
