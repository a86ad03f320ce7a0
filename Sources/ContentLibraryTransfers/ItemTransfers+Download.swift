import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import HTTPTypes

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ItemTransfers {
    /// Downloads files of an item in a download session, each verified against its checksum where the server gives one.
    ///
    /// - Parameters:
    ///   - itemID: the item.
    ///   - names: the files wanted; nil for all.
    ///   - folder: where they are written; a file of the same name is replaced once the new one is whole.
    ///   - progress: told how much of which file has arrived.
    /// - Returns: the files that were written.
    /// - Throws: the failure of the operation that failed, ``TransferError``, or what writing a file throws.
    public func download(
        item itemID: String, files names: [String]? = nil, into folder: URL,
        progress: @escaping @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws -> [URL] {
        let sessions = client.contentLibraryItemDownloadSession
        let session = try await sessions.create(
            body: LibraryItemDownloadSessionModel(libraryItemId: itemID), clientToken: UUID().uuidString)
        do {
            var wanted = names ?? []
            if names == nil { wanted = try await fileNames(session: session) }
            var written: [URL] = []
            for name in wanted {
                written.append(try await fetch(name, session: session, into: folder, progress: progress))
            }
            try await sessions.delete(downloadSessionId: session)
            return written
        } catch {
            try? await sessions.delete(downloadSessionId: session)
            throw error
        }
    }

    private func fileNames(session: String) async throws -> [String] {
        try await client.contentLibraryItemDownloadsessionFile.list(downloadSessionId: session).map(\.name)
    }

    private func fetch(
        _ name: String, session: String, into folder: URL, progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws -> URL {
        let information = try await prepared(name, session: session)
        guard let endpoint = information.downloadEndpoint else { throw TransferError.noEndpoint(name) }
        let response = try await api.exchange(.get, endpoint.uri, body: nil)
        guard response.isSuccess else { throw TransferError.refused(name, try await response.failure()) }
        var file = try IncomingFile(named: name, in: folder, expecting: information.checksumInfo)
        for try await piece in response.body {
            try file.append(piece)
            progress(TransferProgress(file: name, sent: file.size, of: information.size ?? response.body.length))
        }
        return try file.finish()
    }

    /// Asks for a file and waits until it can be fetched.
    private func prepared(_ name: String, session: String) async throws -> LibraryItemDownloadsessionFileInfo {
        let files = client.contentLibraryItemDownloadsessionFile
        var information = try await files.prepare(
            downloadSessionId: session, body: .init(fileName: name, endpointType: .https))
        while information.status != .prepared {
            if information.status == .error { throw TransferError.notPrepared(name, information.errorMessage) }
            try await Task.sleep(for: .milliseconds(200))
            information = try await files.get(downloadSessionId: session, fileName: name)
        }
        return information
    }
}
