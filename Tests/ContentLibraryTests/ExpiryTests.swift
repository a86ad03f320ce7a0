import Foundation
import GRDB
import Testing

@testable import ContentLibrary

@Suite struct ExpiryTests {
    @Test func anIdleSessionExpiresAndIsDeleted() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session)
        try await test.upload("abc", to: "a", of: session)
        test.clock.advance(299.999)
        #expect(try await test.core.updateSessions.get(session).state == .active)
        test.clock.advance(0.001)
        let sessions = test.core.updateSessions
        #expect(try await sessions.list(by: TestLibrary.anna).isEmpty)
        #expect(try await kind { _ = try await sessions.get(session) } == .notFound)
        #expect(try await kind { try await sessions.complete(session) } == .notFound)
        #expect(try await kind { try await sessions.keepAlive(session) } == .notFound)
        #expect(try await kind { try await test.upload("abc", to: "a", of: session) } == .notFound)
        // Deleted on access, with its bytes.
        #expect(try await test.objectCount == 0)
    }

    @Test func anExpiredSessionDoesNotHoldItsItem() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let old = try await test.session(on: item)
        test.clock.advance(300)
        let new = try await test.session(on: item)
        #expect(new != old)
        #expect(try await test.core.updateSessions.list(by: TestLibrary.anna) == [new])
    }

    @Test func keepAliveAndWorkExtend() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        let sessions = test.core.updateSessions
        let steps: [@Sendable () async throws -> Void] = [
            { try await sessions.keepAlive(session) },
            { try await test.push("a", to: session) },
            { try await test.upload("abc", to: "a", of: session) },
            { _ = try await sessions.validate(session) },
            { try await sessions.update(session, warningBehavior: []) },
            { try await sessions.removeFile("a", from: session) },
        ]
        for step in steps {
            test.clock.advance(200)
            try await step()
            #expect(try await sessions.get(session).expirationTime == test.clock.now.addingTimeInterval(300))
        }
        // Looking does not.
        test.clock.advance(200)
        _ = try await sessions.get(session)
        _ = try await sessions.files(of: session)
        #expect(try await sessions.get(session).expirationTime == test.clock.now.addingTimeInterval(100))
    }

    @Test func progressOfTheClient() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        let sessions = test.core.updateSessions
        try await sessions.keepAlive(session, progress: 40)
        try await sessions.keepAlive(session)
        try await sessions.keepAlive(session, progress: 30)
        #expect(try await sessions.get(session).clientProgress == 40)
        #expect(try await kind { try await sessions.keepAlive(session, progress: 101) } == .invalidArgument)
        try await sessions.keepAlive(session, progress: 100)
        #expect(try await sessions.get(session).clientProgress == 100)
    }

    @Test func anUploadKeepsItsSessionAlive() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session)
        let slow = AsyncThrowingStream<ArraySlice<UInt8>, any Error>(unfolding: { [count = Counter()] in
            test.clock.advance(100)
            return await count.next() <= 20 ? [1] : nil
        })
        try await test.core.uploads.upload(slow, to: "a", of: session)
        #expect(try await test.core.updateSessions.file("a", of: session).size == 20)
    }

    @Test func expiryAbortsAStalledUpload() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session)
        let (stream, continuation) = AsyncThrowingStream<ArraySlice<UInt8>, any Error>.makeStream()
        let upload = Task { try await kind { try await test.core.uploads.upload(stream, to: "a", of: session) } }
        while test.core.environment.transfers.count == 0 { await Task.yield() }
        while try await test.core.updateSessions.file("a", of: session).status != .transferring { await Task.yield() }
        test.clock.advance(300)
        try await test.core.sweeper.sweep()
        #expect(try await upload.value == .notFound)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        continuation.finish()
    }

    @Test func finishedSessionsAreForgottenAfterAWhile() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.core.updateSessions.complete(session)
        test.clock.advance(3599)
        #expect(try await test.core.updateSessions.get(session).state == .done)
        test.clock.advance(1)
        #expect(try await kind { _ = try await test.core.updateSessions.get(session) } == .notFound)
    }

    @Test func theSweepDeletesWhatNobodyAsksFor() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        let download = try await test.core.downloadSessions.create(item: item, by: TestLibrary.anna)
        _ = try await test.session(on: item)
        test.clock.advance(4000)
        try await test.core.sweeper.sweep()
        let left = try await test.core.environment.store.read { db in
            (try UpdateSessionRecord.fetchCount(db), try DownloadSessionRecord.fetchCount(db))
        }
        #expect(left == (0, 0))
        #expect(try await kind { _ = try await test.core.downloadSessions.get(download) } == .notFound)
    }

    actor Counter {
        private var value = 0

        func next() -> Int {
            value += 1
            return value
        }
    }
}
