import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.LocalLibrary`: libraries that clients fill.
struct LocalLibraryHandler: ContentLocalLibraryHandler {
    typealias Operations = ContentLocalLibrary

    let libraries: LibraryService
    let endpoints: TransferEndpoints
    let subscriptions: SubscriptionService

    func create(_ input: Operations.Create.Input, context: RequestContext) async throws -> Operations.Create.Output {
        try await libraries.create(input.body.createSpec(), token: input.clientToken, by: context.user())
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await libraries.list(type: .local)
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        _ = try await libraries.getLocal(input.libraryId)
        return try await libraries.details(input.libraryId).model(endpoints, context)
    }

    func update(_ input: Operations.Update.Input, context: RequestContext) async throws -> Operations.Update.Output {
        try await libraries.getLocal(input.libraryId).checkActive()
        try await libraries.update(input.libraryId, input.body.updateSpec())
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        _ = try await libraries.getLocal(input.libraryId)
        try await libraries.delete(input.libraryId)
    }

    func forceDelete(
        _ input: Operations.ForceDelete.Input, context: RequestContext
    ) async throws -> Operations.ForceDelete.Output {
        _ = try await libraries.getLocal(input.libraryId)
        try await libraries.delete(input.libraryId, force: true)
    }

    func publish(_ input: Operations.Publish.Input, context: RequestContext) async throws -> Operations.Publish.Output {
        try await subscriptions.publish(
            input.libraryId, to: input.body?.subscriptions?.map(\.subscription) ?? [])
    }
}
