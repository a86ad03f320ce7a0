import BindingPlan
import DocumentTree
import OpenAPI

/// A plan for a document in a string, for tests.
struct Planned {
    let plan: Plan
    let diagnostics: [Diagnostic]

    /// - Parameters:
    ///   - components: what stands under `components/schemas`, indented by two more than `schemas` would be: from column 1.
    ///   - paths: what stands under `paths`, from column 1.
    init(
        schemas: String = "", paths: String = "", version: String = "3.1.0", configuration: Configuration? = nil
    ) throws {
        var text = "openapi: \(version)\ninfo: {title: Test, version: '1'}\n"
        text += paths.isEmpty ? "paths: {}\n" : "paths:\n" + Self.indented(paths, by: "  ")
        if !schemas.isEmpty { text += "components:\n  schemas:\n" + Self.indented(schemas, by: "    ") }
        let loaded = DocumentLoader(files: MemoryFiles(["test.yaml": text])).load(path: "test.yaml")
        guard let document = loaded.document else { throw Unreadable(messages: loaded.diagnostics.map(\.message)) }
        (plan, diagnostics) = BindingPlanner.plan(
            document, configuration: configuration ?? Configuration(moduleName: "Test"))
    }

    struct Unreadable: Error { var messages: [String] }

    var ids: [String] { diagnostics.map(\.id) }

    /// The Swift names of the types of schemas with a name, in order.
    var names: [String] { plan.types.filter { $0.schemaName != nil && $0.name.parent == nil }.map(\.name.path) }

    func type(_ path: String) -> TypePlan? { plan.types.first { $0.name.path == path } }

    func structure(_ path: String) -> StructurePlan? {
        if case .structure(let plan) = type(path)?.kind { plan } else { nil }
    }

    func alternatives(_ path: String) -> AlternativesPlan? {
        if case .alternatives(let plan) = type(path)?.kind { plan } else { nil }
    }

    func openEnum(_ path: String) -> EnumPlan? { if case .openEnum(let plan) = type(path)?.kind { plan } else { nil } }

    func alias(_ path: String) -> SwiftType? { if case .alias(let type) = type(path)?.kind { type } else { nil } }

    func property(_ path: String, _ name: String) -> PropertyPlan? {
        structure(path)?.properties.first { $0.name == name }
    }

    func operation(_ method: String) -> OperationPlan? {
        plan.tags.flatMap(\.operations).first { $0.methodName == method }
    }

    private static func indented(_ text: String, by indentation: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { indentation + $0 + "\n" }.joined()
    }
}

extension SwiftType {
    static func named(_ path: String) -> SwiftType { .named(TypeName(path)) }
}
