import BinderyGenerator
import DocumentTree
import Foundation
import Testing

@Suite
struct ExplainTests {
    private static let document = """
        openapi: 3.0.3
        info: {title: Shop, version: "1"}
        security: [{key: []}]
        paths:
          /pets/{id}?view=full:
            get:
              operationId: pets_show
              tags: [pets]
              parameters:
                - {name: id, in: path, required: true, schema: {type: integer}}
                - {name: X-Trace, in: header, schema: {type: string}}
              responses:
                "200":
                  description: The pet.
                  content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
                "404": {description: None.}
          /log:
            post:
              responses: {"204": {description: Done.}}
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X-Key}
          schemas:
            Base:
              type: object
              required: [kind]
              properties:
                kind: {type: string}
              discriminator: {propertyName: kind}
            Pet:
              allOf:
                - {$ref: "#/components/schemas/Base"}
                - type: object
                  properties:
                    name: {type: string, default: Rex, minLenght: 1}
                    mood: {type: string, enum: [good, bad]}
            Price: {type: number}
            Unused: {type: string}

        """

    private func explain(_ name: String, _ settings: String = "") throws -> (text: String?, report: GenerationReport) {
        try withTemporaryFolder { folder in
            let configuration = "document: api.yaml\nmodule: Shop\noutput: out\n" + settings
            try Data(Self.document.utf8).write(to: folder.appending(path: "api.yaml"))
            try Data(configuration.utf8).write(to: folder.appending(path: "bindery.yaml"))
            let path = folder.appending(path: "bindery.yaml").path()
            let (report, text) = Bindery.explain(name, GenerationRequest(.configuration(path: path)))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out").path()))
            return (text?.replacing(path.dropLast("bindery.yaml".count), with: ""), report)
        }
    }

    @Test
    func mergedSchemas() throws {
        #expect(
            try explain("Pet").text == """
                Schema 'Pet' at '/components/schemas/Pet' (api.yaml:30:5)
                  Swift: public struct Pet in out/ShopAPI/Models/Models.swift
                  Why:
                    'allOf' is merged: 'Base' at api.yaml:24:5, one in place at api.yaml:33:11
                    an object with members is a struct
                  Members:
                    kind: String  'kind', required, default "Pet", of 'Base' at api.yaml:28:9
                    name: String  'name', optional, default "Rex", of 'Pet' at api.yaml:35:13
                    mood: Mood?   'mood', optional, of 'Pet' at api.yaml:36:13
                  Nested:
                    public struct Pet.Mood, an open enum
                  Diagnostics:
                    api.yaml:35:48: warning: a schema object has no key 'minLenght' [unknown-key]
                                name: {type: string, default: Rex, minLenght: 1}
                                                                   ^
                    help: did you mean 'minLength'?

                """)
    }

    @Test(arguments: ["Base", "#/components/schemas/Base"])
    func discriminatorsOnBases(name: String) throws {
        #expect(
            try explain(name).text == """
                Schema 'Base' at '/components/schemas/Base' (api.yaml:24:5)
                  Swift: public enum Base in out/ShopAPI/Models/Models.swift
                  Why:
                    alternatives are an enum; the member 'kind' tells them apart
                    the discriminator stands on this schema, so 'BaseBase' has its own members
                  Cases:
                    .pet(Pet)  for 'Pet'
                  Swift: public struct BaseBase in out/ShopAPI/Models/Models.swift
                  Why:
                    it holds the members of the schema itself, beside the enum 'Base' of all its kinds
                    an object with members is a struct
                  Members:
                    kind: String  'kind', required, of 'Base' at api.yaml:28:9

                """)
    }

    @Test(arguments: ["pets_show", "pets.show", "Pets.Show", "GET /pets/{id}?view=full"])
    func operations(name: String) throws {
        let signature = "show(id: Int, xTrace: String? = nil) async throws(NotFoundFailure) -> Pet"
        #expect(
            try explain(name, "outputs: [api, client]").text == """
                Operation 'pets_show', GET /pets/{id}?view=full (api.yaml:6:5)
                  Swift: enum Pets.Show in out/ShopAPI/Operations/Pets.swift
                         PetsClient.\(signature) in out/ShopClient/PetsClient.swift
                  Why:
                    grouped under its first tag 'pets'
                  Route:
                    path '/pets/{id}'
                    query parameter 'view' is 'full'
                    security: key
                  Input:
                    id: Int          path 'id', required, at api.yaml:10:11
                    xTrace: String?  header 'X-Trace', optional, at api.yaml:11:11
                  Output:
                    Pet  200, Pet as application/json
                  Failures, as 'NotFoundFailure':
                    .notFound  404, no body

                """)
    }

    @Test
    func configuredTypesAndWhatIsLeftOut() throws {
        let settings = """
            outputs: [api]
            include: {operations: [pets_show]}
            types: [{schema: Pr*, type: Decimal, imports: [Foundation]}]
            """
        #expect(
            try explain("Price", settings).text == """
                Schema 'Price' at '/components/schemas/Price' (api.yaml:37:5)
                  Swift: Decimal
                  Why:
                    the configuration has this type for it at bindery.yaml:6:9

                """)
        #expect(try explain("Unused", settings).text?.contains("Swift: nothing, since 'include'") == true)
        #expect(try explain("POST /log", settings).text?.contains("Swift: nothing, since 'include'") == true)
        #expect(try explain("Pet.Mood", settings).text?.hasPrefix("Schema in place (api.yaml:36:19)\n") == true)
    }

    @Test(arguments: [("Pets", "Pet"), ("pets_shwo", "pets_show"), ("nothing at all", nil)])
    func unknownNames(name: String, suggestion: String?) throws {
        let (text, report) = try explain(name)
        #expect(text == nil)
        let error = report.diagnostics.first { $0.severity == .error }
        #expect(error?.id == "unknown-name")
        #expect(error?.help == suggestion.map { "did you mean '\($0)'?" })
    }
}
