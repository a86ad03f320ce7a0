import Foundation
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#endif

/// The promises of DESIGN.md: the process ends at any instant; after a restart every committed item is whole, every
/// ACTIVE session continues, and nothing half-visible exists.
@Suite struct RecoveryTests {
    static let before = ["kept": "same", "changed": "before"]
    static let after = ["kept": "same", "changed": "after"]

    /// The scenario up to wherever the fault stops it: one completed session, then a second one.
    static func play(_ path: String, _ faults: FaultInjector) async throws {
        let clock = TestClock()
        // The first session is played without the fault, so that it hits the second.
        let quiet = try await TestLibrary.openCore(path, clock: clock)
        let library = try await quiet.libraries.create(.local("library"), by: TestLibrary.anna)
        let item = try await quiet.items.create(.init(libraryId: library, name: "item"), by: TestLibrary.anna)
        try await change(quiet, item, before)
        try quiet.close()
        let core = try await TestLibrary.openCore(path, clock: clock, faults: faults)
        defer { try? core.close() }
        try await change(core, item, ["changed": "after"])
        await core.environment.garbage.settled()
    }

    static func change(_ core: LibraryCore, _ item: String, _ files: [String: String]) async throws {
        let session = try await core.updateSessions.create(.init(itemId: item), by: TestLibrary.anna)
        for (name, text) in files {
            _ = try await core.updateSessions.addFile(
                .init(name: name, sourceType: .push), to: session, by: TestLibrary.anna)
            try await core.uploads.upload(body(text), to: name, of: session)
        }
        try await core.updateSessions.complete(session)
    }

    /// Opens the folder again and checks every promise, then that work can go on.
    static func check(_ folder: TemporaryFolder, after point: FaultPoint) async throws {
        let test = try await TestLibrary.open(folder: folder)
        let item = try #require(try await test.core.items.list(library: test.library).first)
        let committed = [.completeAfterTransaction, .garbageBeforeRemoval, .garbageAfterRemoval].contains(point)
        let seen = try await test.contents(of: item)
        #expect(seen == (committed ? after : before), "\(point)")
        #expect(try await test.core.items.get(item).record.contentVersion == (committed ? 3 : 2))
        for file in try await test.core.items.files(of: item) {
            #expect(test.core.environment.folder.size(ofObject: try #require(file.objectId)) == file.size)
        }
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)

        let session = try #require(
            try await test.core.updateSessions.list(item: item, by: TestLibrary.anna).first { id in
                try await test.core.updateSessions.get(id).itemContentVersion == 2
            })
        let info = try await test.core.updateSessions.get(session)
        #expect(info.state == (committed ? .done : .active))
        let received: [FaultPoint] = [.uploadAfterTransaction, .completeBeforeTransaction, .completeInsideTransaction]
        if !committed {
            let file = try await test.core.updateSessions.file("changed", of: session)
            #expect(file.status == (received.contains(point) ? .ready : .waitingForTransfer), "\(point)")
            #expect(try await test.objectCount == (received.contains(point) ? 3 : 2), "\(point)")
            try await test.upload("after", to: "changed", of: session)
            try await test.core.updateSessions.complete(session)
            #expect(try await test.contents(of: item) == after)
        }
        #expect(try await test.objectCount == 2)
    }

    /// The points that a session with pushed files passes.
    static let points = FaultPoint.allCases.filter(\.isOfPushing)

    /// SIGKILL at the point, in a process of its own: nothing gets to clean up.
    @Test(arguments: points) func killed(at point: FaultPoint) async throws {
        let folder = TemporaryFolder()
        let (path, name) = (folder.path, point.rawValue)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, name = name as String] in
            let faults = try #require(FaultInjector(killingAt: name))
            try await RecoveryTests.play(path, faults)
        }
        try await Self.check(folder, after: point)
    }

    /// An error at the point, in this process: the operation fails or, after its commit, has succeeded.
    @Test(arguments: points) func failed(at point: FaultPoint) async throws {
        let folder = TemporaryFolder()
        try? await Self.play(folder.path, .on(point) { throw Fault() })
        try await Self.check(folder, after: point)
    }

    @Test func garbageLeftBehindIsCollectedAtStart() async throws {
        let folder = TemporaryFolder()
        do {
            let test = try await TestLibrary.open(folder: folder)
            try Data("cut".utf8).write(to: URL(filePath: folder.path + "/staging/upload"))
            try Data("unknown".utf8).write(to: URL(filePath: folder.path + "/objects/unknown"))
            try test.core.close()
        }
        let test = try await TestLibrary.open(folder: folder)
        #expect(try await test.objectCount == 0)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
    }

    @Test func sessionsContinueOrHaveExpired() async throws {
        let folder = TemporaryFolder()
        let clock = TestClock()
        let session: String
        do {
            let test = try await TestLibrary.open(folder: folder, clock: clock)
            session = try await test.session(on: try await test.item())
            try test.core.close()
        }
        clock.advance(299)
        do {
            let test = try await TestLibrary.open(folder: folder, clock: clock)
            #expect(try await test.core.updateSessions.get(session).state == .active)
            try test.core.close()
        }
        clock.advance(1)
        let test = try await TestLibrary.open(folder: folder, clock: clock)
        #expect(try await kind { _ = try await test.core.updateSessions.get(session) } == .notFound)
    }

    @Test func oneServerAFolder() async throws {
        let test = try await TestLibrary.open()
        await #expect(throws: (any Error).self) { try await TestLibrary.openCore(test.folder.path, clock: test.clock) }
    }

    @Test func faultsFromText() {
        #expect(FaultInjector(killingAt: "uploadAfterRename") != nil)
        #expect(FaultInjector(killingAt: "uploadChunkWritten:3") != nil)
        for text in ["", "nowhere", "uploadAfterRename:0", "uploadAfterRename:x"] {
            #expect(FaultInjector(killingAt: text) == nil)
        }
    }
}

extension Array {
    fileprivate func first(where matches: (Element) async throws -> Bool) async rethrows -> Element? {
        for element in self where try await matches(element) { return element }
        return nil
    }
}
