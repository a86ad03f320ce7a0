import ContentLibraryAPI
import ContentLibraryClient
import Testing

@testable import ContentLibrary

extension OperationTests {
    /// `Content.Library.Item`
    static let itemCalls: [WireCall] = [
        WireCall("Content.Library.Item_create", 201) { wire in
            let library = try await wire.library()
            let id = try await wire.client.contentLibraryItem.create(
                body: LibraryItemModel(
                    libraryId: library, description: "a rescue disk", name: "rescue", type: "iso", sourceId: "origin"))
            let item = try await wire.client.contentLibraryItem.get(libraryItemId: id)
            #expect(item.libraryId == library && item.name == "rescue" && item.type == "iso" && item.size == 0)
        },
        WireCall("Content.Library.Item_get", 200) { wire in
            let id = try await wire.item("disk", files: ["a": "12345", "b": "123"])
            let item = try await wire.client.contentLibraryItem.get(libraryItemId: id)
            #expect(item.id == id && item.name == "disk" && item.size == 8 && item.cached == true)
            #expect(item.contentVersion == "2" && item.metadataVersion == "1" && item.version == "1")
        },
        WireCall("Content.Library.Item_list", 200) { wire in
            let library = try await wire.library()
            let items = [
                try await wire.client.contentLibraryItem.create(body: .init(libraryId: library, name: "one")),
                try await wire.client.contentLibraryItem.create(body: .init(libraryId: library, name: "two")),
            ]
            #expect(try await wire.client.contentLibraryItem.list(libraryId: library).sorted() == items.sorted())
        },
        WireCall("Content.Library.Item_find", 200) { wire in
            let id = try await wire.item("disk")
            _ = try await wire.item("other")
            let found = try await wire.client.contentLibraryItem.find(
                body: LibraryItemFindSpec(name: "Disk", cached: true))
            #expect(found == [id])
        },
        WireCall("Content.Library.Item_update", 204) { wire in
            let id = try await wire.item()
            try await wire.client.contentLibraryItem.update(
                libraryItemId: id, body: LibraryItemModel(description: "changed", name: "renamed", version: "1"))
            let item = try await wire.client.contentLibraryItem.get(libraryItemId: id)
            #expect(item.name == "renamed" && item.description == "changed" && item.metadataVersion == "2")
        },
        WireCall("Content.Library.Item_copy", 200) { wire in
            let source = try await wire.item(files: ["a": "content"])
            let copy = try await wire.client.contentLibraryItem.copy(
                sourceLibraryItemId: source,
                body: LibraryItemModel(libraryId: try await wire.library("another"), name: "copy"))
            #expect(copy != source)
            #expect(try await wire.contents(of: copy) == ["a": "content"])
        },
        WireCall("Content.Library.Item_delete", 204) { wire in
            let id = try await wire.item(files: ["a": "content"])
            try await wire.client.contentLibraryItem.delete(libraryItemId: id)
            let refused = try await refusal { try await wire.client.contentLibraryItem.get(libraryItemId: id) }
            #expect(refused.status == 404 && refused.kind == .notFound)
            try await wire.expectBytes(objects: 0)
        },
        WireCall("Content.Library.Item_publish", 204) { wire in
            let (pair, id) = try await wire.pushed()
            let client = try wire.client.contentLibraryItem
            let item = try #require(try await client.list(libraryId: pair.library).first)
            try await client.update(libraryItemId: item, body: LibraryItemModel(description: "new"))
            try await client.publish(
                libraryItemId: item,
                body: .init(forceSyncContent: true, subscriptions: [LibraryItemDestinationSpec(subscription: id)]))
            await wire.core.environment.synchronizations.settled()
            let mirrored = try #require(try await client.list(libraryId: pair.mirror).first)
            #expect(try await client.get(libraryItemId: mirrored).description == "new")
        },
    ]

    /// `Content.Library.Item.File`, `.Storage` and `.Changes`
    static let itemFileCalls: [WireCall] = [
        WireCall("Content.Library.Item.File_list", 200) { wire in
            let item = try await wire.item(files: ["a": "12345", "b": "123"])
            let files = try await wire.client.contentLibraryItemFile.list(libraryItemId: item)
            #expect(files.map(\.name) == ["a", "b"] && files.map(\.size) == [5, 3])
            #expect(files.allSatisfy { $0.version == "2" && $0.cached })
        },
        WireCall("Content.Library.Item.File_get", 200) { wire in
            let item = try await wire.item(files: ["a b+c%é": "content"])
            let file = try await wire.client.contentLibraryItemFile.get(libraryItemId: item, name: "a b+c%é")
            #expect(file.size == 7)
            #expect(file.checksumInfo?.algorithm == .sha256)
            #expect(
                file.checksumInfo?.checksum == "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73")
        },
        WireCall("Content.Library.Item.Storage_list", 200) { wire in
            let item = try await wire.item(files: ["a": "content"])
            let files = try await wire.client.contentLibraryItemStorage.list(libraryItemId: item)
            #expect(files.map(\.name) == ["a"])
            #expect(files.first?.storageBacking.datastoreId == "datastore-1")
        },
        WireCall("Content.Library.Item.Storage_get", 200) { wire in
            let item = try await wire.item(files: ["a": "content", "b": "other"])
            let files = try await wire.client.contentLibraryItemStorage.get(libraryItemId: item, fileName: "a")
            #expect(files.map(\.name) == ["a"] && files.first?.size == 7)
            #expect(files.first?.storageUris.count == 1)
        },
        WireCall("Content.Library.Item.Changes_list", 200) { wire in
            let item = try await wire.item(files: ["a": "content"])
            let changes = try await wire.client.contentLibraryItemChanges.list(item: item)
            #expect(changes.map(\.version) == ["1"] && changes.map(\.user) == ["anna"])
            #expect(changes.first?.shortMessage == "Content version 2: added a")
        },
        WireCall("Content.Library.Item.Changes_get", 200) { wire in
            let item = try await wire.item()
            try await wire.client.contentLibraryItem.update(
                libraryItemId: item, body: LibraryItemModel(description: "new"))
            let change = try await wire.client.contentLibraryItemChanges.get(item: item, version: "1")
            #expect(change.time == wire.clock.now && change.user == "anna")
            #expect(change.message == "Metadata version 2: changed description")
        },
    ]
}
