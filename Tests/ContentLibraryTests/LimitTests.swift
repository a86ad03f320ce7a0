import Foundation
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#endif

/// Whatever a client sends, there is only so much of it; and what does not fit loses nothing.
@Suite struct LimitTests {
    static func open(
        faults: FaultInjector = .none, folder: TemporaryFolder = TemporaryFolder(),
        _ change: (inout LibraryLimits) -> Void
    ) async throws -> TestLibrary {
        var limits = LibraryLimits()
        change(&limits)
        return try await TestLibrary.open(folder: folder, faults: faults, limits: limits)
    }

    @Test func filesOfASession() async throws {
        let test = try await Self.open { $0.filesPerSession = 2 }
        let session = try await test.session(on: try await test.item())
        for name in ["a", "b"] { try await test.push(name, to: session) }
        #expect(try await kind { try await test.push("c", to: session) } == .unableToAllocateResource)
        try await test.push("b", to: session)
        #expect(try await test.core.updateSessions.files(of: session).map(\.name) == ["a", "b"])
    }

    @Test func itemsOfALibrary() async throws {
        let test = try await Self.open { $0.itemsPerLibrary = 2 }
        let first = try await test.item("1")
        _ = try await test.item("2")
        #expect(try await kind { _ = try await test.item("3") } == .unableToAllocateResource)
        let copy = ItemService.CreateSpec(libraryId: test.library, name: "3")
        #expect(
            try await kind { _ = try await test.core.items.copy(first, to: copy, by: TestLibrary.anna) }
                == .unableToAllocateResource)
        try await test.core.items.delete(first)
        _ = try await test.item("3")
        let other = try await test.core.libraries.create(.local("other"), by: TestLibrary.anna)
        _ = try await test.core.items.create(.init(libraryId: other, name: "1"), by: TestLibrary.anna)
        try await test.core.libraries.delete(test.library)
    }

    @Test func sessionsOfAUser() async throws {
        let test = try await Self.open { $0.sessionsPerUser = 1 }
        let (one, two) = (try await test.item("1"), try await test.item("2"))
        let session = try await test.session(on: one)
        #expect(try await kind { _ = try await test.session(on: two) } == .unableToAllocateResource)
        let berta = try await test.session(on: two, by: TestLibrary.berta)
        try await test.core.updateSessions.cancel(session)
        try await test.core.updateSessions.cancel(berta)
        _ = try await test.session(on: two)
        let downloads = test.core.downloadSessions
        _ = try await downloads.create(item: one, by: TestLibrary.anna)
        #expect(
            try await kind { _ = try await downloads.create(item: one, by: TestLibrary.anna) }
                == .unableToAllocateResource)
        // One that expired does not count, although nobody swept it.
        test.clock.advance(301)
        _ = try await downloads.create(item: one, by: TestLibrary.anna)
    }

    @Test func uploadsAtOnce() throws {
        let transfers = LiveTransfers()
        var limits = LibraryLimits()
        limits.uploadsPerUser = 2
        limits.uploads = 3
        for upload in ["1", "2"] { try transfers.begin(upload, by: "anna", limits: limits) }
        let error = #expect(throws: LibraryError.self) { try transfers.begin("3", by: "anna", limits: limits) }
        #expect(error?.kind == .serviceUnavailable && error?.retryAfter == 5)
        try transfers.begin("3", by: "berta", limits: limits)
        #expect(throws: LibraryError.self) { try transfers.begin("4", by: "carla", limits: limits) }
        transfers.end("1")
        try transfers.begin("4", by: "anna", limits: limits)
    }

    /// A quota holds at every step at which it can be seen: added with a size, announced by a length, while bytes come
    /// without one, and when what came at once is too much together.
    @Test(arguments: [true, false]) func quotas(ofLibrary: Bool) async throws {
        let test = try await Self.open { limits in
            if ofLibrary { limits.libraryQuota = 10 } else { limits.storeQuota = 10 }
        }
        let item = try await test.item(files: ["a": "12345"])
        let session = try await test.session(on: item)
        #expect(try await kind { try await test.push("big", to: session, size: 6) } == .unableToAllocateResource)
        #expect(try await test.core.updateSessions.files(of: session).map(\.name) == ["a"])
        try await test.push("b", to: session)
        #expect(try await kind { try await test.upload("123456", to: "b", of: session) } == .unableToAllocateResource)
        func put(_ text: String, to name: String, of session: String) async throws {
            try await test.core.uploads.upload(body(text), to: name, of: session)
        }
        #expect(try await kind { try await put("1234567", to: "b", of: session) } == .unableToAllocateResource)
        #expect(try await test.core.updateSessions.file("b", of: session).status == .waitingForTransfer)
        try await put("12345", to: "b", of: session)
        // Received content counts before it is committed.
        let other = try await test.session(on: try await test.item("other"))
        try await test.push("c", to: other)
        #expect(try await kind { try await put("1", to: "c", of: other) } == .unableToAllocateResource)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["a": "12345", "b": "12345"])
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        // What is given up makes room.
        try await test.core.items.delete(item)
        _ = try await test.objectCount
        try await put("1234567890", to: "c", of: other)
        try await test.core.updateSessions.complete(other)
    }

    /// Two uploads that fit alone and not together: one of them is refused, whichever is later.
    @Test func quotasOfUploadsAtOnce() async throws {
        let test = try await Self.open { $0.libraryQuota = 10 }
        let session = try await test.session(on: try await test.item())
        let names = ["a", "b"]
        for name in names { try await test.push(name, to: session) }
        var senders: [String: AsyncThrowingStream<ArraySlice<UInt8>, any Error>.Continuation] = [:]
        var puts: [Task<Void, any Error>] = []
        for name in names {
            let (stream, sender) = AsyncThrowingStream.makeStream(of: ArraySlice<UInt8>.self)
            senders[name] = sender
            puts.append(Task { try await test.core.uploads.upload(stream, to: name, of: session) })
            sender.yield(Array("123456".utf8)[...])
        }
        while try await test.core.updateSessions.files(of: session).map(\.bytesTransferred).reduce(0, +) < 12 {
            await Task.yield()
        }
        for sender in senders.values { sender.finish() }
        var refused: [LibraryErrorKind?] = []
        for put in puts { refused.append(try await kind { try await put.value }) }
        #expect(refused.compactMap(\.self) == [.unableToAllocateResource])
        #expect(try await test.core.updateSessions.files(of: session).map(\.status).count { $0 == .ready } == 1)
        #expect(try await test.objectCount == 1)
    }

    /// The disk is full in the middle of an upload: the file waits for another, and what there was is as it was.
    @Test(arguments: [FaultPoint.uploadBeforeWrite, .uploadBeforeSync, .uploadBeforeRename, .uploadAfterRename])
    func aFullDisk(at point: FaultPoint) async throws {
        let full = FaultInjector.on(point, count: 2) { throw FileSystemError("write", "x", code: ENOSPC) }
        let test = try await Self.open(faults: full) { _ in }
        let item = try await test.item(files: ["a": "abc"])
        let session = try await test.session(on: item)
        try await test.push("b", to: session)
        #expect(try await kind { try await test.upload("def", to: "b", of: session) } == .unableToAllocateResource)
        #expect(try await test.core.updateSessions.file("b", of: session).status == .waitingForTransfer)
        #expect(try await test.contents(of: item) == ["a": "abc"])
        try await test.upload("def", to: "b", of: session)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["a": "abc", "b": "def"])
        #expect(try await test.objectCount == 2 && test.core.environment.folder.stagedUploads().isEmpty)
    }

    /// Content stops before the disk is full, so that the database still commits.
    @Test func contentLeavesRoomForTheDatabase() async throws {
        let folder = TemporaryFolder()
        let session: String
        do {
            let test = try await Self.open(folder: folder) { $0.reservedSpace = .max }
            session = try await test.session(on: try await test.item())
            try await test.push("a", to: session)
            #expect(try await kind { try await test.upload("abc", to: "a", of: session) } == .unableToAllocateResource)
            try await test.core.updateSessions.keepAlive(session, progress: 5)
            try test.core.close()
        }
        let test = try await TestLibrary.open(folder: folder)
        try await test.upload("abc", to: "a", of: session)
        try await test.core.updateSessions.complete(session)
    }

    /// A disk that really is small, where one can be mounted.
    @Test func aSmallDisk() async throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=8m") == 0 else { return }
        defer { umount2(folder.path, Int32(MNT_DETACH)) }
        let test = try await Self.open(folder: folder) { $0.reservedSpace = 2 << 20 }
        let item = try await test.item(files: ["a": "abc"])
        let session = try await test.session(on: item)
        try await test.push("big", to: session)
        let bytes = [UInt8](repeating: 7, count: 1 << 20)
        func upload(_ count: Int) async throws {
            let stream = AsyncThrowingStream<ArraySlice<UInt8>, any Error> { continuation in
                for _ in 0..<count { continuation.yield(bytes[...]) }
                continuation.finish()
            }
            try await test.core.uploads.upload(stream, to: "big", of: session)
        }
        #expect(try await kind { try await upload(20) } == .unableToAllocateResource)
        #expect(try await test.core.updateSessions.file("big", of: session).status == .waitingForTransfer)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        try await upload(1)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item)["a"] == "abc")
        try test.core.close()
    }
}
