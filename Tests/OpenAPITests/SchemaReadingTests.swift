import DocumentTree
import OpenAPI
import Testing

/// Both dialects become one form.
@Suite struct SchemaReadingTests {
    private func schema(_ version: String, _ text: String) throws -> Schema {
        try #require(try loadClean(document(version, schema: text)).schema("S"))
    }

    @Test func nullIsOneFact() throws {
        let older = try schema("3.0.3", "type: string\nnullable: true")
        let newer = try schema("3.1.0", "type: [string, 'null']")
        for schema in [older, newer] {
            #expect(schema.types == [.string])
            #expect(schema.isNullable)
            #expect(!schema.isOnlyNull)
        }
        #expect(try schema("3.1.0", "type: 'null'").isOnlyNull)
        #expect(try schema("3.1.0", "enum: [a, null]").isNullable)
        #expect(try schema("3.1.0", "const: null").isNullable)
        #expect(try !schema("3.1.0", "type: string\nenum: [a, null]").isNullable)
    }

    @Test(arguments: [
        ("3.0.3", "minimum: 1.50", "1.50", false),
        ("3.0.3", "minimum: 1\nexclusiveMinimum: true", "1", true),
        ("3.0.3", "exclusiveMinimum: false\nminimum: 1", "1", false),
        ("3.1.0", "exclusiveMinimum: 1", "1", true),
        ("3.1.0", "minimum: 1\nexclusiveMinimum: 1", "1", true),
        ("3.1.0", "minimum: 2\nexclusiveMinimum: 1", "2", false),
    ])
    func lowerBound(version: String, text: String, value: String, isExclusive: Bool) throws {
        let bound = try #require(try schema(version, text).minimum)
        #expect(bound.value == value)
        #expect(bound.isExclusive == isExclusive)
    }

    @Test func upperBoundTakesTheStricterLimit() throws {
        let bound = try #require(try schema("3.1.0", "maximum: 5\nexclusiveMaximum: 6").maximum)
        #expect(bound.value == "5")
        #expect(!bound.isExclusive)
    }

    @Test func booleansAreSchemas() throws {
        let schema = try schema("3.1.0", "properties: {a: true, b: false}\nadditionalProperties: false")
        #expect(schema.properties.map(\.schema.isNever) == [false, true])
        guard case .forbidden = schema.additionalProperties else {
            Issue.record("additionalProperties is \(schema.additionalProperties)")
            return
        }
    }

    @Test func examplesAreOneList() throws {
        #expect(try schema("3.0.3", "example: 1").examples.map(\.text) == ["1"])
        #expect(try schema("3.1.0", "examples: [1, 2]\nexample: 0").examples.map(\.text) == ["0", "1", "2"])
    }

    @Test func nothingOfJSONSchemaIsLost() throws {
        let schema = try schema(
            "3.1.0",
            """
            type: [object, array]
            properties: {a: {type: string}}
            patternProperties: {'^x': {type: integer}}
            propertyNames: {maxLength: 3}
            additionalProperties: {type: boolean}
            unevaluatedProperties: false
            dependentRequired: {a: [b]}
            dependentSchemas: {a: {required: [c]}}
            required: [a, b, a]
            minProperties: 1
            maxProperties: 2
            prefixItems: [{type: string}]
            items: {type: integer}
            contains: {const: 1}
            minContains: 1
            maxContains: 2
            unevaluatedItems: false
            minItems: 1
            maxItems: 10.0
            uniqueItems: true
            minLength: 1
            maxLength: 18446744073709551616
            pattern: '^a'
            contentEncoding: base64
            contentMediaType: image/png
            contentSchema: {type: object}
            multipleOf: 0.01
            allOf: [{title: a}]
            oneOf: [{title: b}]
            anyOf: [{title: c}]
            not: {title: d}
            if: {title: e}
            then: {title: f}
            else: {title: g}
            title: T
            description: D
            deprecated: true
            readOnly: true
            default: {a: 1}
            xml: {name: n, attribute: true}
            externalDocs: {url: 'https://x.org'}
            format: f
            $comment: nothing
            x-mine: 1
            """
        )
        #expect(schema.types == [.object, .array])
        #expect(schema.patternProperties.map(\.name) == ["^x"])
        #expect(schema.propertyNames?.maxLength == 3)
        #expect(schema.unevaluatedProperties?.isNever == true)
        #expect(schema.dependentRequired.map(\.required) == [["b"]])
        #expect(schema.dependentSchemas.map(\.schema.required) == [["c"]])
        #expect(schema.required == ["a", "b"])
        #expect(schema.prefixItems.count == 1)
        #expect(schema.items?.types == [.integer])
        #expect(schema.contains?.constant?.text == "1")
        #expect(schema.unevaluatedItems?.isNever == true)
        #expect(schema.maxItems == 10)
        #expect(schema.maxLength == Int.max)
        #expect(schema.multipleOf == "0.01")
        #expect(schema.contentSchema?.types == [.object])
        #expect([schema.allOf, schema.oneOf, schema.anyOf].map { $0.map(\.title) } == [["a"], ["b"], ["c"]])
        #expect(
            [schema.not, schema.ifSchema, schema.thenSchema, schema.elseSchema].map(\.?.title) == ["d", "e", "f", "g"])
        #expect(schema.xml?.isAttribute == true)
        #expect(schema.externalDocumentation?.url == "https://x.org")
        #expect(schema.extensions.map(\.key) == ["x-mine"])
    }

    @Test func listOfItemsIsUnderstoodAsPrefix() throws {
        let schema = try #require(load(document("3.1.0", schema: "items: [{type: string}, {}]")).schemaS)
        #expect(schema.prefixItems.count == 2)
        #expect(schema.items?.location == nil)
    }
}
