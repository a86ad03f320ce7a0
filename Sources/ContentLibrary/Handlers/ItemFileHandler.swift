import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Item.File`: what an item holds.
struct ItemFileHandler: ContentLibraryItemFileHandler {
    typealias Operations = ContentLibraryItemFile

    let items: ItemService
    let endpoints: TransferEndpoints

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        let item = try await items.get(input.libraryItemId).record
        let file = try await items.file(input.name, of: item.id)
        return file.model(endpoint: endpoints.item(item.id, library: item.libraryId, file: file, context))
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        let item = try await items.get(input.libraryItemId).record
        return try await items.files(of: item.id).map { file in
            file.model(endpoint: endpoints.item(item.id, library: item.libraryId, file: file, context))
        }
    }
}

/// `Content.Library.Item.Storage`: where it is.
struct ItemStorageHandler: ContentLibraryItemStorageHandler {
    typealias Operations = ContentLibraryItemStorage

    let items: ItemService
    let endpoints: TransferEndpoints

    /// A file has one copy, in the one storage backing there is.
    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        let item = try await items.get(input.libraryItemId).record
        let file = try await items.file(input.fileName, of: item.id)
        return [file.storageModel(endpoint: endpoints.item(item.id, library: item.libraryId, file: file, context))]
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        let item = try await items.get(input.libraryItemId).record
        return try await items.files(of: item.id).map { file in
            file.storageModel(endpoint: endpoints.item(item.id, library: item.libraryId, file: file, context))
        }
    }
}
