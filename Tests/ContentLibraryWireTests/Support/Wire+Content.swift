import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

/// What tests begin with: libraries, items and sessions, made over the wire.
extension Wire {
    /// A local library.
    func library(_ name: String = "library", token: String? = nil) async throws -> String {
        try await client.contentLocalLibrary.create(
            body: LibraryModel(
                name: name, storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")]),
            clientToken: token)
    }

    /// An item in a library of its own.
    func item(_ name: String = "item") async throws -> String {
        try await client.contentLibraryItem.create(
            body: LibraryItemModel(libraryId: try await library("library of \(name)"), name: name))
    }

    /// An item with these files, completed.
    func item(_ name: String = "item", files: [String: String]) async throws -> String {
        let item = try await item(name)
        try await change(item, files: files)
        return item
    }

    /// An update session.
    func session(on item: String) async throws -> String {
        try await client.contentLibraryItemUpdateSession.create(
            body: LibraryItemUpdateSessionModel(libraryItemId: item))
    }

    /// An update session on an item of its own.
    func session() async throws -> String {
        try await session(on: try await item())
    }

    /// Announces a file for upload.
    /// - Returns: where to upload it.
    @discardableResult
    func add(
        _ name: String, to session: String, size: Int64? = nil, checksum: LibraryItemFileChecksumInfo? = nil
    ) async throws -> String {
        let file = try await client.contentLibraryItemUpdatesessionFile.add(
            updateSessionId: session,
            body: LibraryItemUpdatesessionFileAddSpec(
                name: name, sourceType: .push, size: size, checksumInfo: checksum))
        return try #require(file.uploadEndpoint).uri
    }

    /// Uploads to an endpoint, as Anna.
    @discardableResult
    func put(_ text: String, to uri: String) async throws -> Answer {
        try await transport.exchange(.put, uri, BodyStream(text), fields: .anna)
    }

    /// Announces and uploads a file.
    func push(_ name: String, _ text: String, to session: String) async throws {
        let answer = try await put(text, to: try await add(name, to: session))
        #expect(answer.status == 200, "\(answer.text)")
    }

    /// Changes files of an item in one session.
    func change(_ item: String, files: [String: String]) async throws {
        let session = try await session(on: item)
        for (name, text) in files.sorted(by: { $0.key < $1.key }) { try await push(name, text, to: session) }
        try await client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
    }

    /// What everyone sees of an item: its files, fetched.
    func contents(of item: String) async throws -> [String: String] {
        var contents: [String: String] = [:]
        for file in try await client.contentLibraryItemFile.list(libraryItemId: item) {
            let uri = try #require(file.fileDownloadEndpoint)
            contents[file.name] = try await transport.exchange(.get, uri, fields: .anna).text
        }
        return contents
    }

    func file(_ name: String, of session: String) async throws -> LibraryItemUpdatesessionFileInfo {
        try await client.contentLibraryItemUpdatesessionFile.get(updateSessionId: session, fileName: name)
    }

    func state(of session: String) async throws -> LibraryItemUpdateSessionModelState? {
        try await client.contentLibraryItemUpdateSession.get(updateSessionId: session).state
    }

    /// A download session in which a file is prepared.
    /// - Returns: the session, and where to download the file.
    func download(_ name: String, of item: String) async throws -> (session: String, uri: String) {
        let session = try await client.contentLibraryItemDownloadSession.create(
            body: LibraryItemDownloadSessionModel(libraryItemId: item))
        let file = try await client.contentLibraryItemDownloadsessionFile.prepare(
            downloadSessionId: session, body: .init(fileName: name, endpointType: .https))
        return (session, try #require(file.downloadEndpoint).uri)
    }
}

extension HTTPFields {
    /// Anna's name and password.
    static let anna: HTTPFields = [.authorization: "Basic " + Data("anna:secret".utf8).base64EncodedString()]
    /// Berta's.
    static let berta: HTTPFields = [.authorization: "Basic " + Data("berta:secret".utf8).base64EncodedString()]
}
