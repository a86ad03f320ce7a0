import Foundation
import OpenAPI
import Testing

@testable import BinderyRuntime
@testable import BindingPlan
@testable import DocumentTree

/// The folder of test data beside the repository, on the machines that have it.
private let suite = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/corpus/suites/jsts/tests")

/// The JSON Schema test suite, from the document to the verdict: each schema is read as that of a request's body, put into
/// the generated text, and the tests' values are held against it.
@Suite("JSON Schema test suite", .enabled(if: FileManager.default.fileExists(atPath: suite.path)))
struct SchemaSuiteTests {
    /// How many tests pass of the files that are about more than OpenAPI documents have or Bindery checks: `$id`,
    /// `$dynamicRef`, remote schemas, what only other dialects know, and `unevaluated…` beside composition.
    private static let passing = [
        "draft2020-12/anchor.json": 2,
        "draft2020-12/defs.json": 0,
        "draft2020-12/dynamicRef.json": 0,
        "draft2020-12/optional/cross-draft.json": 0,
        "draft2020-12/optional/dynamicRef.json": 0,
        "draft2020-12/optional/id.json": 0,
        "draft2020-12/ref.json": 46,
        "draft2020-12/unevaluatedProperties.json": 107,
        "draft2020-12/vocabulary.json": 4,
        "draft4/additionalItems.json": 12,
        "draft4/definitions.json": 0,
        "draft4/items.json": 19,
        "draft4/optional/id.json": 0,
        "draft4/optional/zeroTerminatedFloats.json": 0,
        "draft4/refRemote.json": 0,
        "draft4/uniqueItems.json": 67,
    ]

    @Test("2020-12, as OpenAPI 3.1", arguments: files("draft2020-12"))
    func current(_ file: String) throws {
        try run("draft2020-12/\(file)", version: "3.1.0")
    }

    @Test("Draft 4, as OpenAPI 3.0", arguments: files("draft4"))
    func older(_ file: String) throws {
        try run("draft4/\(file)", version: "3.0.3")
    }

    private func run(_ path: String, version: String) throws {
        let data = try Data(contentsOf: suite.appending(path: path))
        let groups = try JSONValue.decode(from: data).array ?? []
        var (passed, total, refused) = (0, 0, 0)
        var failures: [String] = []
        for group in groups {
            let tests = group.object?["tests"]?.array ?? []
            total += tests.count
            guard let schema = group.object?["schema"], let input = try input(schema, version: version) else {
                refused += tests.count
                continue
            }
            for test in tests {
                let value = try #require(test.object?["data"])
                let report = try input.body.json?.validate(value) ?? ValidationReport()
                if report.isValid == (test.object?["valid"] == true) {
                    passed += 1
                } else {
                    let names = [group, test].map { $0.object?["description"]?.string ?? "" }
                    failures.append(names.joined(separator: ": "))
                }
            }
        }
        print("\(path): \(passed) of \(total) pass" + (refused > 0 ? ", \(refused) refused" : ""))
        #expect(passed >= Self.passing[path] ?? total, "\(path): \(failures)")
    }

    /// What the generator makes of a document whose only request has this schema; nil where the document is refused.
    private func input(_ schema: JSONValue, version: String) throws -> InputSchema? {
        let entry = """
            openapi: \(version)
            info: {title: Suite, version: '1'}
            paths:
              /:
                post:
                  requestBody: {required: true, content: {application/json: {schema: {$ref: schema.json}}}}
                  responses: {'204': {description: Done}}
            """
        let text = String(decoding: try schema.encoded(), as: UTF8.self)
        let loaded = DocumentLoader(files: MemoryFiles(["entry.yaml": entry, "schema.json": text])).load(
            path: "entry.yaml")
        guard let document = loaded.document, !loaded.diagnostics.contains(where: { $0.severity == .error }) else {
            return nil
        }
        var configuration = Configuration(moduleName: "Suite")
        configuration.outputs = [.api]
        let plan = BindingPlanner.plan(document, configuration: configuration).plan
        guard let text = RequestSchemas(document, tags: plan.tags).text else { return InputSchema() }
        return try SchemaSet(parsing: text).input(plan.tags[0].operations[0].name.path)
    }

    private static func files(_ folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: suite.appending(path: folder).path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".json") && !$0.contains("format") }.sorted()
    }
}

/// The documents of others, beside the suites.
private let documents = suite.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "real")

@Suite("Schemas of real documents", .enabled(if: FileManager.default.fileExists(atPath: documents.path)))
struct RealSchemaTests {
    @Test("What is generated is what the runtime reads", arguments: names)
    func parsing(_ name: String) throws {
        let loaded = DocumentLoader().load(path: documents.appending(path: name).path)
        guard let document = loaded.document else { return }
        var configuration = Configuration(moduleName: "Real")
        configuration.outputs = []
        let plan = BindingPlanner.plan(document, configuration: configuration).plan
        let schemas = RequestSchemas(document, tags: plan.tags)
        guard let text = schemas.text else { return }
        #expect(try SchemaSet(parsing: text).inputs.count == schemas.operations.count)
    }

    private static var names: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: documents.path)) ?? []
        return names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    }
}

extension InputSchema.Body {
    /// The schema of a body that is JSON.
    fileprivate var json: JSONSchema? {
        if case .content(let content) = schema(for: nil) { content.schema } else { nil }
    }
}
