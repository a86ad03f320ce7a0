import Foundation
import GRDB
import Testing

@testable import ContentLibrary

/// Content that changed on the disk: found by `verify`, and never served as whole.
@Suite struct IntegrityTests {
    /// Ways in which a file that was committed is no longer what it was.
    enum Harm: CaseIterable {
        case truncated, emptied, extended, changed, removed

        func apply(to path: String) throws {
            let url = URL(filePath: path)
            var bytes = try Data(contentsOf: url)
            switch self {
            case .truncated: bytes.removeLast()
            case .emptied: bytes = Data()
            case .extended: bytes.append(0)
            case .changed: bytes[bytes.count - 1] ^= 1
            case .removed: return try FileManager.default.removeItem(at: url)
            }
            try bytes.write(to: url, options: .atomic)
        }
    }

    /// Longer than a piece that is read at once.
    static let long = String(repeating: "0123456789", count: 60_000)

    static func path(_ name: String, of item: String, _ test: TestLibrary) async throws -> String {
        let object = try #require(try await test.core.items.file(name, of: item).objectId)
        return test.core.environment.folder.objectPath(object)
    }

    @Test(arguments: Harm.allCases) func verifyFinds(_ harm: Harm) async throws {
        let folder = TemporaryFolder()
        let test = try await TestLibrary.open(folder: folder)
        let item = try await test.item(files: ["a": "abc", "b": Self.long])
        let before = try LibraryVerification.run(data: folder.path)
        #expect(before.isWhole && before.objects == 2 && before.bytes == 600_003 && before.unknownObjects.isEmpty)
        try harm.apply(to: try await Self.path("b", of: item, test))
        // Beside the server, and when it has stopped.
        for isRunning in [true, false] {
            let report = try LibraryVerification.run(data: folder.path)
            #expect(!report.isWhole && report.objects == 1 && report.damages.count == 1)
            #expect(report.damages.first?.files == ["library/item/b"])
            if isRunning { try test.core.close() }
        }
    }

    @Test(arguments: [Harm.truncated, .changed, .emptied, .extended]) func whatIsDamagedIsNotServed(_ harm: Harm)
        async throws
    {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": Self.long])
        #expect(try await test.contents(of: item)["a"] == Self.long)
        let path = try await Self.path("a", of: item, test)
        let good = try Data(contentsOf: URL(filePath: path))
        try harm.apply(to: path)
        var received = 0
        let error = await #expect(throws: LibraryError.self) {
            let content = try await test.core.items.open("a", of: item)
            for try await chunk in content.chunks(0..<content.size) { received += chunk.count }
        }
        #expect(error?.kind == .resourceInaccessible)
        #expect(received < good.count)
        // From then on not even a part is served, until the file is what it was.
        #expect(try await kind { _ = try await test.core.items.open("a", of: item) } == .resourceInaccessible)
        try good.write(to: URL(filePath: path), options: .atomic)
        #expect(try await test.contents(of: item)["a"] == Self.long)
    }

    /// What was read whole once is not summed again, until somebody touches it.
    @Test func aDigestIsComputedOnce() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        #expect(try await test.core.items.open("a", of: item).chunks(0..<3).check != nil)
        #expect(try await test.core.items.open("a", of: item).chunks(0..<2).check == nil)
        _ = try await test.contents(of: item)
        #expect(try await test.core.items.open("a", of: item).chunks(0..<3).check == nil)
        let path = try await Self.path("a", of: item, test)
        try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: path), options: .atomic)
        #expect(try await test.core.items.open("a", of: item).chunks(0..<3).check != nil)
    }

    @Test func unknownObjectsAreReported() async throws {
        let folder = TemporaryFolder()
        let test = try await TestLibrary.open(folder: folder)
        _ = try await test.item(files: ["a": "abc"])
        try Data("x".utf8).write(to: URL(filePath: folder.path + "/objects/stray"))
        let report = try LibraryVerification.run(data: folder.path)
        #expect(report.isWhole && report.unknownObjects.map(\.description) == ["stray in datastore-1"])
        try test.core.close()
    }

    @Test func aBrokenDatabaseIsReported() async throws {
        let folder = TemporaryFolder()
        let test = try await TestLibrary.open(folder: folder)
        for number in 0..<50 { _ = try await test.item("item \(number)") }
        _ = try await test.core.environment.store.writeOutsideTransaction { db in
            try db.checkpoint(.truncate)
        }
        try test.core.close()
        let path = folder.path + "/library.sqlite"
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        let pages = try handle.seekToEnd() / 4096
        for page in 6..<pages {
            try handle.seek(toOffset: page * 4096)
            try handle.write(contentsOf: Data(repeating: 0xFF, count: 64))
        }
        try handle.close()
        let report = try LibraryVerification.run(data: folder.path)
        #expect(!report.isWhole && !report.databaseFaults.isEmpty)
    }

    @Test func whereNoLibraryIs() {
        #expect(throws: DataFolderError.self) { try LibraryVerification.run(data: "/nonexistent/library") }
    }
}
