import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#endif

/// A server that ends while it fetches: the next one goes on, with or without complete having been called.
@Suite(.timeLimit(.minutes(10))) struct PullRecoveryTests {
    static let before = ["kept": "same", "pulled": "before"]
    static let after = ["kept": "same", "pulled": "after"]

    /// Completes a session, and pulls in a second one up to where the fault stops it.
    static func play(_ path: String, _ faults: FaultInjector, completes: Bool) async throws {
        let clock = TestClock()
        let quiet = try await TestLibrary.openCore(path, clock: clock)
        let library = try await quiet.libraries.create(.local("library"), by: TestLibrary.anna)
        let item = try await quiet.items.create(.init(libraryId: library, name: "item"), by: TestLibrary.anna)
        try await RecoveryTests.change(quiet, item, before)
        try quiet.close()
        let gate = Gate()
        let core = try await TestLibrary.openCore(path, clock: clock, faults: faults) { settings in
            settings.sources = ScriptedTransport(gate.step)
        }
        let session = try await core.updateSessions.create(.init(itemId: item), by: TestLibrary.anna)
        _ = try await core.updateSessions.addFile(
            .init(name: "pulled", sourceType: .pull, source: .init(uri: "https://a.example/a")), to: session,
            by: TestLibrary.anna)
        if completes { try await core.updateSessions.complete(session) }
        gate.finish("after")
        while try await core.updateSessions.file("pulled", of: session).status != .ready { await Task.yield() }
        await core.environment.pulls.settled()
        if !completes { try await core.updateSessions.complete(session) }
        await core.environment.garbage.settled()
    }

    /// Opens the folder again, where the source answers as before.
    static func check(_ folder: TemporaryFolder, _ point: FaultPoint, completed: Bool) async throws {
        let gate = Gate()
        let test = try await PullTests.library(ScriptedTransport(gate.step), folder: folder)
        let item = try #require(try await test.core.items.list(library: test.library).first)
        let session = try await test.secondSession(on: item)
        // What has arrived may be completed at any instant.
        let wasDone = try await test.core.updateSessions.get(session).state == .done
        let seen = try await test.contents(of: item)
        let isDone = try await test.core.updateSessions.get(session).state == .done
        #expect(seen == after || seen == before && !wasDone)
        #expect(seen == before || isDone)
        gate.finish("after")
        if !completed, !isDone {
            try await test.wait("pulled", of: session) { $0.status == .ready }
            #expect(try await test.contents(of: item) == before)
            try await test.core.updateSessions.complete(session)
        }
        try await test.wait(for: session) { $0 == .done }
        #expect(try await test.contents(of: item) == after)
        await test.core.environment.pulls.settled()
        #expect(try await test.objectCount == 2)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        try test.core.close()
    }

    /// The points that a pull passes, and whether complete is called while it runs.
    static let kills = FaultPoint.allCases.filter {
        $0.rawValue.hasPrefix("upload") || $0.rawValue.hasPrefix("pull") || $0.rawValue.hasPrefix("complete")
    }

    @Test(arguments: kills) func killed(at point: FaultPoint) async throws {
        let folder = TemporaryFolder()
        let (path, name) = (folder.path, point.rawValue)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, name = name as String] in
            let faults = try #require(FaultInjector(killingAt: name))
            try await PullRecoveryTests.play(path, faults, completes: false)
        }
        try await Self.check(folder, point, completed: false)
    }

    @Test(
        arguments: kills.filter {
            $0 != .pullAdded && $0 != .completeBeforeTransaction && $0 != .completeInsideTransaction
                && $0 != .pullStarted
        })
    func killedWhileCompleting(at point: FaultPoint) async throws {
        let folder = TemporaryFolder()
        let (path, name) = (folder.path, point.rawValue)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, name = name as String] in
            let faults = try #require(FaultInjector(killingAt: name))
            try await PullRecoveryTests.play(path, faults, completes: true)
        }
        try await Self.check(folder, point, completed: true)
    }

    @Test(arguments: [false, true]) func aServerThatStopsLeavesItToTheNext(_ completes: Bool) async throws {
        let folder = TemporaryFolder()
        let gate = Gate()
        let (item, session): (String, String)
        do {
            let test = try await PullTests.library(ScriptedTransport(gate.step), folder: folder)
            item = try await test.item(files: ["pulled": "before"])
            session = try await test.session(on: item)
            try await test.pull("pulled", "https://u:secret@a.example/a", to: session, size: 5)
            gate.write("aft")
            try await test.wait("pulled", of: session) { $0.bytesTransferred == 3 }
            if completes { try await test.core.updateSessions.complete(session) }
            test.core.pulls.stop()
            await test.core.environment.pulls.settled()
            let file = try await test.core.updateSessions.file("pulled", of: session)
            #expect(file.status == .waitingForTransfer && file.bytesTransferred == 0)
            #expect(try test.core.environment.folder.stagedUploads().isEmpty)
            try test.core.close()
        }
        let transport = ScriptedTransport(answer(200, "after"))
        let test = try await PullTests.library(transport, folder: folder)
        try await test.wait("pulled", of: session) { $0.status == .ready }
        if !completes { try await test.core.updateSessions.complete(session) }
        try await test.wait(for: session) { $0 == .done }
        #expect(try await test.contents(of: item) == ["pulled": "after"])
        #expect(transport.requests[0].headerFields[.authorization] != nil)
    }
}

extension TestLibrary {
    /// The session that began with the content of the first.
    fileprivate func secondSession(on item: String) async throws -> String {
        for id in try await core.updateSessions.list(item: item, by: Self.anna)
        where try await core.updateSessions.get(id).itemContentVersion == 2 { return id }
        throw Fault()
    }
}
