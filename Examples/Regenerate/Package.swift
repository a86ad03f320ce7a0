// swift-tools-version: 6.2
import PackageDescription

let runtime = Target.Dependency.product(name: "BinderyRuntime", package: "bindery")

let package = Package(
    name: "Regenerate",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "bindery", path: "../.."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .target(name: "NotebookAPI", dependencies: [runtime], path: "Generated/NotebookAPI"),
        .target(name: "NotebookClient", dependencies: ["NotebookAPI", runtime], path: "Generated/NotebookClient"),
        .executableTarget(
            name: "Desk",
            dependencies: [
                "NotebookAPI", "NotebookClient", runtime, .product(name: "HTTPTypes", package: "swift-http-types"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
