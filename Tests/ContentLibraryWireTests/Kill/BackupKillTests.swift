import ContentLibraryClient
import Foundation
import Testing

@testable import ContentLibrary

/// `content-library backup` beside a running server, killed at its fault points.
@Suite(.timeLimit(.minutes(10))) struct BackupKillTests {
    @Test(arguments: [FaultPoint.backupObjectCopied, .backupBeforeDatabase, .backupAfterDatabase])
    func killed(at point: FaultPoint) async throws {
        let folder = try TemporaryFolder()
        try await ServerProcess.run(in: folder) { server in
            let item = try await KillTests.committed(on: server)
            let (data, backup) = (folder.path("data"), folder.path("copy"))
            func run(_ arguments: [String], fault: String? = nil) async throws -> ContentLibraryProgram.Outcome {
                var environment: [String: String] = [:]
                environment[FaultInjector.environmentVariable] = fault
                return try await ContentLibraryProgram.run(arguments, environment: environment, in: folder)
            }
            let killed = try await run(["backup", data, backup], fault: point.rawValue)
            #expect(killed.ending == .signal(SIGKILL))
            let incomplete = try await run(["verify", backup])
            #expect(incomplete.ending == .exit(1) && incomplete.errors.contains("not finished"))

            #expect(try await run(["backup", data, backup]).ending == .exit(0))
            #expect(try await run(["verify", backup]).ending == .exit(0))
            // The backup of before outlives one that was cut off.
            let story = try await UploadStory(server, item: item)
            try await story.push("changed", "after")
            try await story.complete()
            #expect(try await run(["backup", data, backup], fault: point.rawValue).ending == .signal(SIGKILL))
            #expect(try await run(["verify", backup]).ending == .exit(0))
            let again = try await run(["backup", data, backup])
            #expect(again.ending == .exit(0))
            let whole = try await run(["verify", backup])
            #expect(whole.ending == .exit(0) && whole.output == ["2 whole objects, 9 bytes; 0 damaged"])
            try FileManager.default.removeItem(atPath: data)
            server.send(SIGKILL)
            _ = await server.end()
            try FileManager.default.moveItem(atPath: backup, toPath: data)
        }
        try await ServerProcess.run(in: folder) { server in
            let library = try #require(try await server.client.contentLibraryOperations.list().first)
            let item = try #require(try await server.client.contentLibraryItem.list(libraryId: library).first)
            #expect(try await UploadStory(server, item: item).contents() == KillTests.after)
        }
    }
}
