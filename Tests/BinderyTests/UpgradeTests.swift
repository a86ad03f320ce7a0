import BinderyGenerator
import Foundation
import Testing

/// What generating anew says of the bindings that were there.
@Suite
struct UpgradeTests {
    private static func document(_ schema: String, _ operation: String) -> String {
        """
        openapi: 3.0.3
        info: {title: Shop, version: '1'}
        paths:
          /pets:
            get:
              operationId: \(operation)
              tags: [pets]
              responses:
                '200':
                  description: All.
                  content: {application/json: {schema: {$ref: '#/components/schemas/\(schema)'}}}
        components:
          schemas:
            \(schema): {type: object, required: [name], properties: {name: {type: string}}}

        """
    }

    private func generate(
        _ text: String, in folder: URL, aliases: String = "", access: String = "public"
    ) throws -> UpgradeReport? {
        let configuration = "document: openapi.yaml\nmodule: Shop\noutput: out\naccess: \(access)\n\(aliases)"
        try Data(text.utf8).write(to: folder.appending(path: "openapi.yaml"))
        try Data(configuration.utf8).write(to: folder.appending(path: "bindery.yaml"))
        let path = folder.appending(path: "bindery.yaml").path()
        let report = Bindery.generate(GenerationRequest(.configuration(path: path), reportsChanges: true))
        #expect(report.diagnostics.isEmpty)
        return report.upgrade
    }

    @Test(arguments: ["public", "package", "internal"])
    func renamesAreToldAndAliasesAreOffered(_ access: String) throws {
        try withTemporaryFolder { folder in
            let before = Self.document("Pet", "list")
            #expect(try generate(before, in: folder, access: access) == nil)
            let report = try #require(try generate(Self.document("Animal", "find"), in: folder, access: access))
            #expect(
                report.text == """
                    Swift declarations: 4 source-breaking

                    source-breaking:
                      renamed struct Pet -> Animal
                        importers of the models: code that uses the old name no longer compiles
                      renamed enum Pets.List -> Pets.Find (GET /pets)
                        importers of the models: code that uses the old name no longer compiles
                      renamed method PetsClient.list() -> PetsClient.find() (GET /pets)
                        callers of the client: code that uses the old name no longer compiles
                      renamed requirement PetsHandler.list(_:context:) -> PetsHandler.find(_:context:) (GET /pets)
                        implementers of the handlers: code that uses the old name no longer compiles

                    To keep the old names as deprecated aliases, add to the configuration:
                    aliases:
                      - {old: Pet, new: Animal}
                      - {old: pets.list, new: pets.find}

                    """)

            let again = try generate(Self.document("Animal", "find"), in: folder, access: access)
            #expect(again?.text == "No Swift declaration has changed\n")
        }
    }

    /// What is offered does what it says, and an earlier document does the same.
    @Test(arguments: [
        "aliases:\n  - {old: Pet, new: Animal}\n  - {old: pets.list, new: pets.find}\n",
        "aliases:\n  - {from: openapi-1.yaml}\n",
    ])
    func withAliasesNothingBreaks(_ aliases: String) throws {
        try withTemporaryFolder { folder in
            let before = Self.document("Pet", "list")
            try Data(before.utf8).write(to: folder.appending(path: "openapi-1.yaml"))
            _ = try generate(before, in: folder)
            let report = try #require(
                try generate(Self.document("Animal", "find"), in: folder, aliases: aliases))
            #expect(
                report.text == """
                    Swift declarations: 1 additive, 3 without effect on sources

                    additive:
                      added requirement PetsHandler.find(_:context:) (GET /pets)
                        implementers of the handlers: it need not be implemented

                    without effect on sources:
                      renamed struct Pet -> Animal
                        importers of the models: the old name stands for the new one, and the compiler warns of it
                      renamed enum Pets.List -> Pets.Find (GET /pets)
                        importers of the models: the old name stands for the new one, and the compiler warns of it
                      renamed method PetsClient.list() -> PetsClient.find() (GET /pets)
                        callers of the client: the old name stands for the new one, and the compiler warns of it

                    """)
        }
    }
}
