import DocumentTree
import OpenAPI
import Testing

/// Documents that are made to exhaust their reader end in a diagnostic.
@Suite struct LimitTests {
    @Test(arguments: [(50, []), (51, ["nested-too-deep"])])
    func nestedSchemas(depth: Int, ids: [String]) {
        let inner = String(repeating: "{items: ", count: depth - 1) + "{}" + String(repeating: "}", count: depth - 1)
        let loaded = load(document(schema: inner), limits: LoadLimits(schemaNesting: 50))
        #expect(loaded.diagnostics.map(\.id) == ids)
    }

    /// The default limits leave room on the half megabyte of stack that a thread may have.
    @Test func deepestSchemas() {
        let inner = String(repeating: "{items: ", count: 63) + "{}" + String(repeating: "}", count: 63)
        #expect(load(document(schema: inner)).findings == [])
    }

    @Test func chainOfReferences() {
        let links = (0..<2_000).map { "    P\($0): {$ref: '#/components/parameters/P\($0 + 1)'}" }
        let text = document("paths: {}\ncomponents:\n  parameters:\n" + links.joined(separator: "\n"))
        let ids = Set(load(text).diagnostics.map(\.id))
        #expect(ids == ["nested-too-deep", "unresolved-reference"])
    }

    @Test func chainOfSchemas() throws {
        let links = (0..<20_000).map { "    S\($0): {$ref: '#/components/schemas/S\($0 + 1)'}" }
        let text = document("paths: {}\ncomponents:\n  schemas:\n" + links.joined(separator: "\n") + "\n    S20000: {}")
        #expect(try loadClean(text).schemas.entries.count == 20_001)
    }

    @Test func callbacksThatMultiply() {
        let callbacks = (0..<30).map { index in
            let next = "{$ref: '#/components/callbacks/C\(index + 1)'}"
            return
                "    C\(index): {'{$url}': {post: {callbacks: {a: \(next), b: \(next)}, responses: {'200': {description: ''}}}}}"
        }
        let text = document(
            "3.1.0",
            "components:\n  callbacks:\n" + callbacks.joined(separator: "\n") + "\n    C30: {}"
        )
        let loaded = load(text, limits: LoadLimits(operations: 1_000))
        #expect(loaded.diagnostics.map(\.id) == ["too-many-operations"])
    }

    @Test func manyFiles() {
        let files = Dictionary(
            uniqueKeysWithValues: (0..<20).map { ("f\($0).yaml", "properties: {a: {$ref: f\($0 + 1).yaml}}\n") })
        let loaded = load(document(schema: "$ref: f0.yaml"), files: files, limits: LoadLimits(files: 10))
        #expect(loaded.findings == ["f8.yaml:1:24 error too-many-files"])
    }

    @Test func manyBrokenReferences() {
        let broken = (0..<5_000).map {
            "    S\($0): {$ref: '#/components/schemas/\(String(repeating: "x", count: 60))\($0)'}"
        }
        let text = document("paths: {}\ncomponents:\n  schemas:\n" + broken.joined(separator: "\n"))
        #expect(load(text).diagnostics.count == 5_000)
    }
}
