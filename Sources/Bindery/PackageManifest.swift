internal import BindingPlan
internal import DocumentTree
internal import OpenAPI
internal import Rendering

/// The `Package.swift` around modules that were generated without a configuration.
struct PackageManifest: TemplateSubject {
    static let fileName = "Package.swift"
    static let members: [TemplateMember] = [
        .header,
        .text("name", "The package's name as a literal of Swift."),
        .text("runtime", "The dependency on the runtime's package."),
        .list("modules", of: Module.self, "The targets."),
    ]

    /// One target and the product of the same name.
    struct Module: TemplateSubject {
        static let members: [TemplateMember] = [
            .text("name", "The target's name as a literal of Swift."),
            .text("dependencies", "The target's dependencies, with commas between them."),
        ]

        let name: String
        let dependencies: [String]

        func member(_ name: String) -> TemplateValue {
            switch name {
            case "name": .text(swiftLiteral(self.name))
            case "dependencies": .text(dependencies.joined(separator: ", "))
            default: .text("")
            }
        }
    }

    private let documentName: String
    private let name: String
    private let runtime: String
    private let modules: [Module]

    init(
        _ configuration: Configuration, document: Document, folder: String, runtime: RuntimeDependency, usesXML: Bool
    ) {
        documentName = document.file.path.split(separator: "/").last.map(String.init)?.escapedForMessage ?? ""
        name = configuration.moduleName
        self.runtime = runtime.declaration(from: folder)
        let api = configuration.moduleName(of: .api)
        let runtimeProduct = #".product(name: "BinderyRuntime", package: \#(swiftLiteral(runtime.identity)))"#
        let xmlProduct = #".product(name: "BinderyXML", package: \#(swiftLiteral(runtime.identity)))"#
        modules = configuration.outputs.map { output in
            Module(
                name: configuration.moduleName(of: output),
                dependencies: (output == .api ? [] : [swiftLiteral(api)]) + [runtimeProduct]
                    + (output == .api && usesXML ? [xmlProduct] : [])
            )
        }
    }

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text("\(Renderer.generatedMark) from \(documentName). Do not edit.")
        case "name": .text(swiftLiteral(self.name))
        case "runtime": .text(runtime)
        case "modules": .list(modules)
        default: .text("")
        }
    }
}
