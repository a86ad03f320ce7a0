import BinderyGenerator
import Foundation
import Testing

@Suite
struct DiffTests {
    private static let old = """
        openapi: 3.0.3
        info: {title: Pets, version: 1.0.0}
        paths:
          /pets:
            get:
              parameters:
                - {name: limit, in: query, schema: {type: integer}}
              responses: {'204': {description: None.}}

        """

    private static let new = old.replacing("in: query,", with: "in: query, required: true,")

    private func withDocuments(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try Data(Self.old.utf8).write(to: folder.appending(path: "old.yaml"))
            try Data(Self.new.utf8).write(to: folder.appending(path: "new.yaml"))
            try body(folder)
        }
    }

    private func diff(_ arguments: String..., in folder: URL) throws -> CommandLineTests.Outcome {
        try CommandLineTests().bindery(["diff"] + arguments, in: folder)
    }

    @Test
    func tellsWhatChangedByOperation() throws {
        try withDocuments { folder throws in
            let outcome = try diff("old.yaml", "new.yaml", "--only", "wire", in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            #expect(
                outcome.output == """
                    On the wire:

                    GET /pets
                      breaking (clients): the query parameter `limit` must be sent now [request-parameter-became-required]
                        old.yaml:7:11 → new.yaml:7:11

                    old.yaml → new.yaml: on the wire: 1 breaking

                    """)
        }
    }

    @Test
    func namesKindsOfChangesWithoutSpaces() throws {
        try withTemporaryFolder { folder throws in
            let enumeration = Self.old.replacing("type: integer", with: "type: string, enum: [few]")
            try Data(enumeration.utf8).write(to: folder.appending(path: "old.yaml"))
            let longer = enumeration.replacing("[few]", with: "[few, many]")
            try Data(longer.utf8).write(to: folder.appending(path: "new.yaml"))
            let outcome = try diff("old.yaml", "new.yaml", "--only", "swift", in: folder)
            #expect(outcome.output.contains("[swift-static-property-added]"))
        }
    }

    @Test
    func failsWhereAsked() throws {
        try withDocuments { folder throws in
            #expect(try diff("old.yaml", "new.yaml", "--fail-on", "breaking", in: folder).status == 1)
            #expect(try diff("new.yaml", "old.yaml", "--only", "wire", "--fail-on", "breaking", in: folder).status == 0)
            #expect(try diff("old.yaml", "new.yaml", "--fail-on", "nothing", in: folder).status == 64)
            #expect(try diff("old.yaml", in: folder).status == 64)
        }
    }

    @Test
    func saysWhichDocumentIsMissing() throws {
        try withDocuments { folder throws in
            let outcome = try diff("old.yaml", "newer.yaml", in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("error: 'newer.yaml' cannot be read: no such file [unreadable-file]\n"))
        }
    }

    @Test
    func comparesADocumentWithErrorsAsFarAsItGoesButDoesNotVouchForIt() throws {
        try withDocuments { folder throws in
            let wrong = Self.old.replacing("in: query", with: "in: nowhere")
            try Data(wrong.utf8).write(to: folder.appending(path: "wrong.yaml"))
            let outcome = try diff("wrong.yaml", "old.yaml", in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors.contains("wrong.yaml:7:"))
            #expect(outcome.output.contains("[new-optional-request-parameter]"))
            #expect(try diff("wrong.yaml", "old.yaml", "--fail-on", "breaking", in: folder).status == 1)
        }
    }

    @Test
    func doesNotVouchForBindingsThatAreNotCompared() throws {
        try withTemporaryFolder { folder in
            let unbound = Self.old.replacing("/pets:", with: "/pets?of=a{limit}:")
                .replacing("in: query", with: "in: path, required: true")
            try Data(unbound.utf8).write(to: folder.appending(path: "unbound.yaml"))
            let outcome = try diff("unbound.yaml", "unbound.yaml", "--fail-on", "breaking", in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("[bindings-not-compared]"))
            #expect(
                outcome.output == """
                    unbound.yaml → unbound.yaml: on the wire: no changes; \
                    for Swift source that imports the bindings: not compared

                    """)
            let wire = try diff(
                "unbound.yaml", "unbound.yaml", "--only", "wire", "--fail-on", "breaking", in: folder)
            #expect(wire.status == 0)
            #expect(wire.output == "unbound.yaml → unbound.yaml: no changes\n")
        }
    }

    @Test
    func takesNoOtherDocumentOfAFolderWhoseConfigurationIsWrong() throws {
        try withDocuments { folder throws in
            let url = folder.appending(path: "bindery.yaml")
            try Data(Self.old.utf8).write(to: folder.appending(path: "openapi.yaml"))
            try Data("document: new.yaml\nmodule: Pets\noutput: .\nnoSuchKey: 1\n".utf8).write(to: url)
            let outcome = try diff("old.yaml", ".", "--only", "wire", in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.output == "")
            #expect(outcome.errors.contains("bindery.yaml:4:1: error: "))
            try FileManager.default.removeItem(at: url)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            let unreadable = try diff("old.yaml", ".", "--only", "wire", in: folder)
            #expect(unreadable.status == 1)
            #expect(unreadable.errors.contains("'bindery.yaml' cannot be read: "))
        }
    }

    @Test(arguments: ["text", "markdown"])
    func writesLongMessagesWhole(_ format: String) throws {
        try withTemporaryFolder { folder in
            let name = String(repeating: "limit", count: 50)
            for (file, text) in [("old.yaml", Self.old), ("new.yaml", Self.new)] {
                let long = text.replacing("name: limit", with: "name: \(name)")
                try Data(long.utf8).write(to: folder.appending(path: file))
            }
            let outcome = try diff("old.yaml", "new.yaml", "--only", "wire", "--format", format, in: folder)
            #expect(outcome.output.contains("the query parameter `\(name)` must be sent now "))
        }
    }

    @Test
    func leavesOutWhatIsAccepted() throws {
        try withDocuments { folder throws in
            let list = """
                - {id: request-parameter-became-required, operation: GET /pets, reason: All clients send it.}
                - {id: endpoint-added, reason: It does not matter.}

                """
            try Data(list.utf8).write(to: folder.appending(path: "accepted.yaml"))
            let outcome = try diff(
                "old.yaml", "new.yaml", "--only", "wire", "--fail-on", "breaking", "--ignore", "accepted.yaml",
                in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.output == "old.yaml → new.yaml: no changes (1 accepted)\n")
            #expect(
                outcome.errors.hasPrefix("accepted.yaml:2:3: warning: the entry matches no change [unused-ignore]\n"))
        }
    }

    @Test
    func callsNoEntryUnusedForAPartThatIsNotCompared() throws {
        try withDocuments { folder throws in
            let list = """
                - {id: request-parameter-became-required, reason: All clients send it.}
                - {id: 'swift-*', reason: Nobody has built on it yet.}

                """
            try Data(list.utf8).write(to: folder.appending(path: "accepted.yaml"))
            for part in ["wire", "swift"] {
                let outcome = try diff(
                    "old.yaml", "new.yaml", "--only", part, "--ignore", "accepted.yaml", in: folder)
                #expect(outcome.errors == "")
            }
            let same = try diff("old.yaml", "old.yaml", "--only", "wire", "--ignore", "accepted.yaml", in: folder)
            #expect(same.errors.hasPrefix("accepted.yaml:1:3: warning: the entry matches no change"))
            #expect(!same.errors.contains("accepted.yaml:2:"))
        }
    }

    @Test
    func writesJSONForPrograms() throws {
        try withDocuments { folder throws in
            let outcome = try diff("old.yaml", "new.yaml", "--format", "json", in: folder)
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let changes = try #require(report["changes"] as? [[String: Any]])
            #expect(changes.count == 1)
            #expect(changes[0]["id"] as? String == "request-parameter-became-required")
            #expect(changes[0]["level"] as? String == "breaking")
            #expect(changes[0]["operations"] as? [[String: String]] == [["method": "GET", "path": "/pets"]])
            #expect((changes[0]["new"] as? [String: Any])?["line"] as? Int == 7)
        }
    }

    @Test
    func weighsChangesForSwiftSource() throws {
        try withDocuments { folder throws in
            let outcome = try diff("new.yaml", "old.yaml", in: folder)
            #expect(outcome.output.contains("For Swift source that imports the bindings:\n\nGET /pets\n"))
            #expect(outcome.output.contains("  additive (callers of the client): `DefaultClient.getPets(limit:)`: "))
            #expect(outcome.output.hasSuffix("imports the bindings: 1 source-breaking, 2 additive\n"))
            #expect(
                try diff("new.yaml", "old.yaml", "--only", "swift", "--fail-on", "breaking", in: folder).status == 1)
            let list = "- {id: swift-*, operation: GET /pets, reason: Nobody has built on it yet.}\n"
            try Data(list.utf8).write(to: folder.appending(path: "accepted.yaml"))
            let accepted = try diff("new.yaml", "old.yaml", "--only", "swift", "--ignore", "accepted.yaml", in: folder)
            #expect(accepted.output == "new.yaml → old.yaml: no changes (3 accepted)\n")
        }
    }

    @Test
    func bindsAsTheConfigurationSays() throws {
        try withDocuments { folder throws in
            let configuration = """
                document: old.yaml
                module: Shop
                output: .
                names:
                  operations: [{match: GET /pets, name: findPets}]

                """
            try Data(configuration.utf8).write(to: folder.appending(path: "bindery.yaml"))
            let outcome = try diff(
                "new.yaml", "old.yaml", "--only", "swift", "--config", "bindery.yaml", "--format", "json", in: folder)
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let names = (report["bindings"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
            #expect(names?.contains("DefaultClient.findPets(limit:)") == true)
            #expect(try diff("new.yaml", "old.yaml", "--config", "none.yaml", in: folder).status == 1)
        }
    }

    private static let renaming = "names: {operations: [{match: GET /pets, name: findPets}]}\n"

    @Test
    func bindsAFileAsTheConfigurationBesideItSays() throws {
        try withDocuments { folder throws in
            let url = folder.appending(path: "bindery.yaml")
            let settings = "module: Shop\noutput: .\n" + Self.renaming
            try Data("document: new.yaml\n\(settings)".utf8).write(to: url)
            #expect(try diff("old.yaml", "new.yaml", "--only", "swift", in: folder).output.contains("FindPets"))
            try Data("document: other.yaml\n\(settings)".utf8).write(to: url)
            let other = try diff("old.yaml", "new.yaml", "--only", "swift", in: folder)
            #expect(other.output.contains("GetPets"))
            #expect(!other.output.contains("FindPets"))
        }
    }

    @Test
    func readsConfigurationsOfBuildTargets() throws {
        try withDocuments { folder throws in
            let text = "document: new.yaml\n" + Self.renaming
            try Data(text.utf8).write(to: folder.appending(path: "bindery.yaml"))
            for arguments in [["old.yaml", "."], ["old.yaml", "new.yaml", "--config", "bindery.yaml"]] {
                let outcome = try CommandLineTests().bindery(["diff", "--only", "swift"] + arguments, in: folder)
                #expect(outcome.status == 0)
                #expect(outcome.errors == "")
                #expect(outcome.output.contains("FindPets"))
            }
        }
    }

    @Test
    func writesSARIFForCodeHosts() throws {
        try withDocuments { folder throws in
            let outcome = try diff("old.yaml", "new.yaml", "--format", "sarif", in: folder)
            let log = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            let run = try #require((log["runs"] as? [[String: Any]])?.first)
            let result = try #require((run["results"] as? [[String: Any]])?.first)
            #expect(result["ruleId"] as? String == "request-parameter-became-required")
            #expect(result["level"] as? String == "error")
            let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
            #expect(invocation["executionSuccessful"] as? Bool == true)
        }
    }

    @Test
    func writesMarkdownForPullRequests() throws {
        try withDocuments { folder throws in
            let outcome = try diff("old.yaml", "new.yaml", "--format", "markdown", in: folder)
            #expect(
                outcome.output.contains(
                    """
                    #### `GET /pets`

                    - **breaking** for clients: the query parameter `limit` must be sent now (`request-parameter-became-required`)
                    """))
        }
    }

    // MARK: Revisions

    private func git(_ arguments: String..., in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["git", "-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
            + arguments
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test
    func readsRevisionsWithTheFilesThatTheyReferTo() throws {
        try withTemporaryFolder { folder in
            let api = folder.appending(path: "api")
            try FileManager.default.createDirectory(at: api, withIntermediateDirectories: true)
            let document = Self.old.replacing("{type: integer}", with: "{$ref: '../limit.yaml'}")
            try Data(document.utf8).write(to: api.appending(path: "openapi.yaml"))
            try Data("type: integer\nmaximum: 100\n".utf8).write(to: folder.appending(path: "limit.yaml"))
            try git("init", "--quiet", in: folder)
            try git("add", ".", in: folder)
            try git("commit", "--quiet", "--message", "First", in: folder)
            try Data("type: integer\nmaximum: 50\n".utf8).write(to: folder.appending(path: "limit.yaml"))

            for old in ["HEAD:api/openapi.yaml", "HEAD:api"] {
                let outcome = try diff(old, "api", in: folder)
                #expect(outcome.errors == "")
                #expect(
                    outcome.output.contains("[request-parameter-max-decreased]\n    limit.yaml:1:1 → limit.yaml:1:1\n"))
            }
            #expect(try diff("HEAD:./openapi.yaml", "openapi.yaml", in: api).output.contains("max-decreased"))
            let missing = try diff("HEAD:nothing.yaml", "api", in: folder)
            #expect(missing.status == 1)
            #expect(missing.errors.contains("'HEAD:nothing.yaml' cannot be read: "))
            #expect(try diff("nowhere:api/openapi.yaml", "api", in: folder).status == 1)
        }
    }

    @Test
    func takesFoldersOfARevisionAsTheCurrentOneHasThem() throws {
        try withTemporaryFolder { folder in
            let api = folder.appending(path: "api")
            try FileManager.default.createDirectory(at: api, withIntermediateDirectories: true)
            let other = Self.old.replacing("/pets", with: "/orders")
            try Data(other.utf8).write(to: folder.appending(path: "openapi.yaml"))
            try Data(Self.old.utf8).write(to: api.appending(path: "openapi.yaml"))
            try git("init", "--quiet", in: folder)
            try git("add", ".", in: folder)
            try git("commit", "--quiet", "--message", "First", in: folder)
            let same = [("HEAD:.", "."), ("HEAD:", "."), ("HEAD:./", "."), ("HEAD:..", ".."), ("HEAD:api", ".")]
            for (old, new) in same {
                let outcome = try diff(old, new, "--only", "wire", in: api)
                #expect(outcome.output.hasSuffix(": no changes\n"), "\(old)")
            }
            let outside = try diff("HEAD:../..", ".", in: api)
            #expect(outside.status == 1)
            #expect(outside.errors.contains("'HEAD:../..' cannot be read: "))
        }
    }
}
