import DocumentChanges
import Testing

/// Which schemas stand for each other, and that each is told of once.
@Suite
struct SchemaMatchingTests {
    private func verdictsOf(_ old: String, _ new: String, _ oldSchema: String, _ newSchema: String) throws -> [String] {
        verdicts(try changes(message(oldSchema, components: old), message(newSchema, components: new)))
    }

    private static let pets = """
        Dog: {type: object, properties: {bark: {type: string}}}
        Cat: {type: object, properties: {meow: {type: string}}}
        """

    @Test(arguments: [
        // The order of alternatives, a renamed component, and what is written in place instead of referred to.
        (
            "{oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]}",
            "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}"
        ),
        (
            "{oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]}",
            "{oneOf: [{$ref: '#/components/schemas/Dog'}, {type: object, properties: {meow: {type: string}}}]}"
        ),
        ("{$ref: '#/components/schemas/Dog'}", "{type: object, properties: {bark: {type: string}}}"),
        ("{$ref: '#/components/schemas/Dog'}", "{allOf: [{$ref: '#/components/schemas/Dog'}]}"),
        ("{$ref: '#/components/schemas/Dog'}", "{oneOf: [{$ref: '#/components/schemas/Dog'}]}"),
        ("{type: [string, 'null']}", "{oneOf: [{type: string}, {type: 'null'}]}"),
    ])
    func whatMeansTheSameIsNoChange(_ old: String, _ new: String) throws {
        #expect(try verdictsOf(Self.pets, Self.pets, old, new) == [])
        #expect(try verdictsOf(Self.pets, Self.pets, new, old) == [])
    }

    @Test
    func aSchemaThatIsSplitIntoPartsIsTheSameAndItsPropertiesAreCompared() throws {
        let whole = "{type: object, required: [a], properties: {a: {type: string}, b: {maxLength: 4}}}"
        let parts =
            "{allOf: [{type: object, required: [a], properties: {a: {type: string}}}, {$ref: '#/components/schemas/B'}]}"
        let component = "B: {type: object, properties: {b: {maxLength: 4}}}"
        #expect(try verdictsOf(component, component, whole, parts) == [])
        #expect(try verdictsOf(component, component, parts, whole) == [])
        #expect(
            try verdictsOf(component, component.replacing("4", with: "5"), whole, parts) == [
                "breaking response-property-max-length-increased", "info request-property-max-length-increased",
            ])
    }

    @Test(arguments: [
        "type: object", "type: 'null'", "format: date", "enum: [a]", "const: a", "minLength: 2", "maxLength: 2",
        "pattern: a", "minimum: 2", "maximum: 2", "minimum: 2, exclusiveMinimum: 1", "maximum: 1, exclusiveMaximum: 2",
        "multipleOf: 2", "minItems: 2", "maxItems: 2", "uniqueItems: true", "minProperties: 2", "maxProperties: 2",
        "properties: {a: {}}", "required: [a]", "additionalProperties: false", "additionalProperties: {type: string}",
        "items: {type: string}", "prefixItems: [{type: string}]", "contains: {type: string}",
        "contains: {}, minContains: 2", "contains: {}, maxContains: 2", "patternProperties: {a: {type: string}}",
        "propertyNames: {maxLength: 2}", "dependentSchemas: {a: {required: [b]}}", "dependentRequired: {a: [b]}",
        "unevaluatedItems: false", "unevaluatedProperties: false", "not: {required: [a]}", "if: {required: [a]}",
        "then: {required: [a]}", "else: {required: [a]}", "allOf: [{required: [a]}]", "oneOf: [{required: [a]}]",
        "anyOf: [{required: [a]}]", "contentEncoding: base64", "contentMediaType: text/plain",
        "contentSchema: {type: string}", "discriminator: {propertyName: a}", "default: a", "deprecated: true",
        "readOnly: true", "writeOnly: true",
    ])
    func everyKeywordBesideAReferenceCounts(_ keyword: String) throws {
        func property(_ keywords: String) -> String {
            "{type: object, properties: {p: {$ref: '#/components/schemas/A'\(keywords)}}}"
        }
        let component = "A: {title: A}"
        #expect(try !verdictsOf(component, component, property(""), property(", \(keyword)")).isEmpty)
        #expect(try !verdictsOf(component, component, property(", \(keyword)"), property("")).isEmpty)
    }

    @Test(arguments: [
        "not: {required: [a]}", "dependentRequired: {a: [b]}", "patternProperties: {a: {type: string}}",
        "if: {}, then: {required: [a]}", "discriminator: {propertyName: a}", "unevaluatedProperties: false",
        "contentEncoding: base64", "minimum: 2, exclusiveMinimum: 1",
    ])
    func whatOnePartOfSeveralSaysCounts(_ keyword: String) throws {
        let whole = "{type: object, required: [a], properties: {a: {type: string}}}"
        let parts = "{allOf: [{type: object, properties: {a: {type: string}}}, {required: [a], \(keyword)}]}"
        #expect(try !verdictsOf("", "", whole, parts).isEmpty)
        #expect(try !verdictsOf("", "", parts, whole).isEmpty)
    }

    @Test
    func aPartThatForbidsOtherPropertiesForbidsThoseOfTheOtherParts() throws {
        let whole = "{type: object, properties: {a: {}, b: {}}, additionalProperties: false}"
        let parts =
            "{allOf: [{type: object, properties: {a: {}}, additionalProperties: false}, {properties: {b: {}}}]}"
        #expect(try verdictsOf("", "", whole, parts).contains { $0.hasPrefix("breaking request") })
        #expect(try !verdictsOf("", "", parts, whole).isEmpty)
    }

    @Test(arguments: ["oneOf", "anyOf"])
    func nullBesideAlternativesThatAreTypesCounts(_ keyword: String) throws {
        func schema(_ alternatives: String, _ marks: String = "") -> String {
            document(
                paths: """
                    /a:
                      post:
                        requestBody: {content: {application/json: {schema: {\(keyword): [\(alternatives)]\(marks)}}}}
                        responses: {'204': {description: N}}
                    """, version: "3.0.3")
        }
        let (plain, nullable) = (
            schema("{type: string}, {type: integer}"), schema("{type: string}, {type: integer}", ", nullable: true")
        )
        #expect(verdicts(try changes(plain, nullable)) == ["info request-body-became-nullable"])
        #expect(verdicts(try changes(nullable, plain)) == ["breaking request-body-became-not-nullable"])
        let inside = schema("{type: string}, {type: integer, nullable: true}")
        #expect(verdicts(try changes(nullable, inside)) == [])
        #expect(verdicts(try changes(inside, nullable)) == [])
    }

    @Test
    func aRenamedComponentIsTheSameSchema() throws {
        let renamed = Self.pets.replacing("Dog:", with: "Hound:")
        let found = try verdictsOf(
            Self.pets, renamed, "{anyOf: [{$ref: '#/components/schemas/Dog'}, {type: string}]}",
            "{anyOf: [{$ref: '#/components/schemas/Hound'}, {type: string}]}")
        #expect(found == ["info api-schema-removed"])
    }

    @Test
    func aSchemaThatBecomesAnAlternativeOfSeveralIsKept() throws {
        let found = try verdictsOf(
            Self.pets, Self.pets, "{$ref: '#/components/schemas/Dog'}",
            "{oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]}")
        #expect(found == ["breaking response-body-one-of-added", "info request-body-one-of-added"])
    }

    @Test
    func anAlternativeOfAnotherTypeIsAnotherType() throws {
        let (one, several) = (
            "{$ref: '#/components/schemas/Dog'}",
            "{anyOf: [{$ref: '#/components/schemas/Dog'}, {type: array, items: {type: string}}]}"
        )
        #expect(
            try verdictsOf(Self.pets, Self.pets, one, several) == [
                "breaking response-body-type-changed", "info request-body-any-of-added",
                "info request-body-type-generalized", "info response-body-any-of-added",
            ])
        #expect(
            try verdictsOf(Self.pets, Self.pets, several, one) == [
                "breaking request-body-any-of-removed", "breaking request-body-type-changed",
                "info response-body-any-of-removed", "info response-body-type-specialized",
            ])
    }

    @Test
    func alternativesThatAreNotTheOldSchemaReplaceIt() throws {
        let found = try verdictsOf(
            Self.pets, Self.pets, "{$ref: '#/components/schemas/Dog'}",
            "{oneOf: [{type: object, required: [a]}, {$ref: '#/components/schemas/Cat'}]}")
        #expect(found == ["breaking request-body-wrapped-in-one-of", "breaking response-body-wrapped-in-one-of"])
    }

    @Test
    func whatNotSaysCountsTheOtherWayRound() throws {
        let found = try changes(message("{not: {maxLength: 3}}"), message("{not: {maxLength: 5}}"))
        #expect(
            verdicts(found) == [
                "breaking request-property-max-length-increased", "info response-property-max-length-increased",
            ])
    }

    @Test
    func recursiveSchemasEnd() throws {
        func tree(_ limit: Int) -> String {
            """
            Tree:
              type: object
              properties:
                name: {type: string, maxLength: \(limit)}
                left: {$ref: '#/components/schemas/Tree'}
                others: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Tree'}, {type: object, properties: {t: {$ref: '#/components/schemas/Tree'}}}]}}
            """
        }
        let found = try verdictsOf(
            tree(5), tree(6), "{$ref: '#/components/schemas/Tree'}", "{$ref: '#/components/schemas/Tree'}")
        #expect(
            found == [
                "breaking response-property-max-length-increased", "info request-property-max-length-increased",
            ])
    }

    @Test
    func aSharedComponentIsToldOfOnceWithAllOperations() throws {
        func shop(_ limit: Int) -> String {
            document(
                paths: ["a", "b", "c"].map { name in
                    """
                    /\(name):
                      get:
                        responses:
                          '200': {description: OK, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Dog'}}}}}
                    """
                }.joined(separator: "\n"), components: "Dog: {type: object, properties: {name: {maxLength: \(limit)}}}")
        }
        let found = try changes(shop(5), shop(6))
        #expect(found.count == 1)
        #expect(found.first?.operations.map(\.description) == ["GET /a", "GET /b", "GET /c"])
        #expect(
            found.first?.message
                == "`name` of schema `Dog`: the maximum length of 5 became a maximum length of 6")
    }
}
