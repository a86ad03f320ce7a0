import BindingPlan
import Testing

@Suite struct AllOfTests {
    @Test func oneElementIsTheThingItself() throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, properties: {x: {type: string}}}
                B: {type: object, properties: {a: {description: mine, allOf: [{$ref: '#/components/schemas/A'}]}}}
                C: {allOf: [{$ref: '#/components/schemas/A'}]}
                """)
        #expect(planned.property("B", "a")?.type == .named("A"))
        #expect(planned.property("B", "a")?.documentation == ["mine"])
        #expect(planned.alias("C") == .named("A"))
    }

    @Test func severalMergeWithSiblings() throws {
        let planned = try Planned(
            schemas: """
                A: {type: object, required: [x], properties: {x: {type: string}}}
                B:
                  allOf:
                    - $ref: '#/components/schemas/A'
                    - allOf: [{type: object, properties: {y: {type: integer, format: int64}}}]
                  required: [y]
                  properties: {z: {type: boolean}, x: {enum: [a, b]}}
                """)
        let properties = planned.structure("B")?.properties ?? []
        #expect(properties.map(\.name) == ["x", "y", "z"])
        #expect(properties.map(\.isRequired) == [true, true, false])
        #expect(properties[0].type == .named("B.X"))
        #expect(properties[1].type == .int64)
        #expect(planned.ids.isEmpty)
    }

    @Test func contradictionsAreSaidAndKept() throws {
        let planned = try Planned(
            schemas: """
                A:
                  allOf:
                    - {type: object, properties: {x: {type: string}}}
                    - {type: object, properties: {x: {type: boolean}}}
                """)
        #expect(planned.ids == ["conflicting-all-of"])
        #expect(planned.property("A", "x")?.type == .json)
    }

    @Test func compositionOfItselfEnds() throws {
        let planned = try Planned(
            schemas: """
                XA: {type: object, properties: {child: {$ref: '#/components/schemas/XA'}}}
                XB: {type: object, properties: {child: {$ref: '#/components/schemas/XB'}}}
                X: {allOf: [{$ref: '#/components/schemas/XA'}, {$ref: '#/components/schemas/XB'}]}
                """)
        #expect(planned.property("X", "child")?.type == .named("X.Child"))
        #expect(planned.property("X.Child", "child")?.type == .named("X.Child"))
        #expect(planned.property("X.Child", "child")?.isIndirect == true)
    }
}
