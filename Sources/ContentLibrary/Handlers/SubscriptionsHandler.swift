import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Subscriptions`: what published libraries are pushed through.
struct SubscriptionsHandler: ContentLibrarySubscriptionsHandler {
    typealias Operations = ContentLibrarySubscriptions

    let subscriptions: SubscriptionService
    let endpoints: TransferEndpoints

    func create(_ input: Operations.Create.Input, context: RequestContext) async throws -> Operations.Create.Output {
        let spec = try input.body.subscribedLibrary.createSpec(publishURL: endpoints.feed(input.library, context))
        return try await subscriptions.create(spec, for: input.library, token: input.clientToken, by: context.user())
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await subscriptions.list(of: input.library).map { subscription in
            LibrarySubscriptionsSummary(
                subscription: subscription.record.id, subscribedLibrary: subscription.subscriber.id,
                subscribedLibraryName: subscription.subscriber.name)
        }
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        let subscriber = try await subscriptions.get(input.subscription, of: input.library).subscriber
        return LibrarySubscriptionsInfo(
            subscribedLibrary: subscriber.id, subscribedLibraryName: subscriber.name,
            subscribedLibraryLocation: .local, subscribedLibraryPlacement: LibrarySubscriptionsPlacementInfo())
    }

    func update(_ input: Operations.Update.Input, context: RequestContext) async throws -> Operations.Update.Output {
        let placement = input.body.subscribedLibraryPlacement
        try await subscriptions.update(
            input.subscription, of: input.library,
            placement: [
                placement?.folder, placement?.cluster, placement?.resourcePool, placement?.host, placement?.network,
            ].compactMap(\.self), changesHost: input.body.subscribedLibraryVcenter != nil)
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        try await subscriptions.delete(input.subscription, of: input.library)
    }
}

extension LibrarySubscriptionsCreateSpecSubscribedLibrary {
    fileprivate func createSpec(publishURL: String) throws -> SubscriptionService.CreateSpec {
        SubscriptionService.CreateSpec(
            target: try target.known(as: "subscribed_library.target"),
            location: try location.known(as: "subscribed_library.location"),
            newLibrary: newSubscribedLibrary.map { library in
                LibraryService.CreateSpec(
                    name: library.name, description: library.description,
                    storageBackings: library.storageBackings.map(\.request),
                    subscription: SubscribeRequest(
                        automaticSyncEnabled: library.automaticSyncEnabled, onDemand: library.onDemand))
            }, subscribedLibrary: subscribedLibrary,
            placement: [
                placement?.folder, placement?.cluster, placement?.resourcePool, placement?.host, placement?.network,
            ].compactMap(\.self), publishURL: publishURL)
    }
}
