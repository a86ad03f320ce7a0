import BinderyRuntime
import Foundation
import GRDB
import HTTPTypes

/// Fetches one file of a publisher's item: into `staging/`, verified, made an object, and recorded, as uploads are.
///
/// What came of it stays when the connection breaks, or the server: the next attempt asks for the rest, if the publisher
/// can say that it is still of the same content (RFC 9110 §13.1.5, `Range` with `If-Range`).
struct SubscribedFileTransfer: Sendable {
    /// The bytes came whole and are not what the feed says of them.
    struct WrongContent: Error {
        var message: LibraryMessage
    }

    /// What came before is worth nothing; the file is to be fetched from its beginning.
    struct StartsAnew: Error {}

    let library: String
    let client: FeedClient
    let environment: LibraryEnvironment

    /// Has the file here when it returns.
    /// - Throws: `FeedFailure`, `WrongContent`, what the disk refuses, and `CancellationError`.
    func run(_ file: SubscribedFileRecord) async throws {
        if try await adoptKnown(file) { return }
        try await checkRoom(for: file)
        var attempts = 0
        while true {
            let before = try await reload(file)
            do { return try await attempt(before) } catch {
                try Task.checkCancellation()
                guard Self.isPassing(error) else { throw error }
                let pauses = client.fetcher.persistence.pauses
                // A connection that brought something begins the count anew.
                if try await received(reload(file)) > received(before) { attempts = 0 }
                guard attempts < pauses.count else { throw error }
                try await environment.clock.sleep(pauses[attempts])
                attempts += 1
            }
        }
    }

    /// What will not have room is not fetched.
    private func checkRoom(for file: SubscribedFileRecord) async throws {
        let (quotas, library) = (StorageQuotas(environment.settings.limits), library)
        try await environment.store.read { db in try quotas.check(db, library: library, announced: file.size ?? 0) }
    }

    private static func isPassing(_ error: any Error) -> Bool {
        if error is StartsAnew { return true }
        guard case FeedFailure.source(.source(.connection)) = error else { return false }
        return true
    }

    private func attempt(_ file: SubscribedFileRecord) async throws {
        var file = file
        var staging = try await resumed(file)
        if staging == nil || staging?.size != file.size {
            let response = try await answer(file, from: staging?.size ?? 0)
            if response.status.code != 206 || staging == nil {
                (file, staging) = try await begun(file, response)
            }
            guard let staging else { return }
            try await receive(response.body, into: staging, file)
        }
        if let staging { try await finish(file, staging) }
    }

    /// The bytes that came before.
    private func resumed(_ file: SubscribedFileRecord) async throws -> StagingFile? {
        guard let id = file.stagingId else { return nil }
        let folder = try await folder()
        return try await environment.pools.upload.run {
            do {
                let staging = try StagingFile(resuming: id, in: folder, declared: nil)
                return staging.size > 0 && staging.size <= file.size ?? .max ? staging : nil
            } catch let error as FileSystemError where error.isAbsence { return nil }
        }
    }

    /// The file, or its rest.
    private func answer(_ file: SubscribedFileRecord, from offset: Int64) async throws -> SourceResponse {
        var conditions: HTTPFields = [:]
        if offset > 0, let tag = file.entityTag {
            conditions[.range] = "bytes=\(offset)-"
            conditions[.ifRange] = tag
        }
        let response = try await client.file(at: file.href, conditions)
        if let coding = response.headerFields[.contentEncoding], coding.lowercased() != "identity" {
            throw FeedFailure.source(.coded(coding))
        }
        switch response.status.code {
        case 200: return response
        case 206 where offset > 0 && response.begins(at: offset): return response
        case 206 where offset > 0, 416 where offset > 0:
            try await forget(file)
            throw StartsAnew()
        case let code: throw FeedFailure.source(.status(code))
        }
    }

    /// A new staging file, which outlives the transfer if the publisher can tell this content from another.
    private func begun(
        _ file: SubscribedFileRecord, _ response: SourceResponse
    ) async throws -> (SubscribedFileRecord, StagingFile) {
        try await forget(file)
        let (folder, id) = (try await folder(), environment.ids.next())
        let staging = try await environment.pools.upload.run { try StagingFile(id, in: folder, declared: nil) }
        var file = file
        file.stagingId = id
        let tag = response.headerFields[.eTag].flatMap { $0.hasPrefix("W/") || $0.utf8.count > 1024 ? nil : $0 }
        file.entityTag = tag
        if tag != nil { try await record(file) }
        return (file, staging)
    }

    private func receive(_ body: BodyStream, into staging: StagingFile, _ file: SubscribedFileRecord) async throws {
        let receiver = UploadReceiver(
            file: staging, pool: environment.pools.upload, bandwidth: environment.bandwidth,
            limit: file.size.map { $0 - staging.size },
            progressed: { _ in })
        do { _ = try await receiver.receive(body) } catch {
            if file.entityTag == nil { try await forget(file) }
            switch error {
            case .tooLong: throw try await wrong(file, size: "more than \(file.size ?? 0)")
            case .stopped(let cause): throw cause
            case .connection(let cause): throw try FeedFailure(cause)
            }
        }
    }

    private func finish(_ file: SubscribedFileRecord, _ staging: StagingFile) async throws {
        guard let id = file.stagingId else { return }
        let (object, library) = (environment.ids.next(), library)
        let content = try await environment.pools.upload.run { try staging.finish(asObject: object) }
        if let size = file.size, size != content.size { throw try await wrong(file, size: String(content.size)) }
        if let digest = Feed.sha256(ofTag: file.tag), digest != content.sha256 {
            try await forget(file)
            throw WrongContent(
                message: LibraryMessage(
                    "feed.file.checksum_mismatch", "The file {0} has the SHA256 checksum {1}, not {2}.", file.name,
                    content.sha256, digest))
        }
        try await environment.adopt([(id, content)]) {
            try await environment.transaction { transaction in
                try ContentObjectRecord(
                    id: content.objectId, size: content.size, sha256: content.sha256, checksumAlgorithm: .sha256,
                    checksum: content.sha256, backing: content.backing
                ).insert(transaction.db)
                try Self.link(file, to: content.objectId, transaction.db)
                try transaction.checkQuotas(ofLibrary: library)
            }
        }
        try environment.settings.faults.reach(.syncFileReceived)
    }

    private func wrong(_ file: SubscribedFileRecord, size: String) async throws -> WrongContent {
        try await forget(file)
        return WrongContent(
            message: LibraryMessage(
                "feed.file.size_mismatch", "The file {0} has {1} bytes, not {2}.", file.name, size,
                String(file.size ?? 0)))
    }
}

extension SubscribedFileTransfer {
    /// The content may be here already, as another file of the library: its digest tells.
    private func adoptKnown(_ file: SubscribedFileRecord) async throws -> Bool {
        guard let digest = Feed.sha256(ofTag: file.tag) else { return false }
        let library = library
        let isKnown = try await environment.transaction { transaction in
            let object = try String.fetchOne(
                transaction.db,
                sql: """
                    SELECT content_object.id FROM content_object
                    JOIN subscribed_file ON subscribed_file.object_id = content_object.id
                    JOIN library_item ON library_item.id = subscribed_file.item_id
                    WHERE content_object.sha256 = ? AND content_object.size = coalesce(?, content_object.size)
                        AND library_item.library_id = ? LIMIT 1
                    """, arguments: [digest, file.size, library])
            guard let object else { return false }
            try Self.link(file, to: object, transaction.db)
            return true
        }
        if isKnown, let staged = file.stagingId { await environment.removeStaged([staged]) }
        return isKnown
    }

    private static func link(_ file: SubscribedFileRecord, to object: String, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE subscribed_file SET object_id = ?, staging_id = NULL, entity_tag = NULL
                WHERE item_id = ? AND name = ? AND tag = ?
                """, arguments: [object, file.itemId, file.name, file.tag])
        // The library may have been deleted meanwhile.
        guard db.changesCount == 1 else { throw LibraryError.notFound(file: file.name, inItem: file.itemId) }
    }

    private func reload(_ file: SubscribedFileRecord) async throws -> SubscribedFileRecord {
        let found = try await environment.store.read { db in
            try SubscribedFileRecord.fetchOne(db, key: ["item_id": file.itemId, "name": file.name])
        }
        guard let found else { throw LibraryError.notFound(file: file.name, inItem: file.itemId) }
        return found
    }

    private func received(_ file: SubscribedFileRecord) async throws -> Int64 {
        guard let id = file.stagingId else { return 0 }
        return try await folder().size(ofStaged: id) ?? 0
    }

    /// Where the content of the library goes. It does not move while it is being synchronized.
    private func folder() async throws -> ContentFolder {
        let (backings, library) = (environment.backings, library)
        let backing = try await environment.store.read { db in try LibraryRecord.find(db, id: library).backing }
        return try await environment.pools.upload.run { try backings.folder(of: backing) }
    }

    private func record(_ file: SubscribedFileRecord) async throws {
        try await environment.store.writeRegardless { db in
            try db.execute(
                sql: "UPDATE subscribed_file SET staging_id = ?, entity_tag = ? WHERE item_id = ? AND name = ?",
                arguments: [file.stagingId, file.entityTag, file.itemId, file.name])
        }
    }

    /// Gives up what came of the file.
    private func forget(_ file: SubscribedFileRecord) async throws {
        guard let id = file.stagingId else { return }
        var file = file
        file.stagingId = nil
        file.entityTag = nil
        try await record(file)
        await environment.removeStaged([id])
    }
}

extension SourceResponse {
    /// Whether this is a part that begins there (RFC 9110 §14.4).
    fileprivate func begins(at offset: Int64) -> Bool {
        headerFields[.contentRange]?.lowercased().hasPrefix("bytes \(offset)-") == true
    }
}
