// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "BuildTime",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "bindery", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "Tides",
            dependencies: [
                .product(name: "BinderyRuntime", package: "bindery")
            ],
            plugins: [.plugin(name: "BinderyPlugin", package: "bindery")]
        )
    ],
    swiftLanguageModes: [.v6]
)
