// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Import",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "bindery", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "Sessions",
            dependencies: [
                .product(name: "BinderyRuntime", package: "bindery"),
                .product(name: "ContentLibraryAPI", package: "bindery"),
                .product(name: "ContentLibraryClient", package: "bindery"),
                .product(name: "ContentLibraryServer", package: "bindery"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
