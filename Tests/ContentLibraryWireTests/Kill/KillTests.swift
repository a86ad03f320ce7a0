import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Crypto
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The promises of DESIGN.md, for the server as it is run: killed at any instant, it comes back with every committed
/// item whole, every ACTIVE session ready to go on, and nothing half-visible.
@Suite(.timeLimit(.minutes(10))) struct KillTests {
    static let before = ["kept": "same", "changed": "before"]
    static let after = ["kept": "same", "changed": "after"]

    /// A point where the server kills itself, and what must be so after it.
    struct Kill: Sendable, CustomTestStringConvertible {
        var point: FaultPoint
        /// How often the point is passed before: by the two files and the completion of the first session.
        var passedBefore: Int
        /// Whether the upload into the second session counts.
        var isReceived = false
        /// Whether the second session's completion counts.
        var isCommitted = false

        var testDescription: String { point.rawValue }
        var isGarbage: Bool { [.garbageBeforeRemoval, .garbageAfterRemoval].contains(point) }
        var fault: String { "\(point.rawValue):\(passedBefore + 1)" }

        /// Every point is here, or the compiler says so; nil for those that have tests of their own.
        init?(at point: FaultPoint) {
            self.point = point
            switch point {
            case .uploadBeforeWrite, .uploadChunkWritten, .uploadBeforeSync, .uploadBeforeRename, .uploadAfterRename,
                .uploadInsideTransaction:
                passedBefore = 2
            case .uploadAfterTransaction:
                (passedBefore, isReceived) = (2, true)
            case .completeBeforeTransaction, .completeInsideTransaction:
                (passedBefore, isReceived) = (1, true)
            case .completeAfterTransaction:
                (passedBefore, isReceived, isCommitted) = (1, true, true)
            case .garbageBeforeRemoval, .garbageAfterRemoval:
                // The content that the item no longer has goes after the completion.
                (passedBefore, isReceived, isCommitted) = (0, true, true)
            case .pullAdded, .pullStarted:
                // `PullKillTests`, `PullRecoveryTests`
                return nil
            case .syncBeforeMetadata, .syncInsideMetadata, .syncAfterMetadata, .syncFileReceived,
                .syncInsideTransaction,
                .syncAfterTransaction:
                // `SynchronizationKillTests`, `SubscriberKillTests`
                return nil
            case .migrationBeforeTransaction, .migrationInsideTransaction, .migrationAfterTransaction:
                // `MigrationTests`
                return nil
            case .backupObjectCopied, .backupBeforeDatabase, .backupAfterDatabase:
                // `BackupKillTests`
                return nil
            }
        }
    }

    static let kills = FaultPoint.allCases.compactMap(Kill.init(at:))

    @Test(arguments: kills) func killed(at kill: Kill) async throws {
        let folder = try TemporaryFolder()
        var item = ""
        try await ServerProcess.run(in: folder, fault: kill.fault) { server in
            item = try await Self.committed(on: server)
            let second = try await UploadStory(server, item: item)
            let answer = await Result {
                try await second.push("changed", "after")
                try await second.complete()
            }
            // The answer never comes: the server dies in the middle. Only garbage goes without anybody waiting.
            if !kill.isGarbage { #expect(throws: (any Error).self) { try answer.get() } }
            #expect(await server.end() == .signal(SIGKILL))
        }
        try await check(folder, item, kill)
    }

    private func check(_ folder: TemporaryFolder, _ item: String, _ kill: Kill) async throws {
        try await ServerProcess.run(in: folder) { server in
            // Recovery leaves no byte that nobody knows of.
            #expect(try folder.names(in: "data/staging").isEmpty)
            #expect(try folder.names(in: "data/objects").count == (kill.isReceived && !kill.isCommitted ? 3 : 2))

            let story = try await Self.secondSession(on: item, server)
            #expect(try await story.contents() == (kill.isCommitted ? Self.after : Self.before))
            try await Self.expectWhole(item, server, version: kill.isCommitted ? "3" : "2")
            let state = try await server.client.contentLibraryItemUpdateSession.get(updateSessionId: story.session)
                .state
            #expect(state == (kill.isCommitted ? .done : .active))
            if !kill.isCommitted {
                let file = try await story.file("changed")
                #expect(file.status == (kill.isReceived ? .ready : .waitingForTransfer))
                // What was received counts; what was not is sent again.
                if !kill.isReceived { try await story.put("after", to: try #require(file.uploadEndpoint).uri) }
                try await story.complete()
            }
            #expect(try await story.contents() == Self.after)
            try await Self.expectWhole(item, server, version: "3")
            try await eventually { try folder.names(in: "data/objects").count == 2 }
        }
    }

    /// An item that was completed once.
    static func committed(on server: ServerProcess) async throws -> String {
        let story = try await UploadStory(server)
        for (name, text) in before { try await story.push(name, text) }
        try await story.complete()
        return story.item
    }

    /// The session that began with the content of the first.
    private static func secondSession(on item: String, _ server: ServerProcess) async throws -> UploadStory {
        let sessions = try server.client.contentLibraryItemUpdateSession
        for id in try await sessions.list(libraryItemId: item)
        where try await sessions.get(updateSessionId: id).libraryItemContentVersion == "2" {
            return UploadStory(server, item: item, session: id)
        }
        throw NoRefusal(description: "the second session is gone")
    }

    /// Sizes and checksums are what the server says they are.
    static func expectWhole(_ item: String, _ server: ServerProcess, version: String) async throws {
        let model = try await server.client.contentLibraryItem.get(libraryItemId: item)
        let files = try await server.client.contentLibraryItemFile.list(libraryItemId: item)
        #expect(model.contentVersion == version && model.size == files.map(\.size).reduce(0, +))
        for file in files {
            let uri = try #require(file.fileDownloadEndpoint)
            let bytes = try await server.transport.exchange(.get, uri, fields: .anna).bytes
            #expect(Int64(bytes.count) == file.size)
            #expect(file.checksumInfo?.checksum == hexadecimal(SHA256.hash(data: bytes)))
        }
    }
}
