import DocumentChanges
import Testing

/// What a change of one keyword is in a request and in a response.
struct KeywordCase: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    /// Without `request-body-` and `response-body-`, with the levels of both.
    var id: String
    var request: Change.Level
    var response: Change.Level
    /// The id and the levels of the change back.
    var back: (id: String, request: Change.Level, response: Change.Level)

    var testDescription: String { "\(old) → \(new)" }

    static let all: [KeywordCase] = [
        .init(
            "type: string, minLength: 1", "type: string, minLength: 2", "min-length-increased", .breaking, .info,
            back: "min-length-decreased", .info, .breaking),
        .init(
            "type: string, maxLength: 9", "type: string, maxLength: 8", "max-length-decreased", .breaking, .info,
            back: "max-length-increased", .info, .breaking),
        .init(
            "type: string", "type: string, maxLength: 8", "max-length-set", .warning, .info, back: "max-length-unset",
            .info, .breaking),
        .init(
            "type: string", "type: string, minLength: 8", "min-length-increased", .breaking, .info,
            back: "min-length-decreased", .info, .breaking),
        .init(
            "type: string", "type: string, pattern: '^a'", "pattern-added", .breaking, .info, back: "pattern-removed",
            .info, .info),
        .init(
            "type: string, pattern: '^b'", "type: string, pattern: '^a'", "pattern-changed", .warning, .info,
            back: "pattern-changed", .warning, .info),
        .init(
            "type: number, minimum: 1", "type: number, minimum: 1.5", "min-increased", .breaking, .info,
            back: "min-decreased", .info, .breaking),
        .init(
            "type: number, minimum: 1", "type: number, exclusiveMinimum: 1", "exclusive-min-increased", .breaking,
            .info, back: "min-decreased", .info, .breaking),
        .init(
            "type: number, exclusiveMaximum: 9", "type: number, exclusiveMaximum: 8", "exclusive-max-decreased",
            .breaking, .info, back: "exclusive-max-increased", .info, .breaking),
        .init(
            "type: integer, multipleOf: 2", "type: integer, multipleOf: 4", "multiple-of-changed", .breaking, .info,
            back: "multiple-of-changed", .info, .breaking),
        .init(
            "type: array, items: {}, minItems: 1", "type: array, items: {}, minItems: 2", "min-items-increased",
            .breaking, .info, back: "min-items-decreased", .info, .breaking),
        .init(
            "type: array, items: {}", "type: array, items: {}, uniqueItems: true", "unique-items-added", .breaking,
            .info, back: "unique-items-removed", .info, .breaking),
        .init(
            "type: array, contains: {}, minContains: 2", "type: array, contains: {}, minContains: 3",
            "min-contains-increased", .breaking, .info, back: "min-contains-decreased", .info, .breaking),
        .init(
            "type: array", "type: array, contains: {type: string}", "contains-added", .breaking, .info,
            back: "contains-removed", .info, .breaking),
        .init(
            "type: array, prefixItems: [{}]", "type: array, prefixItems: [{}, {}]", "prefix-items-added", .info,
            .breaking, back: "prefix-items-removed", .breaking, .info),
        .init(
            "type: object", "type: object, additionalProperties: false", "additional-properties-forbidden", .breaking,
            .info, back: "additional-properties-allowed", .info, .breaking),
        .init(
            "type: object", "type: object, propertyNames: {maxLength: 3}", "property-names-added", .breaking, .info,
            back: "property-names-removed", .info, .breaking),
        .init(
            "type: object", "type: object, patternProperties: {^x: {type: string}}", "pattern-property-added",
            .breaking, .info, back: "pattern-property-removed", .info, .breaking),
        .init(
            "type: object", "type: object, dependentRequired: {a: [b]}", "dependent-required-added", .breaking, .info,
            back: "dependent-required-removed", .info, .breaking),
        .init(
            "type: object", "type: object, dependentSchemas: {a: {required: [b]}}", "dependent-schema-added", .breaking,
            .info, back: "dependent-schema-removed", .info, .breaking),
        .init(
            "type: object", "type: object, not: {required: [a]}", "not-added", .breaking, .info, back: "not-removed",
            .info, .breaking),
        .init(
            "type: object, if: {}", "type: object, if: {}, then: {required: [a]}", "then-added", .breaking, .info,
            back: "then-removed", .info, .breaking),
        .init(
            "type: string", "type: string, const: a", "const-added", .breaking, .info, back: "const-removed", .info,
            .breaking),
        .init(
            "type: string, const: b", "type: string, const: a", "const-changed", .breaking, .breaking,
            back: "const-changed", .breaking, .breaking),
        .init(
            "type: string", "type: string, default: a", "default-value-added", .info, .info,
            back: "default-value-removed", .info, .info),
        .init(
            "type: string, contentEncoding: base64", "type: string, contentEncoding: base16",
            "content-encoding-changed", .breaking, .breaking, back: "content-encoding-changed", .breaking, .breaking),
        .init(
            "type: string", "type: [string, 'null']", "became-nullable", .info, .breaking, back: "became-not-nullable",
            .breaking, .info),
        .init(
            "oneOf: [{type: string}]", "oneOf: [{type: string}, {type: integer}]", "list-of-types-widened", .info,
            .breaking, back: "list-of-types-narrowed", .breaking, .info),
        .init(
            "anyOf: [{type: string}, {type: object}]",
            "anyOf: [{type: string}, {type: object}, {type: string, format: date}]", "any-of-added", .info, .info,
            back: "any-of-removed", .breaking, .info),
        .init(
            "oneOf: [{maxLength: 1}, {type: object}]", "oneOf: [{maxLength: 1}, {type: object}, {type: array}]",
            "one-of-added", .info, .breaking, back: "one-of-removed", .breaking, .info),
        .init(
            "type: object", "type: object, allOf: [{required: [a]}]", "all-of-added", .breaking, .info,
            back: "all-of-removed", .warning, .info),
        .init(
            "type: object", "type: object, allOf: [{title: A}]", "all-of-added-annotation-only", .info, .info,
            back: "all-of-removed-annotation-only", .info, .info),
    ]

    init(
        _ old: String, _ new: String, _ id: String, _ request: Change.Level, _ response: Change.Level, back: String,
        _ backRequest: Change.Level, _ backResponse: Change.Level
    ) {
        self.old = old
        self.new = new
        self.id = id
        self.request = request
        self.response = response
        self.back = (back, backRequest, backResponse)
    }
}

@Suite
struct KeywordTests {
    @Test(arguments: KeywordCase.all)
    func isWeighedBySender(_ keyword: KeywordCase) throws {
        let (old, new) = (message("{\(keyword.old)}"), message("{\(keyword.new)}"))
        #expect(
            verdicts(try changes(old, new))
                == [
                    "\(keyword.request) request-body-\(keyword.id)", "\(keyword.response) response-body-\(keyword.id)",
                ].sorted())
        #expect(
            verdicts(try changes(new, old))
                == [
                    "\(keyword.back.request) request-body-\(keyword.back.id)",
                    "\(keyword.back.response) response-body-\(keyword.back.id)",
                ].sorted())
        #expect(try changes(old, old).isEmpty)
    }

    @Test(arguments: KeywordCase.all)
    func isWeighedTheSameInAProperty(_ keyword: KeywordCase) throws {
        func inProperty(_ schema: String) -> String { message("{type: object, properties: {a: {\(schema)}}}") }
        let found = try changes(inProperty(keyword.old), inProperty(keyword.new))
        #expect(
            verdicts(found)
                == [
                    "\(keyword.request) request-property-\(keyword.id)",
                    "\(keyword.response) response-property-\(keyword.id)",
                ].sorted())
        #expect(found.allSatisfy { $0.message.hasPrefix("`a` of the ") && $0.message.contains("(application/json)") })
    }

    @Test
    func anAlternativeThatIsATypeIsComparedWithAllThatTheOtherSays() throws {
        let (alternative, limited) = (message("{anyOf: [{type: string}]}"), message("{type: string, maxLength: 5}"))
        #expect(
            verdicts(try changes(alternative, limited)) == [
                "info response-body-max-length-set", "warning request-body-max-length-set",
            ])
        #expect(
            verdicts(try changes(limited, alternative)) == [
                "breaking response-body-max-length-unset", "info request-body-max-length-unset",
            ])
    }

    @Test(arguments: [
        (
            "enum: [a]", "enum: [a, b]",
            ["info request-property-enum-value-added", "warning response-property-enum-value-added"]
        ),
        (
            "enum: [a, b]", "enum: [a]",
            ["breaking request-property-enum-value-removed", "info response-property-enum-value-removed"]
        ),
        ("enum: [1]", "enum: [1.0]", []),
        ("enum: [1.50]", "enum: [1.5]", []),
        ("const: 0.10", "const: 1e-1", []),
        ("const: -2.5e+1", "const: -25", []),
        (
            "const: 0.10000000000000000001", "const: 0.1",
            ["breaking request-property-const-changed", "breaking response-property-const-changed"]
        ),
        ("type: array, items: {}", "type: array, items: {}, minItems: 0", []),
        (
            "type: string", "enum: [a], type: string",
            ["breaking request-property-became-enum", "info response-property-became-enum"]
        ),
        (
            "type: integer", "type: number",
            ["breaking response-property-type-generalized", "info request-property-type-generalized"]
        ),
        (
            "type: number", "type: integer",
            ["breaking request-property-type-changed", "info response-property-type-specialized"]
        ),
        (
            "type: string", "type: integer",
            ["breaking request-property-type-changed", "breaking response-property-type-changed"]
        ),
        (
            "type: string", "type: string, format: uuid",
            ["breaking request-property-type-changed", "info response-property-type-specialized"]
        ),
        (
            "type: integer, format: int32", "type: integer, format: int64",
            ["breaking response-property-type-changed", "info request-property-type-generalized"]
        ),
        ("type: [string, integer]", "type: [integer, string]", []),
        ("description: Old, type: string", "description: New, type: string", []),
    ])
    func tellsValuesAndTypesApart(_ old: String, _ new: String, _ expected: [String]) throws {
        func inProperty(_ schema: String) -> String { message("{type: object, properties: {a: {\(schema)}}}") }
        #expect(verdicts(try changes(inProperty(old), inProperty(new))) == expected.sorted())
    }
}
