import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Two servers on two ports: one publishes, the other mirrors it, dies in the middle, and goes on.
@Suite(.timeLimit(.minutes(5))) struct SubscriberKillTests {
    @Test func aKilledSubscriberGoesOn() async throws {
        let (publishing, subscribing) = (try TemporaryFolder(), try TemporaryFolder())
        let text = String(repeating: "a", count: 4 * UploadReceiver.runLength)
        try await ServerProcess.run(in: publishing) { publisher in
            let story = try await UploadStory(publisher)
            try await story.push("big", text)
            try await story.push("small", "b")
            try await story.complete()
            let library = try #require(try await publisher.client.contentLocalLibrary.list().first)
            let url = try await Self.publish(library, on: publisher)

            // After the second of four runs of bytes.
            try await ServerProcess.run(
                in: subscribing, fault: "uploadChunkWritten:2", arguments: ["--allow-private-sources"]
            ) { subscriber in
                _ = await Result { try await Self.subscribe(subscriber, to: url) }
                #expect(await subscriber.end() == .signal(SIGKILL))
            }
            #expect(try subscribing.names(in: "data/staging").count == 1)
            #expect(try subscribing.names(in: "data/objects").isEmpty)

            try await ServerProcess.run(in: subscribing, arguments: ["--allow-private-sources"]) { subscriber in
                let libraries = try subscriber.client.contentSubscribedLibrary
                let library = try #require(try await libraries.list().first)
                try await eventually { try await libraries.get(libraryId: library).lastSyncTime != nil }
                let items = try await subscriber.client.contentLibraryItem.list(libraryId: library)
                let item = try #require(items.first)
                let contents = try await UploadStory(subscriber, item: item, session: "").contents()
                #expect(contents == ["big": text, "small": "b"])
                try await KillTests.expectWhole(item, subscriber, version: "2")
                #expect(try subscribing.names(in: "data/staging").isEmpty)
            }
        }
    }

    /// Publishes a library.
    /// - Returns: where.
    static func publish(_ library: String, on server: ServerProcess) async throws -> String {
        let libraries = try server.client.contentLocalLibrary
        try await libraries.update(
            libraryId: library,
            body: LibraryModel(
                publishInfo: LibraryPublishInfo(
                    authenticationMethod: .basic, published: true, password: "feed")))
        return try #require(try await libraries.get(libraryId: library).publishInfo?.publishUrl)
    }

    /// Has a library mirrored.
    static func subscribe(_ server: ServerProcess, to url: String) async throws -> String {
        try await server.client.contentSubscribedLibrary.create(
            body: LibraryModel(
                name: "mirror", storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")],
                type: .subscribed,
                subscriptionInfo: LibrarySubscriptionInfo(
                    authenticationMethod: .basic, password: "feed", subscriptionUrl: url)))
    }
}
