import Foundation
import Testing

@testable import ContentLibrary

/// What `verify` and `backup` make of content that is in datastores.
@Suite struct DatastoreIntegrityTests {
    /// A library in each place: the data folder, a datastore, and a folder of one by its URI.
    private struct Places {
        let test: TestLibrary
        var items: [String] = []
        var data: String { test.folder.path + "/data" }
        var datastores: [Datastore] { [Datastore(id: "fast", name: "fast", path: test.folder.path + "/fast")] }
        var uri: String { "file://" + test.folder.path + "/fast/images" }

        init() async throws {
            test = try await TestLibrary.open(datastores: ["fast"])
            try FileManager.default.createDirectory(
                atPath: test.folder.path + "/fast/images", withIntermediateDirectories: true)
            let libraries = try await [
                test.library, test.core.libraries.create(.on("fast"), by: TestLibrary.anna),
                test.core.libraries.create(.at(uri), by: TestLibrary.anna),
            ]
            for (index, library) in libraries.enumerated() {
                items.append(try await test.item("item", in: library, files: ["a": "content \(index)"]))
            }
        }

        func path(_ index: Int) async throws -> String {
            let file = try #require(try await test.core.items.files(of: items[index]).first)
            let object = try #require(file.objectId)
            return try test.core.environment.backings.folder(of: file.backing).objectPath(object)
        }

        func verify() throws -> VerificationReport {
            try LibraryVerification.run(data: data, datastores: datastores)
        }
    }

    @Test func contentOfEveryBackingIsRead() async throws {
        let places = try await Places()
        let report = try places.verify()
        #expect(report.isWhole && report.isComplete && report.objects == 3 && report.unknownObjects.isEmpty)
        let folder = try await places.test.core.backing(of: places.items[2])
        for (index, backing) in ["datastore-1", "fast", folder].enumerated() {
            let path = try await places.path(index)
            let good = try Data(contentsOf: URL(filePath: path))
            for harm in IntegrityTests.Harm.allCases {
                try harm.apply(to: path)
                let report = try places.verify()
                #expect(report.damages.map(\.backing) == [backing] && report.objects == 2)
                try good.write(to: URL(filePath: path))
            }
            try Data().write(to: URL(filePath: path).deletingLastPathComponent().appending(path: "stray"))
            #expect(try places.verify().unknownObjects.map(\.backing).contains(backing))
        }
        #expect(try places.verify().unknownObjects.count == 3)
        try places.test.core.close()
    }

    /// What was not read is not said to be whole.
    @Test func aBackingThatIsNotRead() async throws {
        let places = try await Places()
        let report = try LibraryVerification.run(data: places.data)
        #expect(report.isWhole && !report.isComplete && report.objects == 2)
        #expect(report.unread.map(\.backing) == ["fast"] && report.unread.map(\.objects) == [1])
        try FileManager.default.moveItem(
            atPath: places.test.folder.path + "/fast", toPath: places.test.folder.path + "/away")
        #expect(try places.verify().unread.count == 2)
        let missing = DataFolderError.malformedDatastore(id: "a/b")
        #expect(throws: missing) {
            try LibraryVerification.run(
                data: places.data, datastores: [Datastore(id: "a/b", name: "", path: "/tmp")])
        }
        try places.test.core.close()
    }

    /// Also in the middle of a move: what was copied so far is nobody's yet.
    @Test func aDatastoreWithoutContent() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        _ = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let report = try LibraryVerification.run(data: test.folder.path + "/data")
        #expect(report.isWhole && report.isComplete)
        try test.core.close()
    }

    @Test(arguments: [false, true]) func aBackupHasAllOfIt(links: Bool) async throws {
        let places = try await Places()
        let (test, backup) = (places.test, TemporaryFolder())
        #expect(throws: LibraryBackup.Failure.self) {
            try LibraryBackup.run(data: places.data, destination: backup.path, links: links)
        }
        let summary = try LibraryBackup.run(
            data: places.data, datastores: places.datastores, destination: backup.path, links: links)
        #expect(summary.copied + summary.kept == 3)
        let report = try LibraryVerification.run(data: backup.path)
        #expect(report.isWhole && report.isComplete && report.objects == 3)
        // What comes afterwards is the original's, although a server of the backup has the same datastores.
        try await test.change(places.items[1], files: ["a": "newer"])
        let newer = try await places.path(1)
        try test.core.close()
        let restored = try await TestLibrary.openCore(
            backup.path, clock: test.clock, datastores: ["fast"], below: test.folder.path)
        let again = TestLibrary(folder: backup, clock: test.clock, core: restored, library: test.library)
        for (index, item) in places.items.enumerated() {
            #expect(try await again.contents(of: item) == ["a": "content \(index)"])
            #expect(try await restored.items.files(of: item).map(\.backing) == [.data])
        }
        #expect(try await restored.libraries.create(.on("fast"), by: TestLibrary.anna).isEmpty == false)
        #expect(FileManager.default.fileExists(atPath: newer))
        try restored.close()
        #expect(try places.verify().isWhole)
    }

    /// The second one copies what is new, wherever it is.
    @Test func aSecondBackup() async throws {
        let places = try await Places()
        let backup = TemporaryFolder()
        _ = try LibraryBackup.run(data: places.data, datastores: places.datastores, destination: backup.path)
        try await places.test.change(places.items[2], files: ["a": "newer"])
        await places.test.core.environment.garbage.settled()
        let second = try LibraryBackup.run(
            data: places.data, datastores: places.datastores, destination: backup.path)
        #expect(second == .init(copied: 1, kept: 2, removed: 1))
        try IntegrityTests.Harm.changed.apply(to: try await places.path(1))
        #expect(throws: LibraryBackup.Failure.self) {
            try LibraryBackup.run(
                data: places.data, datastores: places.datastores, destination: TemporaryFolder().path)
        }
        try places.test.core.close()
    }
}

extension LibraryCore {
    /// Where the content of an item is.
    fileprivate func backing(of item: String) async throws -> String {
        try await items.files(of: item).first?.backing.rawValue ?? ""
    }
}
