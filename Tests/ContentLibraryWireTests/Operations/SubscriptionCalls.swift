import ContentLibraryAPI
import ContentLibraryClient
import Testing

@testable import ContentLibrary

extension OperationTests {
    /// `Content.SubscribedLibrary`, `Content.Library.SubscribedItem` and `Content.Library.Subscriptions`
    static let subscribedLibraryCalls: [WireCall] = [
        WireCall("Content.SubscribedLibrary_create", 201) { wire in
            let pair = try await wire.subscribed()
            #expect(try await wire.client.contentLibraryItem.list(libraryId: pair.mirror).count == 1)
        },
        WireCall("Content.SubscribedLibrary_list", 200) { wire in
            let pair = try await wire.subscribed()
            #expect(try await wire.client.contentSubscribedLibrary.list() == [pair.mirror])
        },
        WireCall("Content.SubscribedLibrary_get", 200) { wire in
            let pair = try await wire.subscribed()
            let library = try await wire.client.contentSubscribedLibrary.get(libraryId: pair.mirror)
            #expect(library.type == .subscribed && library.publishInfo == nil && library.lastSyncTime != nil)
            #expect(library.subscriptionInfo?.onDemand == true && library.subscriptionInfo?.password == nil)
        },
        WireCall("Content.SubscribedLibrary_update", 204) { wire in
            let (client, pair) = (try wire.client.contentSubscribedLibrary, try await wire.subscribed())
            try await client.update(
                libraryId: pair.mirror,
                body: LibraryModel(
                    name: "renamed", subscriptionInfo: LibrarySubscriptionInfo(automaticSyncEnabled: true)))
            let library = try await client.get(libraryId: pair.mirror)
            #expect(library.name == "renamed" && library.subscriptionInfo?.automaticSyncEnabled == true)
        },
        WireCall("Content.SubscribedLibrary_delete", 204) { wire in
            let pair = try await wire.subscribed()
            try await wire.client.contentSubscribedLibrary.delete(libraryId: pair.mirror)
            #expect(try await wire.client.contentLibraryOperations.list() == [pair.library])
        },
        WireCall("Content.SubscribedLibrary_forceDelete", 204) { wire in
            let pair = try await wire.subscribed()
            try await wire.client.contentSubscribedLibrary.forceDelete(libraryId: pair.mirror)
            #expect(try await wire.client.contentLibraryOperations.list() == [pair.library])
        },
        WireCall("Content.SubscribedLibrary_evict", 204) { wire in
            let pair = try await wire.subscribed()
            try await wire.client.contentSubscribedLibrary.evict(libraryId: pair.mirror)
        },
        WireCall("Content.SubscribedLibrary_sync", 204) { wire in
            let pair = try await wire.subscribed()
            _ = try await wire.client.contentLibraryItem.create(body: .init(libraryId: pair.library, name: "more"))
            try await wire.client.contentSubscribedLibrary.sync(libraryId: pair.mirror)
            await wire.core.environment.synchronizations.settled()
            #expect(try await wire.client.contentLibraryItem.list(libraryId: pair.mirror).count == 2)
        },
        WireCall("Content.SubscribedLibrary_probe", 200) { wire in
            let library = try await wire.published()
            let client = try wire.client.contentSubscribedLibrary
            func status(_ url: String) async throws -> SubscribedLibraryProbeResultStatus {
                let info = LibrarySubscriptionInfo(
                    authenticationMethod: LibrarySubscriptionInfoAuthenticationMethod.none, subscriptionUrl: url)
                let result: SubscribedLibraryProbeResult = try await client.probe(
                    body: .init(subscriptionInfo: info))
                return result.status
            }
            #expect(try await status(wire.feed(of: library)) == .success)
            #expect(try await status(wire.feed(of: "other")) == .resourceNotFound)
        },
        WireCall("Content.Library.SubscribedItem_evict", 204) { wire in
            let pair = try await wire.subscribed()
            let item = try #require(try await wire.client.contentLibraryItem.list(libraryId: pair.mirror).first)
            try await wire.client.contentLibrarySubscribedItem.evict(libraryItemId: item)
        },
        WireCall("Content.Library.SubscribedItem_sync", 204) { wire in
            let pair = try await wire.subscribed()
            let item = try #require(try await wire.client.contentLibraryItem.list(libraryId: pair.mirror).first)
            try await wire.client.contentLibrarySubscribedItem.sync(
                libraryItemId: item, body: .init(forceSyncContent: true, syncOptionalFiles: false))
        },
        WireCall("Content.Library.Subscriptions_create", 201) { wire in
            let subscription = try await wire.pushed()
            #expect(!subscription.id.isEmpty)
        },
        WireCall("Content.Library.Subscriptions_list", 200) { wire in
            let (pair, id) = try await wire.pushed()
            let all = try await wire.client.contentLibrarySubscriptions.list(library: pair.library)
            #expect(all.map(\.subscription) == [id] && all.map(\.subscribedLibrary) == [pair.mirror])
        },
        WireCall("Content.Library.Subscriptions_get", 200) { wire in
            let (pair, id) = try await wire.pushed()
            let subscription = try await wire.client.contentLibrarySubscriptions.get(
                library: pair.library, subscription: id)
            #expect(subscription.subscribedLibraryName == "mirror" && subscription.subscribedLibraryLocation == .local)
        },
        WireCall("Content.Library.Subscriptions_update", 204) { wire in
            let (pair, id) = try await wire.pushed()
            let client = try wire.client.contentLibrarySubscriptions
            try await client.update(
                library: pair.library, subscription: id,
                body: .init(subscribedLibraryPlacement: LibrarySubscriptionsUpdateSpecPlacement()))
            let refused = try await refusal {
                try await client.update(
                    library: pair.library, subscription: id,
                    body: .init(
                        subscribedLibraryPlacement: LibrarySubscriptionsUpdateSpecPlacement(folder: "group-v1")))
            }
            #expect(refused.kind == .notFound)
        },
        WireCall("Content.Library.Subscriptions_delete", 204) { wire in
            let (pair, id) = try await wire.pushed()
            let client = try wire.client.contentLibrarySubscriptions
            try await client.delete(library: pair.library, subscription: id)
            #expect(try await client.list(library: pair.library).isEmpty)
        },
    ]
}

extension Wire {
    func feed(of library: String) -> String { "\(address)/cls/vcsp/lib/\(library)/lib.json" }

    /// A published library with an empty item.
    func published() async throws -> String {
        let library = try await library("published")
        _ = try await client.contentLibraryItem.create(body: .init(libraryId: library, name: "item"))
        try await client.contentLocalLibrary.update(
            libraryId: library,
            body: LibraryModel(
                publishInfo: LibraryPublishInfo(
                    authenticationMethod: LibraryPublishInfoAuthenticationMethod.none, published: true)))
        return library
    }

    /// A published library, and one that has mirrored it, on demand.
    func subscribed() async throws -> (library: String, mirror: String) {
        let library = try await published()
        let info = LibrarySubscriptionInfo(
            authenticationMethod: LibrarySubscriptionInfoAuthenticationMethod.none, onDemand: true,
            subscriptionUrl: feed(of: library))
        let mirror = try await client.contentSubscribedLibrary.create(
            body: LibraryModel(
                name: "mirror", storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")],
                type: .subscribed, subscriptionInfo: info))
        await core.environment.synchronizations.settled()
        return (library, mirror)
    }

    /// The same with a subscription to push through.
    func pushed() async throws -> (pair: (library: String, mirror: String), id: String) {
        let pair = try await subscribed()
        let id = try await client.contentLibrarySubscriptions.create(
            library: pair.library,
            body: LibrarySubscriptionsCreateSpec(
                subscribedLibrary: LibrarySubscriptionsCreateSpecSubscribedLibrary(
                    target: .useExisting, subscribedLibrary: pair.mirror, location: .local)))
        return (pair, id)
    }
}
