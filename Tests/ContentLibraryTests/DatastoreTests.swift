import Foundation
import Testing

@testable import ContentLibrary

/// Libraries on datastores beside the data folder.
@Suite struct DatastoreTests {
    @Test func contentIsWhereTheLibraryIs() async throws {
        let test = try await TestLibrary.open(datastores: ["fast", "slow"])
        let library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let item = try await test.item("item", in: library, files: ["a": "abc"])
        #expect(try await test.contents(of: item) == ["a": "abc"])
        #expect(try test.core.environment.folder.objects().isEmpty)
        let guid = test.core.libraries.serverGuid
        let file = try #require(try await test.core.items.files(of: item).first)
        let object = try #require(file.objectId)
        #expect(file.storageURIs == ["ds:///vmfs/volumes/fast/contentlib-\(guid)/objects/\(object)"])
        let path = test.folder.path + "/fast/contentlib-\(guid)/objects/\(object)"
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("abc".utf8))
        #expect(try await test.core.libraries.get(library).backing == .datastore("fast"))
        #expect(try await test.core.libraries.find(.init(storageBacking: .init(datastoreId: "fast"))) == [library])
        #expect(try await test.core.libraries.find(.init(storageBacking: .init(datastoreId: "slow"))).isEmpty)
        // One that was never used has no folder of ours in it.
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder.path + "/slow").isEmpty)
        try await test.core.items.delete(item)
        await test.core.environment.garbage.settled()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aFolderOfADatastoreByItsURI() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let folder = test.folder.path + "/fast/images and more"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let real = URL(filePath: folder).resolvingSymlinksInPath()
        let uri = "file://" + test.folder.path + "/fast/./images%20and%20more/"
        let library = try await test.core.libraries.create(.at(uri), by: TestLibrary.anna)
        let item = try await test.item("item", in: library, files: ["a": "abc"])
        let file = try #require(try await test.core.items.files(of: item).first)
        let guid = test.core.libraries.serverGuid
        let object = try #require(file.objectId)
        #expect(
            file.storageURIs.first?.hasSuffix("/fast/images%20and%20more/contentlib-\(guid)/objects/\(object)")
                == true)
        #expect(try await test.contents(of: item) == ["a": "abc"])
        #expect(FileManager.default.fileExists(atPath: real.path + "/contentlib-\(guid)/objects/\(object)"))
        #expect(
            try await test.core.libraries.find(.init(storageBacking: .init(type: "OTHER", storageUri: uri))) == [
                library
            ])
    }

    @Test func whatIsNoBacking() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let path = test.folder.path
        try FileManager.default.createSymbolicLink(
            atPath: path + "/fast/out", withDestinationPath: path + "/data")
        func refusal(_ requests: [StorageBacking.Request]?) async throws -> LibraryErrorKind? {
            try await kind {
                _ = try await test.core.libraries.create(
                    .init(name: "l", storageBackings: requests), by: TestLibrary.anna)
            }
        }
        #expect(try await refusal([.init(type: "DATASTORE", datastoreId: "none")]) == .invalidArgument)
        #expect(try await refusal([.init(type: "DATASTORE")]) == .invalidArgument)
        #expect(try await refusal([.init(datastoreId: "fast")]) == .invalidArgument)
        #expect(try await refusal([.init(type: "TAPE", datastoreId: "fast")]) == .invalidArgument)
        #expect(
            try await refusal([.init(type: "DATASTORE", datastoreId: "fast", storageUri: "file:///")])
                == .invalidArgument)
        #expect(try await refusal([.init(type: "OTHER")]) == .invalidArgument)
        #expect(try await refusal([.init(type: "OTHER", storageUri: "nfs://host/share")]) == .unsupported)
        #expect(try await refusal([.init(type: "OTHER", storageUri: "smb://host/share")]) == .unsupported)
        for uri in [
            "file:///etc", "file://\(path)/data", "file://\(path)/fast/../data", "file://\(path)/fast/missing",
            "file://\(path)/fast/out", "file://host\(path)/fast", "file:\(path)/fast", "file://\(path)/fast%00",
            "file://" + String(repeating: "/x", count: 2000),
        ] {
            #expect(try await refusal([.init(type: "OTHER", storageUri: uri)]) == .invalidArgument, "\(uri.prefix(60))")
        }
    }

    /// A disk that is not there: nothing is lost, nothing is made in its place, and everything else works.
    @Test func aMissingFolder() async throws {
        let folder = TemporaryFolder()
        let (library, item, local): (String, String, String)
        do {
            let test = try await TestLibrary.open(folder: folder, datastores: ["fast"])
            local = try await test.item("here", files: ["a": "here"])
            library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
            item = try await test.item("item", in: library, files: ["a": "abc", "b": "def"])
            try await test.core.libraries.update(library, .init(name: "on fast"))
            try test.core.close()
        }
        try FileManager.default.moveItem(atPath: folder.path + "/fast", toPath: folder.path + "/away")
        do {
            let test = try await TestLibrary.open(folder: folder, datastores: [], missing: ["fast"])
            #expect(try await test.contents(of: local) == ["a": "here"])
            #expect(try await kind { _ = try await test.contents(of: item) } == .resourceInaccessible)
            #expect(try await test.core.items.files(of: item).map(\.name) == ["a", "b"])
            let session = try await test.session(on: item)
            try await test.push("c", to: session)
            #expect(try await kind { try await test.upload("x", to: "c", of: session) } == .resourceInaccessible)
            try await test.core.updateSessions.cancel(session)
            // An empty folder, as that of a disk that is not mounted, is not taken for the disk.
            try FileManager.default.createDirectory(atPath: folder.path + "/fast", withIntermediateDirectories: true)
            #expect(try await kind { _ = try await test.contents(of: item) } == .resourceInaccessible)
            #expect(
                try await kind { _ = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna) }
                    == .invalidArgument)
            try await test.core.items.delete(item)
            await test.core.environment.garbage.settled()
            // Back while the server runs.
            try FileManager.default.removeItem(atPath: folder.path + "/fast")
            try FileManager.default.moveItem(atPath: folder.path + "/away", toPath: folder.path + "/fast")
            #expect(try await test.core.environment.garbage.run() == 2)
            let again = try await test.item("again", in: library, files: ["a": "again"])
            #expect(try await test.contents(of: again) == ["a": "again"])
            try test.core.close()
        }
    }

    @Test func anotherServerHasAFolderOfItsOwn() async throws {
        let one = try await TestLibrary.open(datastores: ["fast"])
        let library = try await one.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let item = try await one.item("item", in: library, files: ["a": "abc"])
        let two = try await LibraryCore.open(
            data: one.folder.path + "/second",
            settings: LibrarySettings(
                fileThreads: 1, datastores: [Datastore(id: "fast", name: "fast", path: one.folder.path + "/fast")]))
        _ = try await two.libraries.create(.on("fast"), by: TestLibrary.anna)
        #expect(try await one.contents(of: item) == ["a": "abc"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: one.folder.path + "/fast").count == 2)
        try two.close()
    }

    @Test func datastoresThatCannotBe() async throws {
        let folder = TemporaryFolder()
        for (id, path) in [("datastore-1", "/tmp"), ("", "/tmp"), ("a/b", "/tmp"), ("..", "/tmp"), ("a", "tmp")] {
            await #expect(throws: DataFolderError.self, "\(id)") {
                _ = try await LibraryCore.open(
                    data: folder.path,
                    settings: LibrarySettings(datastores: [Datastore(id: id, name: id, path: path)]))
            }
        }
        await #expect(throws: DataFolderError.duplicateDatastore(id: "a")) {
            let twice = Datastore(id: "a", name: "a", path: "/tmp")
            _ = try await LibraryCore.open(
                data: folder.path, settings: LibrarySettings(datastores: [twice, twice]))
        }
    }

    @Test func aCopyToAnotherBackingIsACopyOfTheBytes() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let item = try await test.item(files: ["a": "abc", "b": "abc"])
        let library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let token = UUID().uuidString
        let copy = try await test.core.items.copy(
            item, to: .init(libraryId: library), token: token, by: TestLibrary.anna)
        let again = try await test.core.items.copy(
            item, to: .init(libraryId: library), token: token, by: TestLibrary.anna)
        #expect(copy == again)
        #expect(try await test.core.items.files(of: copy).allSatisfy { $0.backing == .datastore("fast") })
        let fast = try test.core.environment.backings.folder(of: .datastore("fast"))
        #expect(try fast.objects().count == 2)
        #expect(try fast.stagedUploads().isEmpty)
        try await test.core.items.delete(item)
        #expect(try await test.objectCount == 0)
        #expect(try await test.contents(of: copy) == ["a": "abc", "b": "abc"])
        let taken = try await kind {
            _ = try await test.core.items.copy(copy, to: .init(libraryId: test.library, name: ""), by: TestLibrary.anna)
        }
        #expect(taken == .invalidArgument)
        #expect(try await test.objectCount == 0)
    }

    @Test func aDamagedObjectIsNotCopied() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let item = try await test.item(files: ["a": "abc", "b": "def"])
        let object = try #require(try await test.core.items.files(of: item).first?.objectId)
        try Data("abd".utf8).write(to: URL(filePath: test.core.environment.folder.objectPath(object)))
        let library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        #expect(
            try await kind {
                _ = try await test.core.items.copy(item, to: .init(libraryId: library), by: TestLibrary.anna)
            } == .resourceInaccessible)
        #expect(try await test.core.items.list(library: library).isEmpty)
        let fast = try test.core.environment.backings.folder(of: .datastore("fast"))
        #expect(try fast.objects().isEmpty && fast.stagedUploads().isEmpty)
    }
}
