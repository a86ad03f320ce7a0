import BindingPlan
import Testing

@Suite struct TypeNameTests {
    @Test func collisions() throws {
        let planned = try Planned(
            schemas: """
                pet: {type: object, properties: {a: {type: string}}}
                Pet: {type: object, properties: {a: {type: string}}}
                String: {type: object, properties: {a: {type: string}}}
                TestAPI: {type: object, properties: {a: {type: string}}}
                Type: {type: string, enum: [a]}
                """)
        #expect(Set(planned.names) == ["Pet2", "Pet", "StringModel", "TestAPIModel", "Kind"])
        #expect(planned.plan.types.first { $0.schemaName == "Pet" }?.name.path == "Pet")
    }

    @Test func inlineTypesAreNested() throws {
        let planned = try Planned(
            schemas: """
                Pet:
                  type: object
                  properties:
                    status: {type: string, enum: [new, sold]}
                    type: {type: string, enum: [dog]}
                    tags: {type: array, items: {type: object, properties: {a: {type: string}}}}
                Ids: {type: array, items: {type: object, properties: {a: {type: string}}}}
                """)
        #expect(planned.openEnum("Pet.Status") != nil)
        #expect(planned.openEnum("Pet.Kind") != nil)
        #expect(planned.property("Pet", "tags")?.type == .array(.named("Pet.TagsItem")))
        #expect(planned.alias("Ids") == .array(.named("IdsItem")))
    }

    @Test func unrelatedAdditionsChangeNoName() throws {
        let before = try Planned(schemas: "A_b: {type: string}\nAb: {type: string}\nC: {type: string}")
        let after = try Planned(
            schemas: "Z: {type: string}\nA_b: {type: string}\nAb: {type: string}\nC: {type: string}")
        func names(_ planned: Planned) -> [String: String] {
            Dictionary(planned.plan.types.map { ($0.schemaName ?? "", $0.name.path) }, uniquingKeysWith: { $1 })
        }
        #expect(names(after).filter { $0.key != "Z" } == names(before))
    }

    @Test func tagsMakeRoomForModels() throws {
        let planned = try Planned(
            schemas: "Pet: {type: object, properties: {a: {type: string}}}",
            paths: """
                /pets:
                  get: {tags: [pet], operationId: pet.list, responses: {'204': {description: ok}}}
                  post: {operationId: addPet, responses: {'204': {description: ok}}}
                  delete: {tags: [Content.Library], operationId: Content.Library_delete$Task, responses: {'204': {description: ok}}}
                  put: {responses: {'204': {description: ok}}}
                """)
        #expect(planned.plan.tags.map(\.name.path) == ["PetOperations", "ContentLibrary", "Default"])
        #expect(planned.plan.tags[0].operations.map(\.methodName) == ["list"])
        #expect(planned.plan.tags[1].operations.map(\.methodName) == ["deleteTask"])
        #expect(planned.plan.tags[2].operations.map(\.methodName) == ["addPet", "putPets"])
    }
}
