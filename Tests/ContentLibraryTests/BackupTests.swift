import Foundation
import Testing

@testable import ContentLibrary

/// A copy of the library as of one instant, made while a server works with it.
@Suite struct BackupTests {
    /// What a server that opens a folder shows of the item named `item`.
    static func contents(_ path: String) async throws -> [String: String] {
        let core = try await TestLibrary.openCore(path, clock: TestClock())
        defer { try? core.close() }
        let library = try #require(try await core.libraries.list().first)
        let item = try #require(try await core.items.list(library: library).first)
        var contents: [String: String] = [:]
        for file in try await core.items.files(of: item) {
            let open = try await core.items.open(file.name, of: item)
            contents[file.name] = try await text(open.chunks(0..<open.size))
        }
        return contents
    }

    @Test(arguments: [false, true]) func whatIsBackedUpOpens(links: Bool) async throws {
        let (folder, backup) = (TemporaryFolder(), TemporaryFolder())
        let test = try await TestLibrary.open(folder: folder)
        let item = try await test.item(files: ["a": "abc", "b": "before"])
        let session = try await test.session(on: item)
        try await test.push("c", to: session)
        try await test.upload("received", to: "c", of: session)
        let first = try LibraryBackup.run(data: folder.path, destination: backup.path, links: links)
        #expect(first == .init(copied: 3, kept: 0, removed: 0))
        #expect(try LibraryVerification.run(data: backup.path).isWhole)
        // The second one copies what is new and removes what is no more.
        try await test.core.updateSessions.cancel(session)
        try await test.change(item, files: ["b": "after"])
        _ = try await test.objectCount
        let second = try LibraryBackup.run(data: folder.path, destination: backup.path, links: links)
        #expect(second == .init(copied: 1, kept: 1, removed: 2))
        let report = try LibraryVerification.run(data: backup.path)
        #expect(report.isWhole && report.objects == 2 && report.unknownObjects.isEmpty)
        // A deletion in the library does not reach it.
        try await test.core.items.delete(item)
        _ = try await test.objectCount
        #expect(try await Self.contents(backup.path) == ["a": "abc", "b": "after"])
        // What a server worked with is no backup any more.
        #expect(throws: LibraryBackup.Failure.notABackup(folder: backup.path)) {
            try LibraryBackup.run(data: folder.path, destination: backup.path)
        }
        try test.core.close()
    }

    @Test func sessionsGoOnInTheBackup() async throws {
        let (folder, backup) = (TemporaryFolder(), TemporaryFolder())
        let test = try await TestLibrary.open(folder: folder)
        let item = try await test.item(files: ["a": "abc"])
        let session = try await test.session(on: item)
        try await test.push("b", to: session)
        try await test.upload("def", to: "b", of: session)
        _ = try LibraryBackup.run(data: folder.path, destination: backup.path)
        try test.core.close()
        let restored = try await TestLibrary.open(folder: backup, clock: test.clock)
        try await restored.core.updateSessions.complete(session)
        #expect(try await restored.contents(of: item) == ["a": "abc", "b": "def"])
        try restored.core.close()
    }

    /// Cut off at every point: what is there says so, or is the backup of before.
    @Test(arguments: [FaultPoint.backupObjectCopied, .backupBeforeDatabase, .backupAfterDatabase])
    func cutOff(at point: FaultPoint) async throws {
        let (folder, backup) = (TemporaryFolder(), TemporaryFolder())
        let test = try await TestLibrary.open(folder: folder)
        let item = try await test.item(files: ["a": "abc"])
        func cut() {
            #expect(throws: Fault.self) {
                try LibraryBackup.run(
                    data: folder.path, destination: backup.path, faults: .on(point) { throw Fault() })
            }
        }
        cut()
        #expect(throws: DataFolderError.incompleteBackup(folder: backup.path)) {
            try LibraryVerification.run(data: backup.path)
        }
        await #expect(throws: DataFolderError.incompleteBackup(folder: backup.path)) {
            try await TestLibrary.openCore(backup.path, clock: TestClock())
        }
        _ = try LibraryBackup.run(data: folder.path, destination: backup.path)
        try await test.change(item, files: ["b": "new"])
        cut()
        #expect(try LibraryVerification.run(data: backup.path).isWhole)
        let isNew = point == .backupAfterDatabase
        #expect(try await Self.contents(backup.path) == (isNew ? ["a": "abc", "b": "new"] : ["a": "abc"]))
        try test.core.close()
    }

    @Test func damagedContentIsNotBackedUp() async throws {
        let (folder, backup) = (TemporaryFolder(), TemporaryFolder())
        let test = try await TestLibrary.open(folder: folder)
        let item = try await test.item(files: ["a": "abc"])
        let path = try await IntegrityTests.path("a", of: item, test)
        for harm in [IntegrityTests.Harm.changed, .truncated, .removed] {
            try harm.apply(to: path)
            #expect(throws: LibraryBackup.Failure.self) {
                try LibraryBackup.run(data: folder.path, destination: backup.path)
            }
        }
        try test.core.close()
    }

    /// While items change all the time, the copy is nevertheless one of one instant.
    @Test func whileTheServerWorks() async throws {
        let folder = TemporaryFolder()
        let test = try await TestLibrary.open(folder: folder)
        let item = try await test.item(files: ["a": "0", "b": "0"])
        let work = Task {
            var round = 0
            while !Task.isCancelled {
                round += 1
                try await test.change(item, files: ["a": "\(round)", "b": "\(round)"])
            }
            return round
        }
        for _ in 1...5 {
            let backup = TemporaryFolder()
            let pool = test.core.environment.pools.removal
            _ = try await pool.run { try LibraryBackup.run(data: folder.path, destination: backup.path) }
            let contents = try await Self.contents(backup.path)
            #expect(contents.count == 2 && contents["a"] == contents["b"])
        }
        work.cancel()
        _ = await work.result
        try test.core.close()
    }

    @Test func foldersThatAreNoBackups() async throws {
        let (folder, other) = (TemporaryFolder(), TemporaryFolder())
        let test = try await TestLibrary.open(folder: folder)
        try FileManager.default.createDirectory(atPath: other.path, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: other.path + "/something"))
        for path in [other.path, folder.path] {
            #expect(throws: LibraryBackup.Failure.notABackup(folder: path)) {
                try LibraryBackup.run(data: folder.path, destination: path)
            }
        }
        #expect(throws: DataFolderError.self) {
            try LibraryBackup.run(data: other.path, destination: other.path + "/backup")
        }
        #expect(!FileManager.default.fileExists(atPath: other.path + "/backup"))
        try test.core.close()
    }
}
