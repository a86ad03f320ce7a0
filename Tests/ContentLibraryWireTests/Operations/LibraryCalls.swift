import ContentLibraryAPI
import ContentLibraryClient
import Testing

@testable import ContentLibrary

extension OperationTests {
    /// `Content.Library`
    static let libraryCalls: [WireCall] = [
        WireCall("Content.Library_list", 200) { wire in
            let libraries = [try await wire.library("one"), try await wire.library("two")]
            #expect(try await wire.client.contentLibraryOperations.list().sorted() == libraries.sorted())
        },
        WireCall("Content.Library_get", 200) { wire in
            let id = try await wire.library("images")
            let library = try await wire.client.contentLibraryOperations.get(libraryId: id)
            #expect(library.id == id && library.name == "images" && library.type == .local)
            #expect(library.description?.isEmpty == true && library.version == "1")
            #expect(library.creationTime == wire.clock.now)
            #expect(library.storageBackings?.first?.datastoreId == "datastore-1")
        },
        WireCall("Content.Library_find", 200) { wire in
            let id = try await wire.library("images")
            _ = try await wire.library("other")
            let found = try await wire.client.contentLibraryOperations.find(
                body: LibraryFindSpec(name: "IMAGES", type: .local))
            #expect(found == [id])
        },
        WireCall("Content.Library_update", 204) { wire in
            let libraries = try wire.client.contentLibraryOperations
            let id = try await wire.library("images")
            try await libraries.update(
                libraryId: id, body: LibraryModel(description: "of machines", name: "renamed", version: "1"))
            let library = try await libraries.get(libraryId: id)
            #expect(library.name == "renamed" && library.description == "of machines" && library.version == "2")
        },
        WireCall("Content.Library_delete", 204) { wire in
            let libraries = try wire.client.contentLibraryOperations
            let id = try await wire.library()
            try await libraries.delete(libraryId: id)
            #expect(try await kind { try await libraries.get(libraryId: id) } == .notFound)
        },
        WireCall("Content.Library_forceDelete", 204) { wire in
            let id = try await wire.library()
            try await wire.client.contentLibraryOperations.forceDelete(libraryId: id)
            #expect(try await wire.client.contentLibraryOperations.list().isEmpty)
        },
        WireCall("Content.Library_migrate", 204) { wire in
            let item = try await wire.item(files: ["a": "content"])
            let library = try #require(try await wire.client.contentLibraryItem.get(libraryItemId: item).libraryId)
            try await wire.migrate(library)
            let moved = try await wire.client.contentLibraryOperations.get(libraryId: library)
            #expect(moved.storageBackings?.map(\.datastoreId) == ["datastore-2"])
            #expect(moved.stateInfo?.state == .active)
            #expect(try await wire.contents(of: item) == ["a": "content"])
        },
        WireCall("Content.Library_convert", 400) { wire in
            let id = try await wire.library()
            let spec = LibraryConversionSpec(conversionType: .toPublishedLibrary)
            let libraries = try wire.client.contentLibraryOperations
            #expect(try await kind { try await libraries.convert(libraryId: id, body: spec) } == .invalidElementType)
        },
        WireCall("Content.Library_enterMaintenance", 204) { wire in
            let libraries = try wire.client.contentLibraryOperations
            let id = try await wire.library()
            try await libraries.enterMaintenance(libraryId: id)
            #expect(try await libraries.get(libraryId: id).stateInfo?.state == .maintenance)
        },
        WireCall("Content.Library_exitMaintenance", 204) { wire in
            let libraries = try wire.client.contentLibraryOperations
            let id = try await wire.library()
            try await libraries.enterMaintenance(libraryId: id)
            try await libraries.exitMaintenance(libraryId: id)
            #expect(try await libraries.get(libraryId: id).stateInfo?.state == .active)
        },
    ]

    /// `Content.LocalLibrary`
    static let localLibraryCalls: [WireCall] = [
        WireCall("Content.LocalLibrary_create", 201) { wire in
            let id = try await wire.client.contentLocalLibrary.create(
                body: LibraryModel(
                    description: "what we boot from", name: "images",
                    storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")],
                    type: .local, optimizationInfo: LibraryOptimizationInfo(optimizeRemotePublishing: true),
                    publishInfo: LibraryPublishInfo(published: false)))
            let library = try await wire.client.contentLocalLibrary.get(libraryId: id)
            #expect(library.description == "what we boot from")
            #expect(library.optimizationInfo?.optimizeRemotePublishing == true)
        },
        WireCall("Content.LocalLibrary_list", 200) { wire in
            let id = try await wire.library()
            #expect(try await wire.client.contentLocalLibrary.list() == [id])
        },
        WireCall("Content.LocalLibrary_get", 200) { wire in
            let id = try await wire.library("images")
            #expect(try await wire.client.contentLocalLibrary.get(libraryId: id).name == "images")
        },
        WireCall("Content.LocalLibrary_update", 204) { wire in
            let libraries = try wire.client.contentLocalLibrary
            let id = try await wire.library()
            try await libraries.update(libraryId: id, body: LibraryModel(name: "renamed"))
            #expect(try await libraries.get(libraryId: id).name == "renamed")
        },
        WireCall("Content.LocalLibrary_delete", 204) { wire in
            let id = try await wire.library()
            try await wire.client.contentLocalLibrary.delete(libraryId: id)
            #expect(try await wire.client.contentLocalLibrary.list().isEmpty)
        },
        WireCall("Content.LocalLibrary_forceDelete", 204) { wire in
            let id = try await wire.library()
            try await wire.client.contentLocalLibrary.forceDelete(libraryId: id)
            #expect(try await wire.client.contentLocalLibrary.list().isEmpty)
        },
        WireCall("Content.LocalLibrary_publish", 204) { wire in
            let (pair, id) = try await wire.pushed()
            let items = try wire.client.contentLibraryItem
            _ = try await items.create(body: .init(libraryId: pair.library, name: "more"))
            try await wire.client.contentLocalLibrary.publish(
                libraryId: pair.library,
                body: .init(subscriptions: [LocalLibraryDestinationSpec(subscription: id)]))
            await wire.core.environment.synchronizations.settled()
            #expect(try await items.list(libraryId: pair.mirror).count == 2)
        },
    ]
}
