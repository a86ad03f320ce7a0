import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Item`: the items of libraries.
struct ItemHandler: ContentLibraryItemHandler {
    typealias Operations = ContentLibraryItem

    let items: ItemService
    let subscriptions: SubscriptionService

    func create(_ input: Operations.Create.Input, context: RequestContext) async throws -> Operations.Create.Output {
        try await items.create(input.body.createSpec, token: input.clientToken, by: context.user())
    }

    func copy(_ input: Operations.Copy.Input, context: RequestContext) async throws -> Operations.Copy.Output {
        try await items.copy(
            input.sourceLibraryItemId, to: input.body.createSpec, token: input.clientToken, by: context.user())
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        try await items.get(input.libraryItemId).model
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await items.list(library: input.libraryId)
    }

    func find(_ input: Operations.Find.Input, context: RequestContext) async throws -> Operations.Find.Output {
        try await items.find(input.body.findSpec)
    }

    func update(_ input: Operations.Update.Input, context: RequestContext) async throws -> Operations.Update.Output {
        try await items.update(input.libraryItemId, input.body.updateSpec, by: context.user())
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        try await items.delete(input.libraryItemId)
    }

    func publish(_ input: Operations.Publish.Input, context: RequestContext) async throws -> Operations.Publish.Output {
        try await subscriptions.publish(
            item: input.libraryItemId, content: input.body.forceSyncContent,
            to: input.body.subscriptions?.map(\.subscription) ?? [])
    }
}
