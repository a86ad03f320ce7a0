public import BinderyRuntime
import ContentLibraryAPI
public import ContentLibraryClient
import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Moves the files of whole items between this machine and a content library, on top of the generated client.
public struct ItemTransfers: Sendable {
    /// The client whose address and credentials are used.
    public let api: APIClient
    /// The generated client on ``api``.
    public let client: ContentLibraryClient
    /// How long to wait for what.
    public var timing: TransferTiming

    /// Makes transfers that use the address and credentials of `api`.
    public init(_ api: APIClient, timing: TransferTiming = TransferTiming()) {
        self.api = api
        self.timing = timing
        client = ContentLibraryClient(api)
    }

    /// Uploads files into an item in one update session and completes it.
    ///
    /// A file whose name the item has already is replaced; the item's other files stay. If anything goes wrong, or
    /// the task is cancelled, the session is canceled, so that the item is free for another try, and the item stays what it
    /// was.
    ///
    /// - Parameters:
    ///   - files: the files to send, each with its size and SHA-256 digest for the server to verify.
    ///   - itemID: the item.
    ///   - progress: told how much of which file has been sent.
    /// - Returns: the identifier of the session, whose state is DONE.
    /// - Throws: the failure of the operation that failed, ``TransferError``, or what reading a file throws.
    public func upload(
        _ files: [LocalFile], toItem itemID: String, progress: @escaping @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws -> String {
        // Before the session begins, which would expire while a large file is read.
        var digests: [String] = []
        for file in files { digests.append(try await file.sha256()) }
        let described = Array(zip(files, digests))

        let sessions = client.contentLibraryItemUpdateSession
        let session = try await sessions.create(
            body: LibraryItemUpdateSessionModel(libraryItemId: itemID), clientToken: UUID().uuidString)
        do {
            try await timing.keepingAlive {
                try await sessions.keepAlive(updateSessionId: session)
            } while: {
                for (file, digest) in described {
                    try await push(file, digest, session: session, progress: progress)
                }
                let validation = try await client.contentLibraryItemUpdatesessionFile.validate(updateSessionId: session)
                if validation.hasErrors { throw TransferError.invalidContent(validation) }
                try await sessions.complete(updateSessionId: session)
            }
        } catch {
            await always { try await sessions.cancel(updateSessionId: session) }
            throw error
        }
        return session
    }

    private func push(
        _ file: LocalFile, _ digest: String, session: String, progress: @escaping @Sendable (TransferProgress) -> Void
    ) async throws {
        let information = try await client.contentLibraryItemUpdatesessionFile.add(
            updateSessionId: session,
            body: LibraryItemUpdatesessionFileAddSpec(
                name: file.name, sourceType: .push, size: file.size,
                checksumInfo: LibraryItemFileChecksumInfo(algorithm: .sha256, checksum: digest)))
        guard let endpoint = information.uploadEndpoint else { throw TransferError.noEndpoint(file.name) }
        let body = BodyStream(
            file.chunks { progress(TransferProgress(file: file.name, moved: $0, total: file.size)) },
            length: file.size)
        let response = try await api.exchange(.put, endpoint.uri, body: body)
        guard response.isSuccess else { throw TransferError.refused(file.name, await response.failure()) }
    }
}
