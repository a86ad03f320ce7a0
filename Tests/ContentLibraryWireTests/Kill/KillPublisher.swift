import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Testing

/// The other server of a ``KillLoad``, which lives: files are pulled from it, and a library of it is mirrored.
struct KillPublisher: Sendable {
    /// The name of the file of ``item(_:)``'s that says its edition.
    static let first = "first"
    static let source = String(repeating: "pulled ", count: 30_000)

    let server: ServerProcess
    /// The library to mirror.
    let url: String
    /// The item that it has.
    let item: String
    /// The file to pull, with who may.
    let sourceURI: String

    init(_ server: ServerProcess) async throws {
        let story = try await UploadStory(server)
        try await story.push("source", Self.source)
        try await story.complete()
        self.server = server
        sourceURI = try await PullKillTests.endpoint("source", of: story.item, on: server)
        let library = try await server.client.contentLocalLibrary.create(
            body: LibraryModel(
                name: "published",
                storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")]))
        item = try await server.client.contentLibraryItem.create(body: .init(libraryId: library, name: "item"))
        url = try await SubscriberKillTests.publish(library, on: server)
        try await publish(edition: 0)
    }

    /// What the item holds in an edition; each has sizes of its own.
    static func contents(ofEdition edition: Int) -> [String: String] {
        [first: String(repeating: "\(edition) ", count: 10_000 + edition), "second": "\(edition) again"]
    }

    /// The edition that an item holds.
    /// - Returns: nil if it has parts of several.
    static func edition(of contents: [String: String]) -> Int? {
        guard let edition = contents[first]?.prefix(while: { $0 != " " }), let number = Int(edition),
            contents == Self.contents(ofEdition: number)
        else { return nil }
        return number
    }

    func publish(edition: Int) async throws {
        let story = try await UploadStory(server, item: item)
        for (name, text) in Self.contents(ofEdition: edition) { try await story.push(name, text) }
        try await story.complete()
    }
}
