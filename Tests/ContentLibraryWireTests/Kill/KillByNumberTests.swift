import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Logging
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Kills from outside, at instants that are no fault points.
@Suite(.timeLimit(.minutes(10))) struct KillByNumberTests {
    @Test func duringAnUpload() async throws {
        let folder = try TemporaryFolder()
        var (item, session) = ("", "")
        try await ServerProcess.run(in: folder) { server in
            item = try await KillTests.committed(on: server)
            let story = try await UploadStory(server, item: item)
            session = story.session
            let uri = try await story.add("changed")
            let body = OpenBody(length: 4 << 20)
            let put = body.put(to: uri, over: server.transport)
            body.write(String(repeating: "x", count: 2 << 20))
            try await eventually { try await story.file("changed").bytesTransferred > 1 << 20 }
            server.send(SIGKILL)
            #expect(await server.end() == .signal(SIGKILL))
            body.breakOff()
            await #expect(throws: (any Error).self) { _ = try await put.value }
        }
        #expect(try folder.names(in: "data/staging").count == 1)
        try await ServerProcess.run(in: folder) { server in
            #expect(try folder.names(in: "data/staging").isEmpty)
            #expect(try folder.names(in: "data/objects").count == 2)
            let story = UploadStory(server, item: item, session: session)
            #expect(try await story.contents() == KillTests.before)
            let file = try await story.file("changed")
            #expect(file.status == .waitingForTransfer && file.bytesTransferred == 0)
            try await story.put("after", to: try #require(file.uploadEndpoint).uri)
            try await story.complete()
            #expect(try await story.contents() == KillTests.after)
        }
    }

    /// Again and again between upload and complete: what was received is there every time.
    @Test func betweenUploadAndComplete() async throws {
        let folder = try TemporaryFolder()
        var (item, session) = ("", "")
        try await ServerProcess.run(in: folder) { server in
            item = try await KillTests.committed(on: server)
            let story = try await UploadStory(server, item: item)
            session = story.session
            try await story.push("changed", "after")
            server.send(SIGKILL)
            _ = await server.end()
        }
        for _ in 0..<2 {
            try await ServerProcess.run(in: folder) { server in
                let story = UploadStory(server, item: item, session: session)
                let file = try await story.file("changed")
                #expect(file.status == .ready)
                #expect(try await story.contents() == KillTests.before)
                server.send(SIGKILL)
                _ = await server.end()
            }
        }
        try await ServerProcess.run(in: folder) { server in
            let story = UploadStory(server, item: item, session: session)
            #expect(try folder.names(in: "data/objects").count == 3)
            try await story.complete()
            #expect(try await story.contents() == KillTests.after)
            try await KillTests.expectWhole(item, server, version: "3")
        }
    }

    /// A session whose time is over when the server comes back is gone, and its bytes with it.
    @Test func aSessionThatExpiresMeanwhile() async throws {
        let folder = try TemporaryFolder()
        var (item, session) = ("", "")
        try await ServerProcess.run(in: folder) { server in
            item = try await KillTests.committed(on: server)
            let story = try await UploadStory(server, item: item)
            session = story.session
            try await story.push("changed", "after")
            server.send(SIGKILL)
            _ = await server.end()
        }
        let later = WallClock { Date().addingTimeInterval(301) }
        let core = try await LibraryCore.open(
            data: folder.path("data"), clock: later, logger: Logger(label: "later") { _ in SwiftLogNoOpLogHandler() })
        await #expect(throws: LibraryError.self) { try await core.updateSessions.get(session) }
        try core.close()
        try await ServerProcess.run(in: folder) { server in
            #expect(try folder.names(in: "data/objects").count == 2)
            let story = try await UploadStory(server, item: item)
            #expect(try await story.contents() == KillTests.before)
        }
    }

    /// Killed, and killed again while it recovers from that.
    @Test func whileItRecovers() async throws {
        let folder = try TemporaryFolder()
        var item = ""
        try await ServerProcess.run(in: folder, fault: FaultPoint.garbageBeforeRemoval.rawValue) { server in
            item = try await KillTests.committed(on: server)
            let story = try await UploadStory(server, item: item)
            try await story.push("changed", "after")
            // The garbage goes in the background: the answer may come before.
            try? await story.complete()
            #expect(await server.end() == .signal(SIGKILL))
        }
        for point in [FaultPoint.garbageBeforeRemoval, .garbageAfterRemoval] {
            let failure = await #expect(throws: ServerProcess.NotReady.self) {
                try await ServerProcess.run(in: folder, fault: point.rawValue) { _ in }
            }
            #expect(failure?.ending == .signal(SIGKILL))
        }
        try await ServerProcess.run(in: folder) { server in
            #expect(try folder.names(in: "data/objects").count == 2)
            let story = try await UploadStory(server, item: item)
            #expect(try await story.contents() == KillTests.after)
        }
    }

    /// Login sessions outlive the server that began them.
    @Test func loginSessionsOutliveTheServer() async throws {
        let folder = try TemporaryFolder()
        var id = ""
        try await ServerProcess.run(in: folder) { server in
            id = try await server.client.cisSession.create()
            server.send(SIGKILL)
            _ = await server.end()
        }
        try await ServerProcess.run(in: folder) { server in
            let answer = try await server.transport.exchange(
                .get, server.address + "/api/session", fields: [.authorization: "Bearer \(id)"])
            #expect(answer.status == 200 && answer.text.contains("anna"))
        }
    }
}
