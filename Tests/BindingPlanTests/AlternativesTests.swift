import BindingPlan
import Testing

@Suite struct AlternativesTests {
    @Test func mappedDiscriminator() throws {
        let planned = try Planned(
            schemas: """
                Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
                Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
                Pet:
                  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
                  discriminator: {propertyName: kind, mapping: {MEOW: '#/components/schemas/Cat'}}
                """)
        let pet = try #require(planned.alternatives("Pet"))
        #expect(pet.cases.map(\.name) == ["meow", "dog"])
        #expect(pet.cases.map(\.values) == [["MEOW"], ["Dog"]])
        #expect(planned.property("Cat", "kind")?.argumentDefault == "\"MEOW\"")
    }

    @Test func discriminatorOnABase() throws {
        let planned = try Planned(
            schemas: """
                Problem:
                  type: object
                  required: [messages, type]
                  properties: {messages: {type: array, items: {type: string}}, type: {$ref: '#/components/schemas/Kind'}}
                  discriminator:
                    propertyName: type
                    mapping: {PROBLEM: '#/components/schemas/Problem', NOT_FOUND: '#/components/schemas/Missing'}
                Kind: {type: string, enum: [PROBLEM, NOT_FOUND]}
                Missing: {type: object, allOf: [{$ref: '#/components/schemas/Problem'}]}
                Locked:
                  allOf: [{$ref: '#/components/schemas/Problem'}]
                  properties: {by: {type: string}}
                """)
        let problem = try #require(planned.alternatives("Problem"))
        #expect(problem.cases.map(\.name) == ["problem", "notFound", "locked"])
        #expect(problem.cases.map(\.type) == [.named("ProblemBase"), .named("Missing"), .named("Locked")])
        #expect(problem.sharedProperties.map(\.name) == ["messages", "type"])
        #expect(planned.property("Missing", "type")?.decodingDefault == ".notFound")
        #expect(planned.structure("Locked")?.properties.map(\.name) == ["messages", "type", "by"])
    }

    @Test func jsonTypesAndTries() throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, required: [a], properties: {a: {type: string}}}
                B: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}
                U:
                  oneOf:
                    - {type: string}
                    - {type: integer}
                    - {type: 'null'}
                    - $ref: '#/components/schemas/A'
                    - $ref: '#/components/schemas/B'
                """)
        let union = try #require(planned.alternatives("U"))
        #expect(union.cases.map(\.name) == ["string", "integer", "a", "b"])
        #expect(union.order.map { union.cases[$0].name }.filter { $0.count == 1 } == ["b", "a"])
        #expect(planned.ids.isEmpty)
    }

    @Test func ambiguityIsSaid() throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, properties: {a: {type: string}}}
                B: {type: object, properties: {b: {type: string}}}
                U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
                """)
        #expect(planned.ids == ["ambiguous-alternatives"])
    }

    @Test(arguments: [
        ("{a: {type: string}}", "{b: {type: string}}", "", true),
        // The one describes all that the other does.
        ("{a: {type: string}}", "{a: {type: string}, b: {type: string}}", "", false),
        // No value is both.
        ("{a: {type: string}, c: {type: string}}", "{a: {type: integer}, b: {type: string}}", "required: [a], ", false),
        ("{a: {enum: [x]}, c: {type: string}}", "{a: {enum: [y]}, b: {type: string}}", "required: [a], ", false),
        // The first keeps all.
        ("{a: {type: string}}", "{b: {type: string}}", "additionalProperties: true, ", false),
        // What differs stands deeper.
        ("{a: {properties: {x: {type: string}}}}", "{a: {properties: {y: {type: string}}}}", "", true),
    ])
    func whatMayBeBoth(first: String, second: String, beside: String, isBoth: Bool) throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, \(beside)properties: \(first)}
                B: {type: object, \(beside)properties: \(second)}
                U: {anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
                """)
        #expect(planned.alternatives("U")?.hasBoth == isBoth)
        #expect(planned.ids.isEmpty)
    }

    @Test func alternativesThatLeadBackAreFlat() throws {
        let planned = try Planned(
            schemas: """
                A: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]}
                B: {oneOf: [{type: integer}, {$ref: '#/components/schemas/A'}]}
                C: {oneOf: [{type: string}, {$ref: '#/components/schemas/C'}]}
                """)
        #expect(Set(planned.alternatives("A")?.cases.map(\.type) ?? []) == [.string, .int])
        #expect(Set(planned.alternatives("B")?.cases.map(\.type) ?? []) == [.string, .int])
        #expect(planned.alternatives("C")?.cases.map(\.type) == [.string])
        #expect(planned.ids == ["cyclic-alternatives", "cyclic-alternatives", "cyclic-alternatives"])
    }

    @Test(.timeLimit(.minutes(10)))
    func manyAlternativesThatLeadToEachOther() throws {
        let all = (0..<20).map { "{$ref: '#/components/schemas/U\($0)'}" }.joined(separator: ", ")
        let planned = try Planned(
            schemas: (0..<20).map { "U\($0): {oneOf: [{type: string, format: f\($0)}, \(all)]}\n" }.joined())
        #expect(planned.alternatives("U7")?.cases.map(\.type) == [.string])
    }

    @Test func constantsTellAlternativesApart() throws {
        let planned = try Planned(
            schemas: """
                U:
                  oneOf:
                    - {type: object, required: [t], properties: {t: {const: a}, x: {type: string}}}
                    - {type: object, required: [t], properties: {t: {const: b}, x: {type: string}}}
                """)
        guard case .discriminator("t") = planned.alternatives("U")?.selection else {
            Issue.record("not told apart by t")
            return
        }
        #expect(planned.alternatives("U")?.cases.map(\.values) == [["a"], ["b"]])
    }

    @Test func nullIsNoAlternative() throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, properties: {x: {anyOf: [{type: string}, {type: 'null'}]}}}
                """)
        #expect(planned.property("A", "x")?.type == .string)
        #expect(planned.property("A", "x")?.isNullable == true)
    }

    @Test func constantsWithTitlesAreAnEnum() throws {
        let planned = try Planned(
            schemas: """
                E: {type: integer, oneOf: [{const: 1, title: ONE}, {const: 2, title: TWO}]}
                O: {anyOf: [{type: string}, {type: string, enum: [a]}]}
                """)
        #expect(planned.openEnum("E")?.cases.map(\.name) == ["one", "two"])
        #expect(planned.openEnum("E")?.rawType == .int)
        #expect(planned.openEnum("O")?.cases.map(\.value) == ["a"])
    }

    @Test func propertiesBesideAreInEveryAlternative() throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, required: [a], properties: {a: {type: string}}}
                B: {type: object, required: [b], properties: {b: {type: string}}}
                U:
                  type: object
                  required: [n]
                  properties: {n: {type: integer}}
                  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
                """)
        #expect(planned.alternatives("U")?.cases.map(\.name) == ["a", "b"])
        #expect(planned.structure("U.A")?.properties.map(\.name) == ["n", "a"])
        #expect(planned.alternatives("U")?.sharedProperties.map(\.name) == ["n"])
    }
}
