import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.SubscribedLibrary`: libraries that mirror published ones.
struct SubscribedLibraryHandler: ContentSubscribedLibraryHandler {
    typealias Operations = ContentSubscribedLibrary

    let libraries: LibraryService
    let subscribed: SubscribedLibraryService
    let endpoints: TransferEndpoints

    func create(_ input: Operations.Create.Input, context: RequestContext) async throws -> Operations.Create.Output {
        try await subscribed.create(input.body.createSpec(), token: input.clientToken, by: context.user())
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await libraries.list(type: .subscribed)
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        try await subscribed.get(input.libraryId).model(endpoints, context)
    }

    func update(_ input: Operations.Update.Input, context: RequestContext) async throws -> Operations.Update.Output {
        try await subscribed.update(input.libraryId, input.body.updateSpec())
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        try await subscribed.delete(input.libraryId)
    }

    func forceDelete(
        _ input: Operations.ForceDelete.Input, context: RequestContext
    ) async throws -> Operations.ForceDelete.Output {
        try await subscribed.delete(input.libraryId, force: true)
    }

    func evict(_ input: Operations.Evict.Input, context: RequestContext) async throws -> Operations.Evict.Output {
        try await subscribed.evict(input.libraryId)
    }

    func sync(_ input: Operations.Sync.Input, context: RequestContext) async throws -> Operations.Sync.Output {
        try await subscribed.synchronize(input.libraryId)
    }

    func probe(_ input: Operations.Probe.Input, context: RequestContext) async throws -> Operations.Probe.Output {
        let probe = try await subscribed.probe(input.body.subscriptionInfo.request())
        return SubscribedLibraryProbeResult(
            status: SubscribedLibraryProbeResultStatus(rawValue: probe.status.rawValue),
            sslThumbprint: probe.certificate?.thumbprint, sslCertificate: probe.certificate?.pem,
            errorMessages: probe.messages.map(\.localizable))
    }
}

/// `Content.Library.SubscribedItem`: single items of subscribed libraries.
struct SubscribedItemHandler: ContentLibrarySubscribedItemHandler {
    typealias Operations = ContentLibrarySubscribedItem

    let items: SubscribedItemService

    func evict(_ input: Operations.Evict.Input, context: RequestContext) async throws -> Operations.Evict.Output {
        try await items.evict(input.libraryItemId)
    }

    /// No type of item that the server knows has files that it can do without: `sync_optional_files` chooses among none.
    func sync(_ input: Operations.Sync.Input, context: RequestContext) async throws -> Operations.Sync.Output {
        try await items.synchronize(input.libraryItemId, content: input.body.forceSyncContent)
    }
}
