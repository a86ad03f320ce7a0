import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import HTTPTypes
import Testing

/// An item with an ACTIVE session, on a server that is a process.
struct UploadStory: Sendable {
    let server: ServerProcess
    let item: String
    let session: String

    var client: ContentLibraryClient { get throws { try server.client } }
    var port: Int { server.address.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Makes the library `library` and in it `item`, and begins a session.
    init(_ server: ServerProcess) async throws {
        let library = try await server.client.contentLocalLibrary.create(
            body: LibraryModel(
                name: "library", storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")])
        )
        let item = try await server.client.contentLibraryItem.create(body: .init(libraryId: library, name: "item"))
        try await self.init(server, item: item)
    }

    /// Begins a session on an item.
    init(_ server: ServerProcess, item: String) async throws {
        let session = try await server.client.contentLibraryItemUpdateSession.create(body: .init(libraryItemId: item))
        self.init(server, item: item, session: session)
    }

    /// Goes on with a session.
    init(_ server: ServerProcess, item: String, session: String) {
        self.server = server
        self.item = item
        self.session = session
    }

    /// Announces a file.
    /// - Returns: where to upload it.
    func add(_ name: String) async throws -> String {
        let file = try await client.contentLibraryItemUpdatesessionFile.add(
            updateSessionId: session, body: .init(name: name, sourceType: .push))
        return try #require(file.uploadEndpoint).uri
    }

    func push(_ name: String, _ text: String) async throws {
        try await put(text, to: try await add(name))
    }

    func put(_ text: String, to uri: String) async throws {
        #expect(try await server.transport.exchange(.put, uri, .init(text), fields: .anna).status == 200)
    }

    func file(_ name: String) async throws -> LibraryItemUpdatesessionFileInfo {
        try await client.contentLibraryItemUpdatesessionFile.get(updateSessionId: session, fileName: name)
    }

    func complete() async throws {
        try await client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
    }

    /// What everyone sees of the item, downloaded in a session as clients do.
    func contents() async throws -> [String: String] {
        let download = try await client.contentLibraryItemDownloadSession.create(body: .init(libraryItemId: item))
        let files = try client.contentLibraryItemDownloadsessionFile
        var contents: [String: String] = [:]
        for file in try await files.list(downloadSessionId: download) {
            let prepared = try await files.prepare(downloadSessionId: download, body: .init(fileName: file.name))
            let uri = try #require(prepared.downloadEndpoint).uri
            contents[file.name] = try await server.transport.exchange(.get, uri, fields: .anna).text
        }
        try await client.contentLibraryItemDownloadSession.delete(downloadSessionId: download)
        return contents
    }
}
