import DocumentTree
import OpenAPI
import Testing

/// Where references lead, and what becomes of what they lead to.
@Suite struct ReferenceTests {
    @Test func componentsComeFirstThenTargetsInOrderOfUse() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a:
                    get:
                      responses:
                        '200':
                          description: ''
                          content: {application/json: {schema: {$ref: 'x.yaml#/Y'}}}
                components:
                  schemas:
                    B: {properties: {c: {$ref: '#/components/schemas/A/properties/d'}}}
                    A: {properties: {d: {type: string}}}
                """
            ),
            files: ["x.yaml": "Y: {items: {$ref: '#/Z'}, type: array}\nZ: {type: integer}\n"]
        )
        #expect(document.schemas.entries.map(\.name) == ["B", "A", "d", "Y", "Z"])
        #expect(document.schemas.entries.map(\.isComponent) == [true, true, false, false, false])
        #expect(document.files.map(\.path) == ["api.yaml", "x.yaml"])
        #expect(
            document.schemas.entries[2].id
                == SchemaID(filePath: "api.yaml", pointer: "/components/schemas/A/properties/d"))
    }

    @Test(arguments: [
        "#/components/schemas/a~1b~0c", "#/components/schemas/a%7E1b~0c", "api.yaml#/components/schemas/a~1b~0c",
        "./x/../api.yaml#/components/schemas/a~1b~0c", "%61pi.yaml#/components/schemas/a~1b~0c",
    ])
    func everySpellingIsOneSchema(reference: String) throws {
        let text = document(
            "paths: {}\ncomponents: {schemas: {'a/b~c': {type: string}, B: {$ref: '\(reference)'}}}"
        )
        let document = try #require(load(text).document)
        #expect(document.schemas.entries.count == 2)
        #expect(document.schema("B")?.reference == document.schemas.entries[0].id)
        #expect(document.schemas.entries[0].id.pointer == "/components/schemas/a~1b~0c")
    }

    @Test func referencesAreRelativeToTheirFile() throws {
        let document = try loadClean(
            document(schema: "$ref: 'schemas/pet.yaml'"),
            files: [
                "schemas/pet.yaml": "properties: {owner: {$ref: 'people/owner.yaml'}}\n",
                "schemas/people/owner.yaml": "properties: {pet: {$ref: ../pet.yaml}, self: {$ref: '#'}}\n",
            ]
        )
        #expect(document.schemas.entries.map(\.name) == ["S", "pet", "owner"])
        let owner = document.schemas.entries[2].schema
        #expect(
            owner.properties.map(\.schema.reference?.filePath) == ["schemas/pet.yaml", "schemas/people/owner.yaml"])
        #expect(owner.properties.map(\.schema.reference?.pointer) == ["", ""])
    }

    @Test func recursionThroughPropertiesIsFine() throws {
        let document = try loadClean(document(schema: "properties: {next: {$ref: '#/components/schemas/S'}}"))
        #expect(document.schemas.entries.count == 1)
    }

    @Test func aliasIsAReference() throws {
        let document = try loadClean(
            document("paths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {type: string}}}")
        )
        #expect(document.schema("A")?.reference?.pointer == "/components/schemas/B")
    }

    @Test func definitionsAndAnchorsAreTargets() throws {
        let document = try loadClean(
            document(
                "3.1.0",
                schema: """
                    properties: {a: {$ref: '#/components/schemas/S/$defs/A'}, b: {$ref: '#there'}}
                    $defs: {A: {type: string}, B: {$anchor: there, type: integer}}
                    """
            )
        )
        #expect(
            document.schemas.entries.map(\.id.pointer).dropFirst() == [
                "/components/schemas/S/$defs/A", "/components/schemas/S/$defs/B",
            ])
    }

    @Test func schemasInOperationsAndSequencesAreTargets() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a:
                    get:
                      parameters: [{name: q, in: query, schema: {type: string}}]
                      responses: {'200': {description: ''}}
                components:
                  schemas:
                    S: {$ref: '#/paths/~1a/get/parameters/0/schema'}
                """
            )
        )
        #expect(document.schemas.entries.map(\.name) == ["S", "schema"])
    }

    @Test func everyKindIsResolvedThroughChainsAndFiles() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a: {$ref: 'other.yaml#/item'}
                components:
                  parameters: {P: {$ref: 'other.yaml#/parameter'}}
                """
            ),
            files: [
                "other.yaml": """
                item:
                  post:
                    parameters: [{$ref: 'api.yaml#/components/parameters/P'}]
                    requestBody: {$ref: '#/body'}
                    callbacks: {c: {$ref: '#/callback'}}
                    responses: {'200': {$ref: '#/response'}}
                parameter: {name: p, in: query, schema: {type: string}}
                body: {content: {text/plain: {examples: {e: {$ref: '#/example'}}}}}
                callback: {'{$url}': {post: {responses: {'200': {description: hook}}}}}
                response: {description: ok, headers: {H: {$ref: '#/header'}}, links: {L: {$ref: '#/link'}}}
                header: {schema: {type: integer}}
                link: {operationRef: '#/paths/~1a/post'}
                example: {value: 7}
                """
            ]
        )
        let operation = try #require(document.firstOperation)
        #expect(document.paths[0].key == "/a")
        #expect(operation.parameters.map(\.name) == ["p"])
        #expect(operation.parameters.map(\.componentName) == ["P"])
        #expect(operation.requestBody?.content.first?.examples.map(\.text) == ["7"])
        #expect(operation.callbacks.map(\.name) == ["c"])
        #expect(operation.callbacks[0].pathItems.map(\.key) == ["{$url}"])
        #expect(operation.responses[0].headers.map(\.name) == ["H"])
        #expect(operation.responses[0].links.map(\.name) == ["L"])
    }

    @Test func descriptionBesideReferenceStands() throws {
        let document = try loadClean(
            document(
                """
                paths:
                  /a: {get: {responses: {'200': {$ref: '#/components/responses/R', description: mine}}}}
                components:
                  responses: {R: {description: theirs}}
                  schemas: {A: {$ref: '#/components/schemas/B', description: mine}, B: {description: theirs}}
                """
            )
        )
        #expect(document.firstOperation?.responses.first?.description == "mine")
        #expect(document.firstOperation?.responses.first?.componentName == "R")
        #expect(document.schema("A")?.description == "mine")
    }

    @Test func keywordsBesideReferenceStandInJSONSchema() throws {
        let document = try loadClean(
            document("3.1.0", "components: {schemas: {A: {$ref: '#/components/schemas/B', minLength: 3}, B: {}}}")
        )
        #expect(document.schema("A")?.minLength == 3)
        #expect(document.schema("A")?.reference != nil)
    }

    @Test func fileFollowsItsOwnVersion() throws {
        let other =
            "openapi: 3.1.0\ninfo: {title: O, version: '1'}\ncomponents: {schemas: {A: {type: [string, 'null']}}}\n"
        let document = try loadClean(
            document(schema: "$ref: 'o.yaml#/components/schemas/A'"),
            files: ["o.yaml": other]
        )
        let target = try #require(document.schemas.entries.last)
        #expect(target.isComponent)
        #expect(target.schema.isNullable)
    }

    @Test func discriminatorMappingTakesNamesAndReferences() throws {
        let document = try loadClean(
            document(
                """
                paths: {}
                components:
                  schemas:
                    S:
                      discriminator:
                        propertyName: kind
                        mapping: {a: A, b: '#/components/schemas/B', c: 'c.v1', d: d.yaml}
                    A: {}
                    B: {}
                    c.v1: {}
                """
            ),
            files: ["d.yaml": "type: object\n"]
        )
        let mapping = document.schema("S")?.discriminator?.mapping ?? []
        #expect(mapping.map(\.value) == ["a", "b", "c", "d"])
        #expect(
            mapping.map(\.schema.pointer) == [
                "/components/schemas/A", "/components/schemas/B", "/components/schemas/c.v1", "",
            ])
        #expect(document.schemas.entries.map(\.name) == ["S", "A", "B", "c.v1", "d"])
    }
}
