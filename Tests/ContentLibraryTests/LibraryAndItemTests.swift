import Foundation
import Testing

@testable import ContentLibrary

@Suite struct LibraryTests {
    @Test func createGetListFind() async throws {
        let test = try await TestLibrary.open()
        let libraries = test.core.libraries
        let token = UUID().uuidString
        let id = try await libraries.create(.local("Second"), token: token, by: TestLibrary.anna)
        #expect(try await libraries.create(.local("Second"), token: token, by: TestLibrary.anna) == id)
        let library = try await libraries.get(id)
        #expect(
            library.name == "Second" && library.description.isEmpty && library.version == 1 && library.type == .local)
        #expect(try await Set(libraries.list()) == [test.library, id])
        #expect(try await libraries.list(type: .subscribed).isEmpty)
        #expect(try await libraries.find(.init(name: "second")) == [id])
        #expect(try await libraries.find(.init(type: .local)).count == 2)
        #expect(try await libraries.find(.init(storageBacking: .init(type: "OTHER"))).isEmpty)
        #expect(try await kind { _ = try await libraries.find(.init()) } == .invalidArgument)
        #expect(try await kind { _ = try await libraries.get("?") } == .notFound)
    }

    @Test func createRefuses() async throws {
        let test = try await TestLibrary.open()
        func refusal(_ change: (inout LibraryService.CreateSpec) -> Void) async throws -> LibraryErrorKind? {
            var spec = LibraryService.CreateSpec.local("name")
            change(&spec)
            let changed = spec
            return try await kind { _ = try await test.core.libraries.create(changed, by: TestLibrary.anna) }
        }
        #expect(try await refusal { $0.name = nil } == .invalidArgument)
        #expect(try await refusal { $0.name = "" } == .invalidArgument)
        #expect(try await refusal { $0.name = String(repeating: "n", count: 81) } == .invalidArgument)
        #expect(try await refusal { $0.name = String(repeating: "n", count: 80) } == nil)
        #expect(try await refusal { $0.description = String(repeating: "d", count: 2001) } == .invalidArgument)
        #expect(try await refusal { $0.description = String(repeating: "d", count: 2000) } == nil)
        #expect(try await refusal { $0.type = .subscribed } == .invalidArgument)
        #expect(try await refusal { $0.storageBackings = nil } == .invalidArgument)
        #expect(try await refusal { $0.storageBackings = [] } == .invalidArgument)
        #expect(
            try await refusal { $0.storageBackings = [.init(type: "DATASTORE", datastoreId: "datastore-2")] }
                == .invalidArgument)
        #expect(try await refusal { $0.storageBackings = [.init(type: "OTHER")] } == .invalidArgument)
        #expect(try await refusal { $0.storageBackings = [.datastore, .datastore] } == .invalidArgument)
        #expect(try await refusal { $0.publishInfo = .init(published: true) } == .invalidArgument)
        #expect(
            try await kind { _ = try await test.core.libraries.create(.local("x"), token: "t", by: TestLibrary.anna) }
                == .invalidArgument)
    }

    @Test func updateChecksTheVersion() async throws {
        let test = try await TestLibrary.open()
        let libraries = test.core.libraries
        test.clock.advance(5)
        try await libraries.update(test.library, .init(name: "new", version: "1"))
        let library = try await libraries.get(test.library)
        #expect(library.name == "new" && library.version == 2 && library.lastModifiedTime == test.clock.now)
        #expect(try await kind { try await libraries.update(test.library, .init(version: "1")) } == .invalidArgument)
        #expect(try await kind { try await libraries.update(test.library, .init(name: "")) } == .invalidArgument)
        #expect(try await kind { try await libraries.update("?", .init()) } == .notFound)
        #expect(try await libraries.get(test.library) == library)
    }

    @Test func deleteTakesEverythingAlong() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc", "b": "def"])
        let session = try await test.session(on: item)
        _ = try await test.core.downloadSessions.create(item: item, by: TestLibrary.anna)
        try await test.core.libraries.delete(test.library, force: true)
        #expect(try await kind { _ = try await test.core.items.get(item) } == .notFound)
        #expect(try await kind { _ = try await test.core.updateSessions.get(session) } == .notFound)
        #expect(try await test.objectCount == 0)
        #expect(try await kind { try await test.core.libraries.delete(test.library) } == .notFound)
    }
}

@Suite struct ItemTests {
    @Test func createGetListFind() async throws {
        let test = try await TestLibrary.open()
        let items = test.core.items
        let token = UUID().uuidString
        let spec = ItemService.CreateSpec(libraryId: test.library, name: "Ubuntu", type: "iso")
        let id = try await items.create(spec, token: token, by: TestLibrary.anna)
        #expect(try await items.create(spec, token: token, by: TestLibrary.anna) == id)
        let item = try await items.get(id)
        #expect(item.size == 0 && item.record.contentVersion == 1 && item.record.description.isEmpty)
        #expect(try await items.list(library: test.library) == [id])
        #expect(try await items.find(.init(name: "uBUNTU", libraryId: test.library, type: "ISO")) == [id])
        #expect(try await items.find(.init(name: "other")).isEmpty)
        #expect(try await items.find(.init(cached: false)).isEmpty)
        #expect(try await kind { _ = try await items.find(.init()) } == .invalidArgument)
        #expect(try await kind { _ = try await items.list(library: "?") } == .notFound)
        #expect(try await kind { _ = try await items.get("?") } == .notFound)
    }

    @Test func createRefuses() async throws {
        let test = try await TestLibrary.open()
        func refusal(_ library: String?, _ name: String?, _ description: String? = nil) async throws
            -> LibraryErrorKind?
        {
            try await kind {
                _ = try await test.core.items.create(
                    .init(libraryId: library, name: name, description: description), by: TestLibrary.anna)
            }
        }
        #expect(try await refusal(nil, "a") == .invalidArgument)
        #expect(try await refusal("?", "a") == .notFound)
        #expect(try await refusal(test.library, nil) == .invalidArgument)
        #expect(try await refusal(test.library, "") == .invalidArgument)
        #expect(try await refusal(test.library, String(repeating: "n", count: 81)) == .invalidArgument)
        #expect(try await refusal(test.library, "a", String(repeating: "d", count: 2001)) == .invalidArgument)
        #expect(try await refusal(test.library, "a") == nil)
        #expect(try await refusal(test.library, "a") == .alreadyExists)
        let other = try await test.core.libraries.create(.local("other"), by: TestLibrary.anna)
        #expect(try await refusal(other, "a") == nil)
    }

    @Test func ofRacingCreatesExactlyOneWins() async throws {
        let test = try await TestLibrary.open()
        let refused = await withTaskGroup(of: LibraryErrorKind?.self) { group in
            for _ in 0..<10 { group.addTask { (try? await kind { _ = try await test.item("same") }) ?? nil } }
            return await group.reduce(into: 0) { $0 += $1 == .alreadyExists ? 1 : 0 }
        }
        #expect(refused == 9)
    }

    @Test func racingRequestsWithOneTokenAreOne() async throws {
        let test = try await TestLibrary.open()
        let token = UUID().uuidString
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    try await test.core.items.create(
                        .init(libraryId: test.library, name: "same"), token: token, by: TestLibrary.anna)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        // A token is forgotten after a day.
        test.clock.advance(24 * 3600)
        #expect(
            try await kind {
                _ = try await test.core.items.create(
                    .init(libraryId: test.library, name: "same"), token: token, by: TestLibrary.anna)
            } == .alreadyExists)
    }

    @Test func updateChangesMetadataVersions() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        _ = try await test.item("taken")
        let items = test.core.items
        test.clock.advance(5)
        try await items.update(item, .init(name: "new", description: "text", version: "1"))
        let record = try await items.get(item).record
        #expect(
            record.name == "new" && record.metadataVersion == 2 && record.version == 2 && record.contentVersion == 2)
        #expect(record.lastModifiedTime == test.clock.now)
        #expect(try await kind { try await items.update(item, .init(version: "1")) } == .invalidArgument)
        #expect(try await kind { try await items.update(item, .init(name: "taken")) } == .alreadyExists)
        #expect(try await kind { try await items.update(item, .init(name: "")) } == .invalidArgument)
        #expect(try await kind { try await items.update("?", .init()) } == .notFound)
        #expect(try await items.get(item).record == record)
    }

    @Test func copySharesTheContent() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        let copy = try await test.core.items.copy(
            item, to: .init(libraryId: test.library, name: "copy"), by: TestLibrary.anna)
        #expect(try await test.objectCount == 1)
        try await test.core.items.delete(item)
        #expect(try await test.contents(of: copy) == ["a": "abc"])
        try await test.core.items.delete(copy)
        #expect(try await test.objectCount == 0)
    }

    @Test func filesAndStorage() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["b": "de", "a": "abc"])
        let file = try await test.core.items.file("a", of: item)
        #expect(file.size == 3 && file.cached && file.checksum?.algorithm == .sha256)
        #expect(file.storageURIs == ["ds:///vmfs/volumes/datastore-1/objects/\(try #require(file.objectId))"])
        #expect(try await test.core.items.files(of: item).map(\.name) == ["a", "b"])
        #expect(try await kind { _ = try await test.core.items.file("?", of: item) } == .notFound)
        #expect(try await kind { _ = try await test.core.items.files(of: "?") } == .notFound)
    }
}

@Suite struct MessageTests {
    @Test func placeholders() {
        #expect(
            LibraryMessage("x", "{1} before {0}, {2} and { stay", "a", "b").description == "b before a, {2} and { stay")
        #expect(LibraryMessage("x", "{0}", "{1}").description == "{1}")
    }

    /// As the OpenAPI document has them.
    @Test func everyKindHasItsStatus() {
        let table: [LibraryErrorKind: Int] = [
            .error: 500, .alreadyExists: 400, .alreadyInDesiredState: 400, .canceled: 500, .concurrentChange: 409,
            .featureInUse: 400, .internalServerError: 500, .invalidArgument: 400, .invalidElementConfiguration: 400,
            .invalidElementType: 400, .invalidRequest: 400, .notAllowedInCurrentState: 400, .notFound: 404,
            .operationNotFound: 404, .resourceBusy: 500, .resourceInUse: 400, .resourceInaccessible: 500,
            .serviceUnavailable: 503, .timedOut: 504, .unableToAllocateResource: 400, .unauthenticated: 401,
            .unauthorized: 403, .unexpectedInput: 400, .unsupported: 400, .unverifiedPeer: 400,
        ]
        #expect(Dictionary(uniqueKeysWithValues: LibraryErrorKind.allCases.map { ($0, $0.status) }) == table)
    }
}
