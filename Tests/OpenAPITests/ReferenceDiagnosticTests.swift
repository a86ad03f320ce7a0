import DocumentTree
import OpenAPI
import Testing

/// What is said about references that cannot be followed, and where.
@Suite struct ReferenceDiagnosticTests {
    static let examples: [MarkedDocument] = [
        MarkedDocument("error unresolved-reference", marked: document(schema: "$ref: «'#/components/schemas/X'")),
        MarkedDocument("error unresolved-reference", marked: document(schema: "$ref: «'#/components/~2'")),
        MarkedDocument("error unresolved-reference", marked: document(schema: "$ref: «'urn:a:b'")),
        MarkedDocument("error unresolved-reference", marked: document("3.1.0", schema: "$ref: «'#anchor'")),
        MarkedDocument("error unresolved-reference", marked: document(schema: #"$ref: «"\x00""#)),
        MarkedDocument("error remote-reference", marked: document(schema: "$ref: «'https://example.com/x.yaml'")),
        MarkedDocument("error remote-reference", marked: document(schema: "$ref: «'//example.com/x.yaml'")),
        MarkedDocument("error unreadable-file", marked: document(schema: "$ref: «'x.yaml'")),
        MarkedDocument("error wrong-type", marked: document(schema: "$ref: «1")),
        MarkedDocument(
            "warning ignored-beside-reference",
            marked: document(
                "paths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B', «nullable: true}, B: {}}}")
        ),
        MarkedDocument(
            "error reference-cycle",
            marked: document("paths: {}\ncomponents: {schemas: {«A: {$ref: '#/components/schemas/A'}}}")
        ),
        MarkedDocument(
            "error reference-cycle",
            marked: document(
                """
                paths: {}
                components:
                  schemas:
                    A: {$ref: '#/components/schemas/B'}
                    «B: {$ref: '#/components/schemas/A'}
                """
            )
        ),
        MarkedDocument(
            "error reference-cycle",
            marked: document("paths: {}\ncomponents: {schemas: {«A: {allOf: [{$ref: '#/components/schemas/A'}]}}}")
        ),
        MarkedDocument(
            "error reference-cycle",
            marked: document(
                """
                paths: {}
                components:
                  parameters:
                    A: {$ref: '#/components/parameters/B'}
                    B: {$ref: «'#/components/parameters/A'}
                """
            )
        ),
        MarkedDocument(
            "error reference-cycle",
            "error reference-cycle",
            marked: document(
                """
                paths:
                  /a: {$ref: «'#/paths/~1b'}
                  /b: {$ref: «'#/paths/~1a'}
                """
            )
        ),
    ]

    @Test(arguments: examples) func isReportedAtItsPlace(_ example: MarkedDocument) {
        example.check()
    }

    @Test func missingFileIsReportedOnce() {
        let text = document("paths: {}\ncomponents: {schemas: {A: {$ref: x.yaml}, B: {$ref: x.yaml}}}")
        #expect(load(text).findings == ["4:34 error unreadable-file"])
    }

    @Test func brokenFileIsReportedInTheFile() {
        let loaded = load(document(schema: "$ref: x.yaml"), files: ["x.yaml": "a: [\n"])
        #expect(loaded.diagnostics.map(\.location?.file.path) == ["x.yaml"])
        #expect(loaded.hasErrors)
    }

    @Test func missingDocumentHasNoPlace() {
        let loaded = DocumentLoaderFixture.empty.load(path: "api.yaml")
        #expect(loaded.findings == ["- error unreadable-file"])
        #expect(loaded.document == nil)
    }
}
