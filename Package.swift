// swift-tools-version: 6.2
import PackageDescription

var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
if Context.environment["BINDERY_WARNINGS_AS_ERRORS"] != nil {
    settings.append(.treatAllWarnings(as: .error))
}

let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let inMemoryLogging = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let inMemoryTracing = Target.Dependency.product(name: "InMemoryTracing", package: "swift-distributed-tracing")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "bindery",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "bindery", targets: ["bindery"]),
        .plugin(name: "BinderyPlugin", targets: ["BinderyPlugin"]),
        .plugin(name: "BinderyCommand", targets: ["BinderyCommand"]),
        .library(name: "BinderyGenerator", targets: ["BinderyGenerator"]),
        .library(name: "BinderyRuntime", targets: ["BinderyRuntime"]),
        .library(name: "BinderyXML", targets: ["BinderyXML"]),
        .library(name: "BinderyAsyncHTTPClient", targets: ["BinderyAsyncHTTPClient"]),
        .library(name: "BinderyHummingbird", targets: ["BinderyHummingbird"]),
        .library(name: "ContentLibraryAPI", targets: ["ContentLibraryAPI"]),
        .library(name: "ContentLibraryClient", targets: ["ContentLibraryClient"]),
        .library(name: "ContentLibraryServer", targets: ["ContentLibraryServer"]),
        .library(name: "ContentLibraryTransfers", targets: ["ContentLibraryTransfers"]),
        .library(name: "ContentLibrary", targets: ["ContentLibrary"]),
        .executable(name: "content-library", targets: ["content-library-cli"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Reading: bytes to a tree of located nodes, to one typed document.
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .target(name: "JSONText"),
        .target(name: "RegularExpressions"),
        .target(name: "DocumentTree", dependencies: ["CLibYAML", "JSONText"]),
        .target(name: "OpenAPI", dependencies: ["DocumentTree", "RegularExpressions"]),

        // Comparing: two documents to what changed on the wire.
        .target(name: "DocumentChanges", dependencies: ["OpenAPI", "DocumentTree"]),

        // Binding: a document to a plan, a plan to files.
        .target(name: "BindingPlan", dependencies: ["OpenAPI", "DocumentTree", "RegularExpressions"]),
        .target(name: "BinderyTemplates", path: "Templates/Embedded"),
        .target(
            name: "Rendering", dependencies: ["DocumentTree", "OpenAPI", "BindingPlan", "BinderyTemplates", mustache]),
        .target(name: "BindingChanges", dependencies: ["BindingPlan", "DocumentTree", "Rendering"]),
        // The façade's module cannot be `Bindery`: where file names have no case it would be the command's `bindery`,
        // whose target must bear the product's name for plugins to find it.
        .target(
            name: "BinderyGenerator",
            dependencies: ["DocumentTree", "OpenAPI", "DocumentChanges", "BindingPlan", "Rendering", "BindingChanges"],
            path: "Sources/Bindery"
        ),
        .executableTarget(
            name: "bindery",
            dependencies: ["BinderyGenerator", "BindingChanges", "DocumentTree", "Rendering", argumentParser],
            path: "Sources/bindery-cli"
        ),
        .plugin(name: "BinderyPlugin", capability: .buildTool(), dependencies: ["bindery"]),
        .plugin(
            name: "BinderyCommand",
            capability: .command(
                intent: .custom(verb: "bindery", description: "Binds OpenAPI documents to Swift."),
                permissions: [.writeToPackageDirectory(reason: "It writes the bindings into the package.")]
            ),
            dependencies: ["bindery"]
        ),

        // Running: what generated code imports, and the transports it travels over.
        .target(name: "BinderyRuntime", dependencies: ["JSONText", "RegularExpressions", httpTypes]),
        .target(name: "BinderyXML", dependencies: ["BinderyRuntime"]),
        .target(name: "BinderyAsyncHTTPClient", dependencies: ["BinderyRuntime", httpTypes, asyncHTTPClient]),
        .target(
            name: "BinderyHummingbird",
            dependencies: ["BinderyRuntime", httpTypes, hummingbird, hummingbirdTLS, nioSSL, logging, serviceLifecycle]),

        // Metrics in memory, and Prometheus's text of them.
        .target(name: "PrometheusMetrics", dependencies: [metrics]),

        // The Content Library: bindings made of Specs/, and the server and command line on them.
        .target(name: "ContentLibraryAPI", dependencies: ["BinderyRuntime"], path: "Generated/ContentLibraryAPI"),
        .target(
            name: "ContentLibraryClient", dependencies: ["ContentLibraryAPI", "BinderyRuntime"],
            path: "Generated/ContentLibraryClient"),
        .target(
            name: "ContentLibraryServer", dependencies: ["ContentLibraryAPI", "BinderyRuntime"],
            path: "Generated/ContentLibraryServer"),
        // What clients send as content, and what it says of itself: OVF packages and ISO images.
        .target(name: "ContentFormats", dependencies: ["BinderyXML", crypto, cryptoExtras, certificates, asn1]),
        .target(name: "WireForms", dependencies: ["BinderyRuntime", "BinderyXML", httpTypes]),
        .target(name: "ContentLibraryForms", dependencies: ["WireForms"], path: "Generated/ContentLibraryForms"),
        .target(
            name: "ContentLibrary",
            dependencies: [
                "ContentLibraryAPI", "ContentLibraryServer", "ContentLibraryForms", "ContentFormats", "WireForms",
                "BinderyRuntime", "PrometheusMetrics", httpTypes, grdb, crypto, cryptoExtras, certificates, asn1,
                logging, metrics, tracing,
            ]
        ),
        // How a server fetches what it does not have: PULL sources and the feeds of publishers.
        .target(
            name: "ContentLibrarySources",
            dependencies: ["ContentLibrary", "BinderyRuntime", httpTypes, nioCore, nioHTTP1, nioPosix, nioSSL]
        ),
        .target(
            name: "ContentLibraryTransfers",
            dependencies: ["ContentLibraryAPI", "ContentLibraryClient", "BinderyRuntime", httpTypes, crypto]
        ),
        .executableTarget(
            name: "content-library-cli",
            dependencies: [
                "ContentLibrary", "ContentLibraryAPI", "ContentLibraryTransfers", "ContentLibraryClient",
                "ContentLibrarySources", "DocumentTree", "BinderyRuntime", "BinderyAsyncHTTPClient",
                "BinderyHummingbird", "PrometheusMetrics", argumentParser, asn1, asyncHTTPClient, certificates, crypto,
                httpTypes, logging, nioCore, nioPosix, nioSSL, serviceLifecycle,
            ]
        ),

        // What guards each claim of speed: `make bench`.
        .target(name: "Measuring", path: "Benchmarks/Measuring"),
        .executableTarget(
            name: "generator-benchmarks",
            dependencies: ["CLibYAML", "DocumentTree", "ContentLibraryAPI", "BinderyRuntime", "Measuring"],
            path: "Benchmarks/Generator"
        ),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "ContentLibraryAPI", "ContentLibraryClient", "BinderyRuntime", "BinderyAsyncHTTPClient", "Measuring",
                asyncHTTPClient, httpTypes, hummingbird, logging, nioCore,
            ],
            path: "Benchmarks/Wire"
        ),

        // What Tests/Corpus needs to try the values that documents give as examples.
        .executableTarget(
            name: "round-trips",
            dependencies: ["BindingPlan", "OpenAPI", "DocumentTree", "BinderyRuntime"],
            path: "Tests/Corpus/RoundTrips"
        ),

        // What Tests/Changes needs to compare Bindery's verdicts with recorded ones.
        .executableTarget(
            name: "change-suite",
            dependencies: ["DocumentChanges", "OpenAPI"],
            path: "Tests/Changes/Suite"
        ),

        // What checks any Content Library server: `make conformance`.
        .executableTarget(
            name: "conformance",
            dependencies: [
                "BinderyRuntime", "BinderyAsyncHTTPClient", "ContentLibraryForms", "WireForms",
                argumentParser, asyncHTTPClient, crypto, httpTypes, nioSSL,
            ],
            path: "Tests/Conformance",
            exclude: ["run.sh"]
        ),

        // What sends made-up inputs to each parser of what clients send: `make fuzz`.
        .target(name: "SeededRandom", path: "Tests/SeededRandom"),
        .target(
            name: "Fuzzing",
            dependencies: [
                "SeededRandom", "Measuring", "ContentSamples", "ContentFormats", "ContentLibrary",
                "ContentLibraryForms", "WireForms", "BinderyXML", "BinderyRuntime", asn1, certificates, httpTypes,
            ],
            path: "Tests/Fuzzing/Harness"
        ),
        .executableTarget(
            name: "fuzz", dependencies: ["Fuzzing", "Measuring", argumentParser], path: "Tests/Fuzzing/Command"),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "SeededRandom"]),

        .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "SeededRandom"]),
        .testTarget(name: "RegularExpressionsTests", dependencies: ["RegularExpressions", "SeededRandom"]),
        .testTarget(name: "DocumentTreeTests", dependencies: ["DocumentTree", "SeededRandom"]),
        .testTarget(name: "OpenAPITests", dependencies: ["OpenAPI", "DocumentTree"]),
        .testTarget(name: "DocumentChangesTests", dependencies: ["DocumentChanges", "OpenAPI", "DocumentTree"]),
        .testTarget(name: "BindingPlanTests", dependencies: ["BindingPlan", "OpenAPI", "DocumentTree"]),
        .testTarget(name: "BinderyRuntimeTests", dependencies: ["BinderyRuntime", "SeededRandom", httpTypes]),
        .testTarget(name: "BinderyXMLTests", dependencies: ["BinderyXML", "BinderyRuntime"]),
        .testTarget(
            name: "GeneratedBindingsTests",
            dependencies: [
                "BinderyRuntime", "ContentLibraryAPI", "ContentLibraryClient", "ContentLibraryServer", httpTypes,
            ]
        ),
        .testTarget(
            name: "BinderyTransportTests",
            dependencies: [
                "BinderyRuntime", "BinderyAsyncHTTPClient", "BinderyHummingbird",
                asyncHTTPClient, httpTypes, logging, serviceLifecycle,
            ]
        ),
        .testTarget(
            name: "WireFormsTests", dependencies: ["WireForms", "ContentLibraryForms", "BinderyRuntime", "BinderyXML"]),
        // OVF packages, certificates, archives and images for tests and for `make fuzz`.
        .target(
            name: "ContentSamples", dependencies: [certificates, asn1, crypto, cryptoExtras],
            path: "Tests/ContentSamples"),
        .testTarget(name: "ContentFormatsTests", dependencies: ["ContentFormats", "ContentSamples", certificates]),
        .testTarget(
            name: "ContentLibraryTests",
            dependencies: [
                "ContentLibrary", "ContentLibraryAPI", "ContentFormats", "ContentSamples", "BinderyRuntime",
                "PrometheusMetrics", httpTypes, grdb, crypto, certificates, inMemoryLogging, inMemoryTracing, logging,
                tracing,
            ]
        ),
        .testTarget(name: "PrometheusMetricsTests", dependencies: ["PrometheusMetrics", metrics]),
        .testTarget(
            name: "ContentLibrarySourcesTests",
            dependencies: [
                "ContentLibrarySources", "ContentLibrary", "BinderyRuntime", asn1, certificates, crypto, httpTypes,
                nioCore, nioHTTP1, nioPosix, nioSSL,
            ]
        ),
        .testTarget(
            name: "ContentLibraryTransfersTests",
            dependencies: ["ContentLibraryTransfers", "ContentLibraryAPI", "BinderyRuntime", httpTypes]
        ),
        .testTarget(
            name: "ContentLibraryWireTests",
            dependencies: [
                "ContentLibrary", "ContentLibraryAPI", "ContentLibraryClient", "ContentLibraryServer",
                "ContentLibraryTransfers", "ContentSamples", "SeededRandom",
                "BinderyRuntime", "BinderyAsyncHTTPClient", "BinderyHummingbird", "content-library-cli",
                asyncHTTPClient, crypto, httpTypes, logging, serviceLifecycle,
            ]
        ),
        .testTarget(name: "RenderingTests", dependencies: ["Rendering", "BindingPlan", "DocumentTree"]),
        .testTarget(
            name: "BindingChangesTests",
            dependencies: ["BindingChanges", "BinderyRuntime", "BindingPlan", "DocumentTree", "OpenAPI", "Rendering"]),
        .testTarget(
            name: "BinderyTests",
            dependencies: [
                "BinderyGenerator", "BinderyRuntime", "bindery", "BindingPlan", "DocumentTree", "OpenAPI", "Rendering",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings = settings
}
