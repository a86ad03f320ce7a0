import Foundation
import Synchronization
import Testing

@testable import ContentLibrary

/// The folders of datastores, and of servers in them.
@Suite struct DatastoreFolderTests {
    /// A folder with some in it, and a link to one of them.
    private static func folder() throws -> TemporaryFolder {
        let folder = TemporaryFolder()
        for name in ["/a/b", "/c"] {
            try FileManager.default.createDirectory(atPath: folder.path + name, withIntermediateDirectories: true)
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/a")
        return folder
    }

    private static func datastores(_ names: [String], in folder: TemporaryFolder) -> [Datastore] {
        names.enumerated().map { index, name in
            Datastore(id: "store-\(index)", name: name, path: folder.path + "/" + name)
        }
    }

    @Test(arguments: [
        ["a", "a"], ["a", "a/."], ["a", "link"], ["a", "a/b"], ["a/b", "a"], ["a/b", "c", "link"], ["a", "a/missing"],
        ["data"], ["data/objects"], ["link/../data"], [""],
    ]) func oneMustNotBeInAnother(names: [String]) async throws {
        let folder = try Self.folder()
        let (data, datastores) = (folder.path + "/data", Self.datastores(names, in: folder))
        let error = #expect(throws: DataFolderError.self) { try Datastore.check(datastores, data: data) }
        #expect(error?.description.contains(datastores[0].path) == true)
        await #expect(throws: DataFolderError.self) {
            _ = try await LibraryCore.open(data: data, settings: LibrarySettings(datastores: datastores))
        }
    }

    @Test(arguments: [["a", "c"], ["a/b", "c", "data2"], ["a", "ab", "missing/a"]])
    func besideEachOtherTheyMayBe(names: [String]) throws {
        let folder = try Self.folder()
        try Datastore.check(Self.datastores(names, in: folder), data: folder.path + "/data")
    }

    /// What a server keeps in a datastore is neither read nor filled by clients who name it.
    @Test func contentIsNeitherASourceNorABacking() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let item = try await test.item("item", in: library, files: ["a": "abc"])
        let object = try #require(try await test.core.items.files(of: item).first?.objectId)
        let own = "contentlib-" + test.core.libraries.serverGuid
        let session = try await test.session(on: try await test.item("other"))
        for place in ["file://\(test.folder.path)/fast", "ds:///vmfs/volumes/fast"] {
            let uri = "\(place)/\(own)/objects/\(object)"
            #expect(
                try await kind { try await test.pull("b", uri, to: session, by: TestLibrary.berta) }
                    == .invalidArgument, "\(uri)")
        }
        for name in [own, own + "/objects"] {
            let uri = "file://\(test.folder.path)/fast/\(name)"
            #expect(
                try await kind { _ = try await test.core.libraries.create(.at(uri), by: TestLibrary.anna) }
                    == .invalidArgument, "\(uri)")
        }
    }

    private final class Count: Sendable {
        let value = Mutex(0)
    }

    /// A disk that hangs keeps nobody from the others, and its folder is opened once for all who wait for it.
    @Test(.timeLimit(.minutes(1))) func aFolderThatTakesLongToOpen() async throws {
        let folder = TemporaryFolder()
        for name in ["/slow", "/fast"] {
            try FileManager.default.createDirectory(atPath: folder.path + name, withIntermediateDirectories: true)
        }
        let (gate, opened) = (DispatchSemaphore(value: 0), Count())
        let backings = try StorageBackings(
            data: ContentFolder(path: folder.path + "/data", faults: .none),
            datastores: Self.datastores(["slow", "fast"], in: folder), serverGuid: "guid"
        ) { path, backing, making in
            if backing == .datastore("store-0") {
                opened.value.withLock { $0 += 1 }
                gate.wait()
            }
            return try ContentFolder(path: path, backing: backing, making: making, faults: .none)
        }
        let pool = BlockingPool(label: "tests", threads: 2)
        let waiting = (0..<2).map { _ in
            Task { try await pool.run { try backings.folder(of: .datastore("store-0"), isNew: true) } }
        }
        while pool.runningCount < 2 || opened.value.withLock(\.self) == 0 { await Task.yield() }
        #expect(backings.accessible.map { $0.backing } == [.data])
        _ = try backings.folder(of: .datastore("store-1"), isNew: true)
        #expect(backings.accessible.map { $0.backing } == [.data, .datastore("store-1")])
        gate.signal()
        let (one, other) = (try await waiting[0].value, try await waiting[1].value)
        #expect(one === other && opened.value.withLock(\.self) == 1)
        #expect(backings.accessible.count == 3)
        backings.close()
    }
}
