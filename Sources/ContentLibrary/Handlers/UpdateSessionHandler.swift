import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Item.UpdateSession`: how items get their content.
struct UpdateSessionHandler: ContentLibraryItemUpdateSessionHandler {
    typealias Operations = ContentLibraryItemUpdateSession

    let sessions: UpdateSessionService

    func create(_ input: Operations.Create.Input, context: RequestContext) async throws -> Operations.Create.Output {
        try await sessions.create(
            .init(itemId: input.body.libraryItemId, warningBehavior: input.body.behavior()), token: input.clientToken,
            by: context.user())
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await sessions.list(item: input.libraryItemId, by: context.user())
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        try await sessions.get(input.updateSessionId).model
    }

    func update(_ input: Operations.Update.Input, context: RequestContext) async throws -> Operations.Update.Output {
        try await sessions.update(input.updateSessionId, warningBehavior: input.body.behavior())
    }

    func keepAlive(
        _ input: Operations.KeepAlive.Input, context: RequestContext
    ) async throws -> Operations.KeepAlive.Output {
        try await sessions.keepAlive(input.updateSessionId, progress: input.body?.clientProgress)
    }

    func complete(
        _ input: Operations.Complete.Input, context: RequestContext
    ) async throws -> Operations.Complete.Output {
        try await sessions.complete(input.updateSessionId)
    }

    func cancel(_ input: Operations.Cancel.Input, context: RequestContext) async throws -> Operations.Cancel.Output {
        try await sessions.cancel(input.updateSessionId)
    }

    func fail(_ input: Operations.Fail.Input, context: RequestContext) async throws -> Operations.Fail.Output {
        try await sessions.fail(input.updateSessionId, message: input.body.clientErrorMessage)
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        try await sessions.delete(input.updateSessionId)
    }
}
