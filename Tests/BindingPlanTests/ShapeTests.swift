import BindingPlan
import Testing

@Suite struct ShapeTests {
    @Test func scalars() throws {
        let planned = try Planned(
            schemas: """
                S:
                  type: object
                  required: [a, b, c, d, e, f, g, h, i, j, k]
                  properties:
                    a: {type: string}
                    b: {type: string, format: date-time}
                    c: {type: string, format: byte}
                    d: {type: integer}
                    e: {type: integer, format: int32}
                    f: {type: integer, format: int64}
                    g: {type: number}
                    h: {type: number, format: float}
                    i: {type: boolean}
                    j: {}
                    k: {type: object, additionalProperties: {type: [integer, 'null']}}
                """)
        #expect(
            planned.structure("S")?.properties.map(\.fullType) == [
                .string, .date, .data, .int, .int32, .int64, .double, .float, .bool, .json,
                .dictionary(.optional(.int)),
            ])
    }

    @Test func nullAndMissing() throws {
        let planned = try Planned(
            schemas: """
                N: {type: [string, 'null']}
                S:
                  type: object
                  required: [a, b]
                  properties: {a: {type: [string, 'null']}, b: {$ref: '#/components/schemas/N'}, c: {type: string}}
                """)
        #expect(planned.alias("N") == .string)
        #expect(planned.structure("S")?.properties.map(\.isOptional) == [true, true, true])
        #expect(planned.structure("S")?.properties.map(\.isNullable) == [true, true, false])
    }

    @Test func defaults() throws {
        let planned = try Planned(
            schemas: """
                Color: {type: string, enum: [red]}
                S:
                  type: object
                  properties:
                    a: {type: integer, default: 5}
                    b: {allOf: [{$ref: '#/components/schemas/Color'}], default: red}
                    c: {type: array, items: {type: string}, default: [x]}
                    d: {type: string, format: date-time, default: '2020-01-01T00:00:00Z'}
                    e: {allOf: [{$ref: '#/components/schemas/Color'}], default: blue}
                """)
        #expect(
            planned.structure("S")?.properties.map(\.decodingDefault) == [
                "5", ".red", "[\"x\"]", ".init(timeIntervalSince1970: 1577836800)", ".init(rawValue: \"blue\")",
            ])
        #expect(planned.ids == ["default-not-listed"])
    }

    @Test func requiredMembersAreDemanded() throws {
        let planned = try Planned(
            schemas: """
                S:
                  type: object
                  required: [a, b, c, d]
                  properties:
                    a: {type: integer, default: 5}
                    b: {type: string, readOnly: true}
                    c: {type: string, writeOnly: true}
                  additionalProperties: {type: integer}
                """)
        #expect(planned.property("S", "a")?.argumentDefault == "5")
        #expect(planned.property("S", "a")?.decodingDefault == nil)
        #expect(planned.structure("S")?.properties.map(\.isOptional) == [false, true, true, false])
        #expect(planned.property("S", "d")?.type == .int)
    }

    @Test func constantsAreArgumentsButNotAssumed() throws {
        let planned = try Planned(schemas: "S: {type: object, required: [k], properties: {k: {const: x}}}")
        #expect(planned.property("S", "k")?.argumentDefault == ".x")
        #expect(planned.property("S", "k")?.decodingDefault == nil)
    }

    @Test func additionalProperties() throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, properties: {additionalProperties: {type: string}}, additionalProperties: {type: integer}}
                B: {type: object, additionalProperties: true}
                C: {type: object, additionalProperties: false}
                D: {type: object}
                """)
        #expect(planned.structure("A")?.additional?.name == "additionalProperties2")
        #expect(planned.structure("A")?.additional?.type == .int)
        #expect(planned.alias("B") == .dictionary(.json))
        #expect(planned.structure("C")?.properties.isEmpty == true)
        #expect(planned.alias("D") == .dictionary(.json))
    }

    @Test func recursion() throws {
        let planned = try Planned(
            schemas: """
                Node: {type: object, properties: {child: {$ref: '#/components/schemas/Node'}, all: {type: array, items: {$ref: '#/components/schemas/Node'}}}}
                Tree: {oneOf: [{type: string}, {$ref: '#/components/schemas/Branch'}]}
                Branch: {type: object, required: [left], properties: {left: {$ref: '#/components/schemas/Tree'}}}
                Loop: {type: array, items: {$ref: '#/components/schemas/Loop'}}
                Endless: {type: object, required: [me], properties: {me: {$ref: '#/components/schemas/Endless'}}}
                """)
        #expect(planned.structure("Node")?.properties.map(\.isIndirect) == [true, false])
        #expect(planned.alternatives("Tree")?.cases.map(\.isIndirect) == [false, true])
        guard case .wrapper(.array) = planned.type("Loop")?.kind else {
            Issue.record("Loop is no wrapper")
            return
        }
        #expect(planned.property("Endless", "me")?.isOptional == true)
        #expect(planned.ids == ["endless-value"])
    }

    @Test func largeValuesAreKeptBehindPointers() throws {
        let many = (0..<20).map { "p\($0): {type: string}" }.joined(separator: ", ")
        let planned = try Planned(
            schemas: """
                Big: {type: object, properties: {\(many)}}
                Holder: {type: object, required: [big], properties: {big: {$ref: '#/components/schemas/Big'}, small: {type: string}}}
                """)
        #expect(planned.structure("Holder")?.properties.map(\.isIndirect) == [true, false])
    }

    @Test func keywordsWithoutAFormAreNamed() throws {
        let planned = try Planned(
            schemas: """
                B: {type: array, prefixItems: [{type: string}]}
                C: {type: object, patternProperties: {'^x': {type: integer}}}
                """)
        #expect(planned.ids == ["unsupported-keyword", "unsupported-keyword"])
        #expect(planned.alias("B") == .array(.json))
        #expect(planned.alias("C") == .dictionary(.json))
    }
}
