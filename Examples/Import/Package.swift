// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Import",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "bindery", path: "../.."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "Sessions",
            dependencies: [
                .product(name: "BinderyRuntime", package: "bindery"),
                .product(name: "ContentLibraryAPI", package: "bindery"),
                .product(name: "ContentLibraryClient", package: "bindery"),
                .product(name: "ContentLibraryServer", package: "bindery"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
