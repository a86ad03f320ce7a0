import Foundation
import GRDB
import Testing

@testable import ContentLibrary

/// What is on the disk when an operation returns, and what a server makes of a folder it finds.
@Suite struct DurabilityTests {
    /// GRDB sets NORMAL when it turns WAL on: what the writer really has is what counts.
    @Test func theWriterSyncsEveryCommit() async throws {
        let test = try await TestLibrary.open()
        let synchronous = try await test.core.environment.store.writeOutsideTransaction { db in
            try Int.fetchOne(db, sql: "PRAGMA synchronous")
        }
        #expect(synchronous == 2)
    }

    @Test func uploadsInFlightIntoAnExpiredSession() async throws {
        let folder = TemporaryFolder()
        let clock = TestClock()
        do {
            let test = try await TestLibrary.open(folder: folder, clock: clock)
            let session = try await test.session(on: try await test.item())
            for name in ["a", "b"] {
                try await test.push(name, to: session)
                try await test.core.updateSessions.perform(.uploadStarted(name: name, upload: name), on: session)
            }
            try test.core.close()
        }
        clock.advance(301)
        let test = try await TestLibrary.open(folder: folder, clock: clock)
        #expect(try await test.core.updateSessions.list(by: TestLibrary.anna).isEmpty)
    }

    @Test func missingParentsAreMade() throws {
        let folder = TemporaryFolder()
        let deep = folder.path + "/a/b"
        try ContentFolder(path: deep, faults: .none).close()
        #expect(FileManager.default.fileExists(atPath: deep + "/objects"))
    }

    /// A database that was lost must not make the server take every object for garbage.
    @Test func contentWithoutItsDatabaseIsNotTouched() async throws {
        let folder = TemporaryFolder()
        do {
            let test = try await TestLibrary.open(folder: folder)
            _ = try await test.item(files: ["a": "abc"])
            try test.core.close()
        }
        let database = folder.path + "/library.sqlite"
        for contents in [nil, Data()] {
            try FileManager.default.removeItem(atPath: database)
            if let contents { try contents.write(to: URL(filePath: database)) }
            await #expect(throws: DataFolderError.self) {
                try await TestLibrary.openCore(folder.path, clock: TestClock())
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/objects").count == 1)
            if contents == nil { try Data().write(to: URL(filePath: database)) }
        }
    }

    @Test func whatCannotBeUnlinkedIsSkipped() async throws {
        let folder = TemporaryFolder()
        try await TestLibrary.open(folder: folder).core.close()
        for name in ["/staging/folder", "/objects/folder"] {
            try FileManager.default.createDirectory(atPath: folder.path + name, withIntermediateDirectories: true)
        }
        try Data("cut".utf8).write(to: URL(filePath: folder.path + "/staging/upload"))
        try Data("unknown".utf8).write(to: URL(filePath: folder.path + "/objects/unknown"))
        let test = try await TestLibrary.open(folder: folder)
        #expect(try test.core.environment.folder.objects() == ["folder"])
        #expect(try test.core.environment.folder.stagedUploads() == ["folder"])
    }

    /// Removing what was replaced may take long: whoever completes does not wait for it.
    @Test func completeDoesNotWaitForGarbage() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "before"])
        let gate = DispatchSemaphore(value: 0)
        let removal = test.core.environment.pools.removal
        let blocked = Task { try await removal.run { gate.wait() } }
        while removal.runningCount == 0 { await Task.yield() }
        try await test.change(item, files: ["a": "after"])
        #expect(try test.core.environment.folder.objects().count == 2)
        gate.signal()
        try await blocked.value
        #expect(try await test.objectCount == 1)
    }

    @Test func oneUndeletableObjectDoesNotStopTheOthers() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc", "b": "def"])
        let stuck = try await test.core.items.files(of: item).compactMap(\.objectId).min() ?? ""
        let path = test.core.environment.folder.objectPath(stuck)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try await test.core.items.delete(item)
        await test.core.environment.garbage.settled()
        #expect(try test.core.environment.folder.objects() == [stuck])
        try FileManager.default.removeItem(atPath: path)
        #expect(try await test.core.environment.garbage.run() == 1)
    }
}
