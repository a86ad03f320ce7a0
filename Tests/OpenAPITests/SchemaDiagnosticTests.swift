import DocumentTree
import OpenAPI
import Testing

/// Rules about schemas, with the places that they name.
@Suite struct SchemaDiagnosticTests {
    /// Schemas of OpenAPI 3.0.
    static let examples: [MarkedDocument] = [
        MarkedDocument("error unknown-type", marked: document(schema: "type: «int")),
        MarkedDocument("warning unknown-key", marked: document(schema: "«typ: string")),
        MarkedDocument("warning other-version-keyword", marked: document(schema: "type: «[string, 'null']")),
        MarkedDocument("warning other-version-keyword", marked: document(schema: "«const: 1")),
        MarkedDocument("warning other-version-keyword", marked: document(schema: "exclusiveMinimum: «3")),
        MarkedDocument("warning other-version-keyword", marked: document(schema: "items: «[{}]")),
        MarkedDocument("warning other-version-keyword", marked: document("3.1.0", schema: "«nullable: true")),
        MarkedDocument(
            "warning other-version-keyword",
            marked: document("3.1.0", schema: "minimum: 1\nexclusiveMinimum: «true")
        ),
        MarkedDocument("warning wrong-type", marked: document("3.1.0", schema: "type: [string, «null]")),
        MarkedDocument("warning wrong-type", marked: document("3.1.0", schema: "examples: «{a: {value: 1}}")),
        MarkedDocument("warning no-effect", marked: document(schema: "exclusiveMinimum: «true")),
        MarkedDocument("error wrong-type", marked: document(schema: "minLength: «'3'")),
        MarkedDocument("error wrong-type", marked: document(schema: "minLength: «-3")),
        MarkedDocument("error wrong-type", marked: document(schema: "required: «true")),
        MarkedDocument("error wrong-type", marked: document(schema: "properties: {a: «string}")),
        MarkedDocument("error wrong-type", marked: document(schema: "not: «true")),
        MarkedDocument("error out-of-range", marked: document(schema: "multipleOf: «0")),
        MarkedDocument("error empty-list", marked: document(schema: "allOf: «[]")),
        MarkedDocument("warning empty-list", marked: document(schema: "enum: «[]")),
        MarkedDocument("warning duplicate-value", marked: document(schema: "enum: [a, «a]")),
        MarkedDocument("warning invalid-pattern", marked: document(schema: "pattern: «'[a'")),
        MarkedDocument("warning value-of-wrong-type", marked: document(schema: "type: integer\ndefault: «a")),
        MarkedDocument("warning value-of-wrong-type", marked: document(schema: "type: string\nenum: [«1]")),
        MarkedDocument("warning missing-key", marked: document(schema: "«type: array")),
        MarkedDocument("warning contradiction", marked: document(schema: "«readOnly: true\nwriteOnly: true")),
        MarkedDocument("warning null-value", marked: document(schema: "description: «null")),
        MarkedDocument("error missing-key", marked: document(schema: "discriminator: «{mapping: {}}")),
        MarkedDocument(
            "error unresolved-reference",
            marked: document(schema: "discriminator: {propertyName: a, mapping: {dog: «Dog}}")
        ),
        MarkedDocument("error unsupported-keyword", marked: document("3.1.0", schema: "«$dynamicRef: '#a'")),
        MarkedDocument("warning unsupported-keyword", marked: document("3.1.0", schema: "«$dynamicAnchor: a")),
        MarkedDocument("warning unsupported-keyword", marked: document("3.1.0", schema: "«$id: a")),
        MarkedDocument(
            "warning unsupported-dialect",
            marked: document("3.1.0", schema: "$schema: «'http://json-schema.org/draft-04/schema#'")
        ),
    ]

    @Test(arguments: examples) func isReportedAtItsPlace(_ example: MarkedDocument) {
        example.check()
    }

    @Test(arguments: [
        ("typ: string", "did you mean 'type'?"),
        ("type: strnig", "did you mean 'string'?"),
        ("type: date", "write 'type: string' with 'format: date'"),
        ("$ref: '#/components/schemas/T'", nil),
        ("$ref: '#/component/schemas/S'", "did you mean '#/components/schemas/S'?"),
        ("$ref: '#/components/responses/S'", "'#/components/schemas/S' exists"),
    ])
    func helps(schema: String, help: String?) {
        #expect(load(document(schema: schema)).diagnostics.map(\.help) == [help])
    }
}
