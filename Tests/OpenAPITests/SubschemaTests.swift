import OpenAPI
import Testing

@Suite("Schemas by their pointer")
struct SubschemaTests {
    private static let text = """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /a:
            get:
              responses:
                '200':
                  description: OK
                  content: {application/json: {schema: {$ref: "parts.yaml#/Part"}}}
        components:
          schemas:
            A:
              type: object
              properties:
                a/b: {type: string, title: slash}
                list: {type: array, items: {title: item}, prefixItems: [{title: first}, {title: second}]}
              additionalProperties: {title: other}
              allOf: [{title: part, not: {title: never}}]
              if: {title: condition}
              $defs: {D: {title: definition}}

        """

    private static let parts = "Part: {type: object, properties: {x: {title: elsewhere}}}\n"

    private func title(_ pointer: String, in file: String = "api.yaml") throws -> String? {
        let document = try loadClean(Self.text, files: ["parts.yaml": Self.parts])
        return document.schemas.schema(at: pointer, inFile: file)?.schema.title
    }

    @Test(
        "Keywords lead to the schemas in a schema",
        arguments: [
            ("properties/a~1b", "slash"), ("properties/a%7E1b", "slash"), ("properties/list/items", "item"),
            ("properties/list/prefixItems/1", "second"), ("additionalProperties", "other"), ("allOf/0", "part"),
            ("allOf/0/not", "never"), ("if", "condition"),
        ])
    func found(path: String, expected: String) throws {
        #expect(try title("/components/schemas/A/\(path)") == expected)
    }

    @Test("So do other files")
    func files() throws {
        #expect(try title("/Part/properties/x", in: "parts.yaml") == "elsewhere")
        let document = try loadClean(Self.text, files: ["parts.yaml": Self.parts])
        let part = document.schemas.schema(at: "/Part", inFile: "parts.yaml")
        #expect(part?.id == SchemaID(filePath: "parts.yaml", pointer: "/Part"))
    }

    @Test(
        "Everything else leads nowhere",
        arguments: [
            "", "/", "/components/schemas/B", "/components/schemas/A/properties", "/components/schemas/A/properties/c",
            "/components/schemas/A/allOf/1", "/components/schemas/A/~2", "no pointer", "/info/title",
        ])
    func missing(pointer: String) throws {
        let document = try loadClean(Self.text, files: ["parts.yaml": Self.parts])
        #expect(document.schemas.schema(at: pointer, inFile: "api.yaml") == nil)
    }
}
