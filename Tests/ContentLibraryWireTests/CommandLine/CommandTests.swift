import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentSamples
import Foundation
import SeededRandom
import Testing

/// `content-library upload`, `download`, `ls` and `sessions`, against the command's own server.
@Suite(.timeLimit(.minutes(10))) struct CommandTests {
    /// Runs the command as Anna, against a server.
    static func run(_ arguments: String..., on server: ServerProcess) async throws -> ContentLibraryProgram.Outcome {
        try await ContentLibraryProgram.run(
            arguments,
            environment: ["CONTENT_LIBRARY_SERVER": server.address, "CONTENT_LIBRARY_USER": "anna:secret"],
            in: server.folder)
    }

    @Test func fromUploadToDownload() async throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 3)
        let noise = (0..<(1 << 17)).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }
        let image = SampleImage.iso()
        let bytes = image + noise.dropFirst(image.count)
        let disk = try folder.write("disk.iso", bytes)
        let note = try folder.write("read me.txt", Array("Hello.\n".utf8))
        try await ServerProcess.run(in: folder) { server in
            let upload = try await Self.run("upload", "Images", "tools", disk, note, on: server)
            #expect(upload.ending == .exit(0) && upload.errors.isEmpty, "\(upload)")
            #expect(upload.output.first?.hasSuffix("  DONE") == true, "\(upload)")
            #expect(upload.output.contains("size      1.0 MiB") && upload.output.contains("type      iso"), "\(upload)")

            let libraries = try await Self.run("ls", on: server)
            #expect(libraries.output.count == 1 && libraries.output[0].hasPrefix("Images  LOCAL  "), "\(libraries)")
            let items = try await Self.run("ls", "Images", on: server)
            #expect(items.output.count == 1 && items.output[0].hasPrefix("tools  iso  1.0 MiB  "), "\(items)")
            let files = try await Self.run("ls", "Images", "tools", on: server)
            #expect(files.output.map { $0.prefix(11) } == ["disk.iso   ", "read me.txt"], "\(files)")

            let download = try await Self.run("download", "Images", "tools", "--to", folder.path("here"), on: server)
            #expect(download.ending == .exit(0), "\(download)")
            #expect(try folder.names(in: "here") == ["disk.iso", "read me.txt"])
            #expect(try folder.read("here/disk.iso") == bytes)

            // The same once more, which replaces the files; nothing is made twice.
            let again = try await Self.run("upload", "Images", "tools", note, on: server)
            #expect(again.ending == .exit(0) && again.output.contains("content   version 3"), "\(again)")
            let one = try await Self.run(
                "download", "Images", "tools", "read me.txt", "--to", folder.path("one"), on: server)
            #expect(one.ending == .exit(0), "\(one)")
            #expect(try folder.names(in: "one") == ["read me.txt"])
        }
    }

    @Test func sessions() async throws {
        try await ServerProcess.run(in: try TemporaryFolder()) { server in
            let story = try await UploadStory(server)
            try await story.push("disk", "content")
            let id = story.session
            let list = try await Self.run("sessions", on: server)
            #expect(list.output == ["\(id)  ACTIVE  0 %  \(story.item)"], "\(list)")
            #expect(try await Self.run("sessions", "list", "--quiet", on: server).output == [id])
            #expect(try await Self.run("sessions", "keep-alive", id, "--progress", "70", on: server).ending == .exit(0))
            let show = try await Self.run("sessions", "show", id, on: server)
            #expect(show.output.contains("state     ACTIVE") && show.output.contains("progress  70 %"), "\(show)")
            #expect(show.output.last == "disk  PUSH  READY  7 B", "\(show)")
            let early = try await Self.run("sessions", "delete", id, on: server)
            #expect(early.ending == .exit(1), "\(early)")
            #expect(try await Self.run("sessions", "complete", id, on: server).ending == .exit(0))
            #expect(try await Self.run("sessions", "delete", id, on: server).ending == .exit(0))
            #expect(try await Self.run("sessions", on: server).output.isEmpty)

            for (action, arguments, state) in [("cancel", [], "CANCELED"), ("fail", ["--message", "no"], "ERROR")] {
                let id = try await story.client.contentLibraryItemUpdateSession.create(
                    body: .init(libraryItemId: story.item))
                let outcome = try await ContentLibraryProgram.run(
                    ["sessions", action, id, "--server", server.address, "--user", "anna:secret"] + arguments,
                    in: server.folder)
                #expect(outcome.ending == .exit(0), "\(outcome)")
                let session = try await story.client.contentLibraryItemUpdateSession.get(updateSessionId: id)
                #expect(session.state?.rawValue == state)
            }
        }
    }

    /// What goes wrong is told as the server tells it: kind and message, then each cause.
    @Test func errorsAreMessageStacks() async throws {
        try await ServerProcess.run(in: try TemporaryFolder()) { server in
            let story = try await UploadStory(server)
            _ = try await story.add("missing")
            let complete = try await Self.run("sessions", "complete", story.session, on: server)
            #expect(complete.ending == .exit(1) && complete.output.isEmpty)
            #expect(
                complete.errors == """
                    Error: NOT_ALLOWED_IN_CURRENT_STATE: The update session \(story.session) cannot be completed yet.
                      caused by: These files have not been received: missing.

                    """)
            let unknown = try await Self.run("sessions", "show", "none", on: server)
            #expect(unknown.ending == .exit(1))
            #expect(unknown.errors == "Error: NOT_FOUND: There is no update session with the identifier none.\n")

            // The item is taken by the session of the story.
            let file = try server.folder.write("file", [1, 2, 3])
            let busy = try await Self.run("upload", "library", "item", file, on: server)
            #expect(busy.ending == .exit(1))
            let reason = "Another update session is ACTIVE on the library item \(story.item)."
            #expect(busy.errors == "Error: RESOURCE_BUSY: \(reason)\n")
        }
    }

    @Test func errorsBeforeAndAroundTheServer() async throws {
        try await ServerProcess.run(in: try TemporaryFolder()) { server in
            let cases: [([String], [String: String], String)] = [
                (["ls", "none"], [:], "Error: there is no library named 'none'\n"),
                (["download", "none", "item"], [:], "Error: there is no library named 'none'\n"),
                (["upload", "L", "I", "/no/such/file"], [:], "Error: /no/such/file: No such file or directory\n"),
                (["upload", "L", "I", "/"], [:], "Error: /: it is no regular file\n"),
                (
                    ["ls"], ["CONTENT_LIBRARY_USER": "anna:wrong"],
                    "Error: UNAUTHENTICATED: The user name, the password or the session is not valid.\n"
                ),
            ]
            for (arguments, variables, message) in cases {
                var environment = ["CONTENT_LIBRARY_SERVER": server.address, "CONTENT_LIBRARY_USER": "anna:secret"]
                environment.merge(variables) { $1 }
                let outcome = try await ContentLibraryProgram.run(
                    arguments, environment: environment, in: server.folder)
                #expect(outcome.ending == .exit(1) && outcome.errors == message, "\(arguments): \(outcome)")
            }
            // Nothing was made for an upload that could not begin.
            #expect(try await server.client.contentLibraryOperations.list().isEmpty)
        }
    }

    @Test func noServer() async throws {
        let outcome = try await ContentLibraryProgram.run(
            ["ls", "--server", "http://127.0.0.1:1", "--user", "anna:secret"], in: try TemporaryFolder())
        #expect(outcome.ending == .exit(1), "\(outcome)")
        #expect(outcome.errors.hasPrefix("Error: the request failed: "), "\(outcome)")
    }

    @Test(arguments: [
        ["dance"], ["ls"], ["ls", "--server", "http://127.0.0.1:1"], ["ls", "--server", "x", "--user", "anna"],
        ["upload"], ["upload", "L", "I"], ["download", "L"], ["sessions", "complete"], ["sessions", "fail", "id"],
    ]) func wrongUsage(_ arguments: [String]) async throws {
        let outcome = try await ContentLibraryProgram.run(arguments, in: try TemporaryFolder())
        #expect(outcome.ending == .exit(64) && outcome.output.isEmpty, "\(outcome)")
        let command = arguments.first == "dance" ? "<subcommand>" : arguments[0]
        #expect(outcome.errors.contains("Usage: content-library \(command)"), "\(outcome)")
    }
}
