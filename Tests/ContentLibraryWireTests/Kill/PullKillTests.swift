import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One server fetches from another, is killed meanwhile, and goes on when it is back.
@Suite(.timeLimit(.minutes(10))) struct PullKillTests {
    /// Killed at the instants of a pull, with complete called or not.
    static let points = ["pullStarted", "uploadChunkWritten", "uploadBeforeRename", "uploadInsideTransaction"]

    @Test(arguments: points) func goesOn(after point: String) async throws {
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        try await ServerProcess.run(in: other) { source in
            let published = try await KillTests.committed(on: source)
            let uri = try await Self.endpoint("changed", of: published, on: source)
            var (item, session) = ("", "")
            try await ServerProcess.run(in: folder, fault: point, arguments: ["--allow-private-sources"]) { server in
                let story = try await UploadStory(server)
                (item, session) = (story.item, story.session)
                // The server may be gone before it answers.
                try? await Self.pull("pulled", from: uri, into: story)
                try? await story.complete()
                #expect(await server.end() == .signal(SIGKILL))
            }
            try await ServerProcess.run(in: folder, arguments: ["--allow-private-sources"]) { server in
                let story = UploadStory(server, item: item, session: session)
                // Complete may or may not have been heard.
                try? await story.complete()
                let sessions = try server.client.contentLibraryItemUpdateSession
                try await eventually { try await sessions.get(updateSessionId: session).state == .done }
                #expect(try await story.contents() == ["pulled": "before"])
                try await KillTests.expectWhole(item, server, version: "2")
                #expect(try folder.names(in: "data/staging").isEmpty)
                #expect(try folder.names(in: "data/objects").count == 1)
                let endpoint = try #require(try await story.file("pulled").sourceEndpoint)
                #expect(!endpoint.uri.contains("secret"))
            }
        }
    }

    /// Without being told otherwise, no server is sent to itself or its neighbours.
    @Test func privateSourcesAreRefused() async throws {
        try await ServerProcess.run(in: try TemporaryFolder()) { server in
            let story = try await UploadStory(server)
            try await Self.pull("pulled", from: server.address + "/api/cls/static/a/b/c", into: story)
            let sessions = try server.client.contentLibraryItemUpdateSession
            try await eventually { try await sessions.get(updateSessionId: story.session).state == .error }
            let file = try await story.file("pulled")
            #expect(file.status == .error && file.errorMessage?.id.hasSuffix("source.forbidden_address") == true)
        }
    }

    static func pull(_ name: String, from uri: String, into story: UploadStory) async throws {
        _ = try await story.client.contentLibraryItemUpdatesessionFile.add(
            updateSessionId: story.session,
            body: .init(name: name, sourceType: .pull, sourceEndpoint: LibraryItemTransferEndpoint(uri: uri)))
    }

    /// Where a server serves a file, with who may read it.
    static func endpoint(_ name: String, of item: String, on server: ServerProcess) async throws -> String {
        let files = try await server.client.contentLibraryItemFile.list(libraryItemId: item)
        let uri = try #require(files.first { $0.name == name }?.fileDownloadEndpoint)
        return uri.replacing("http://", with: "http://anna:secret@")
    }
}
