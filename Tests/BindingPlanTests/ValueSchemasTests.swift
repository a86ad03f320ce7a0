import OpenAPI
import Testing

@testable import BindingPlan

/// What the schemas of stated values become.
@Suite struct ValueSchemasTests {
    static let text = """
        openapi: 3.0.3
        info: {title: T, version: '1'}
        paths: {}
        components:
          schemas:
            Pet:
              type: object
              properties:
                born: {type: string, format: date-time}
                next: {$ref: '#/components/schemas/Pet'}
            Age: {type: integer, nullable: true}
        """

    private func schemas(formats: [String: String]) throws -> (names: [String], text: String) {
        let loaded = DocumentLoader(files: MemoryFiles(["test.yaml": Self.text])).load(path: "test.yaml")
        let document = try #require(loaded.document)
        var schemas = ValueSchemas(document, formats: formats)
        let names = document.schemas.entries.map { schemas.add($0.schema) }
        return (names, schemas.text())
    }

    @Test("each value has its schema, and what it refers to is there")
    func values() throws {
        let (names, text) = try schemas(formats: [:])
        #expect(names == ["value 0", "value 1"])
        #expect(text.contains(##""value 0":{"type":"object","properties":{"born":"string","next":"#Pet"}}"##))
        #expect(text.contains(#""value 1":{"type":["integer","null"]}"#))
        #expect(text.contains(##""Pet":{"type":"object","properties":{"born":"string","next":"#Pet"}}"##))
    }

    @Test("a format is demanded where it is said what it demands")
    func formats() throws {
        let (_, text) = try schemas(formats: ["date-time": #"{"pattern":"T"}"#, "date": "false"])
        #expect(text.contains(#""born":{"type":"string","allOf":[{"pattern":"T"}]}"#))
        #expect(!text.contains("false"))
    }
}
