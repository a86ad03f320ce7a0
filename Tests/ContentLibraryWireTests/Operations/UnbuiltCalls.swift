import ContentLibraryAPI
import ContentLibraryClient

extension OperationTests {
    /// `Content.SubscribedLibrary`, `Content.Library.SubscribedItem` and `Content.Library.Subscriptions`
    static let subscribedLibraryCalls: [WireCall] = [
        .unbuilt("Content.SubscribedLibrary_create") {
            try await $0.contentSubscribedLibrary.create(body: subscribed, clientToken: nil)
        },
        .unbuilt("Content.SubscribedLibrary_list") { try await $0.contentSubscribedLibrary.list() },
        .unbuilt("Content.SubscribedLibrary_get") { try await $0.contentSubscribedLibrary.get(libraryId: "lib") },
        .unbuilt("Content.SubscribedLibrary_update") {
            try await $0.contentSubscribedLibrary.update(libraryId: "lib", body: subscribed)
        },
        .unbuilt("Content.SubscribedLibrary_delete") {
            try await $0.contentSubscribedLibrary.delete(libraryId: "lib")
        },
        .unbuilt("Content.SubscribedLibrary_forceDelete") {
            try await $0.contentSubscribedLibrary.forceDelete(libraryId: "lib")
        },
        .unbuilt("Content.SubscribedLibrary_evict") { try await $0.contentSubscribedLibrary.evict(libraryId: "lib") },
        .unbuilt("Content.SubscribedLibrary_sync") { try await $0.contentSubscribedLibrary.sync(libraryId: "lib") },
        .unbuilt("Content.SubscribedLibrary_probe") {
            try await $0.contentSubscribedLibrary.probe(body: .init(subscriptionInfo: subscription))
        },
        .unbuilt("Content.Library.SubscribedItem_evict") {
            try await $0.contentLibrarySubscribedItem.evict(libraryItemId: "item")
        },
        .unbuilt("Content.Library.SubscribedItem_sync") {
            try await $0.contentLibrarySubscribedItem.sync(
                libraryItemId: "item", body: .init(forceSyncContent: true, syncOptionalFiles: false))
        },
        .unbuilt("Content.Library.Subscriptions_create") {
            try await $0.contentLibrarySubscriptions.create(
                library: "lib",
                body: LibrarySubscriptionsCreateSpec(
                    subscribedLibrary: LibrarySubscriptionsCreateSpecSubscribedLibrary(
                        target: .useExisting, subscribedLibrary: "other", location: .local)))
        },
        .unbuilt("Content.Library.Subscriptions_list") {
            try await $0.contentLibrarySubscriptions.list(library: "lib")
        },
        .unbuilt("Content.Library.Subscriptions_get") {
            try await $0.contentLibrarySubscriptions.get(library: "lib", subscription: "sub")
        },
        .unbuilt("Content.Library.Subscriptions_update") {
            try await $0.contentLibrarySubscriptions.update(
                library: "lib", subscription: "sub",
                body: LibrarySubscriptionsUpdateSpec(
                    subscribedLibraryPlacement: LibrarySubscriptionsUpdateSpecPlacement(folder: "group-v1")))
        },
        .unbuilt("Content.Library.Subscriptions_delete") {
            try await $0.contentLibrarySubscriptions.delete(library: "lib", subscription: "sub")
        },
    ]

    private static let subscription = LibrarySubscriptionInfo(
        authenticationMethod: LibrarySubscriptionInfoAuthenticationMethod.none, automaticSyncEnabled: true,
        onDemand: true, subscriptionUrl: "https://publisher.example/cls/vcsp/lib/1/lib.json")

    private static let subscribed = LibraryModel(
        name: "mirror", storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")],
        type: .subscribed, subscriptionInfo: subscription)
}
