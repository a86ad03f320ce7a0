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
    /// Downloads files of an item in a download session, each verified against the size and checksum that the
    /// server gives.
    ///
    /// Whatever happens, the session is deleted, and no file that is not whole is left behind.
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
            let written = try await timing.keepingAlive {
                try await sessions.keepAlive(downloadSessionId: session)
            } while: {
                var written: [URL] = []
                for name in try await wanted(names, session: session) {
                    written.append(try await fetch(name, session: session, into: folder, progress: progress))
                }
                return written
            }
            await always { try await sessions.delete(downloadSessionId: session) }
            return written
        } catch {
            await always { try await sessions.delete(downloadSessionId: session) }
            throw error
        }
    }

    private func wanted(_ names: [String]?, session: String) async throws -> [String] {
        if let names { return names }
        return try await client.contentLibraryItemDownloadsessionFile.list(downloadSessionId: session).map(\.name)
    }

    private func fetch(
        _ name: String, session: String, into folder: URL, progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws -> URL {
        let prepared = try await prepared(name, session: session)
        guard let endpoint = prepared.downloadEndpoint else { throw TransferError.noEndpoint(name) }
        let response = try await api.exchange(.get, endpoint.uri, body: nil)
        guard response.isSuccess else { throw TransferError.refused(name, await response.failure()) }
        // Before the last byte the server mostly says nothing of the checksum. What `upload` sends is SHA-256.
        let algorithm = prepared.checksumInfo.map(\.algorithm) ?? .sha256
        var file = try IncomingFile(named: name, in: folder, expecting: algorithm)
        for try await piece in response.body {
            try file.append(piece)
            let total = prepared.size ?? response.body.length
            progress(TransferProgress(file: name, moved: file.size, total: total))
        }
        // A cancelled reader may see an end instead of an error.
        try Task.checkCancellation()
        let transferred = try await client.contentLibraryItemDownloadsessionFile.get(
            downloadSessionId: session, fileName: name)
        return try await file.finish(
            size: transferred.size ?? prepared.size, checksum: transferred.checksumInfo ?? prepared.checksumInfo)
    }

    /// Asks for a file and waits until it can be fetched, but not for ever.
    private func prepared(_ name: String, session: String) async throws -> LibraryItemDownloadsessionFileInfo {
        let files = client.contentLibraryItemDownloadsessionFile
        var information = try await files.prepare(
            downloadSessionId: session, body: .init(fileName: name, endpointType: .https))
        var waited = Duration.zero
        while information.status != .prepared {
            if information.status == .error { throw TransferError.notPrepared(name, information.errorMessage) }
            guard waited < timing.preparationLimit else { throw TransferError.preparationTimedOut(name) }
            try await timing.sleep(timing.pollInterval)
            waited += timing.pollInterval
            information = try await files.get(downloadSessionId: session, fileName: name)
        }
        return information
    }
}
