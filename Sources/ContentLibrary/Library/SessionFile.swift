import GRDB

/// A file of an update session as a client sees it (`updatesession.File.Info`).
struct SessionFile: Equatable, Sendable {
    var name: String
    var sourceType: FileSourceType
    var status: FileTransferStatus
    /// Only once READY.
    var size: Int64?
    /// What the client declared or, for a file that is not being changed, what the item's file has.
    var checksum: Checksum?
    var bytesTransferred: Int64
    var errorMessage: LibraryMessage?
    var keepInStorage: Bool?
    /// Where PULL fetches from.
    var source: PullSource?

    /// Whether the file has an `upload_endpoint`.
    var isUploaded: Bool { sourceType == .push }

    init(_ record: SessionFileRecord, object: ContentObjectRecord?, pulled: PulledFileRecord?, received: Int64?) {
        name = record.name
        sourceType = record.sourceType
        status = record.status
        size = record.size
        checksum =
            record.declared
            ?? (record.sourceType == .none
                ? object.map { Checksum(known: $0.checksumAlgorithm, $0.checksum) } : nil)
        // What the server fetched or was sent for this session; a file it did not change moved no bytes.
        bytesTransferred = received ?? (record.sourceType == .none ? 0 : record.size ?? 0)
        errorMessage = record.errorMessage
        keepInStorage = record.keepInStorage
        source = pulled?.source
    }

    static func all(_ db: Database, session: String, transfers: LiveTransfers) throws -> [SessionFile] {
        try SessionFileRecord.all(db, session: session).map { record in try SessionFile(db, record, transfers) }
    }

    static func find(
        _ db: Database, session: String, name: String, transfers: LiveTransfers
    ) throws -> SessionFile? {
        try SessionFileRecord.fetchOne(db, key: ["session_id": session, "name": name])
            .map { record in try SessionFile(db, record, transfers) }
    }

    private init(_ db: Database, _ record: SessionFileRecord, _ transfers: LiveTransfers) throws {
        self.init(
            record, object: try record.objectId.flatMap { try ContentObjectRecord.fetchOne(db, key: $0) },
            pulled: record.sourceType == .pull
                ? try PulledFileRecord.find(db, session: record.sessionId, name: record.name) : nil,
            received: record.uploadId.flatMap(transfers.received))
    }
}

/// What stands between a session and its completion (`updatesession.File.ValidationResult`).
struct SessionValidation: Equatable, Sendable {
    struct Invalid: Equatable, Sendable {
        var name: String
        var errorMessage: LibraryMessage
    }

    /// Names the content requires and the session has not.
    var missingFiles: [String] = []
    var invalidFiles: [Invalid] = []

    var hasErrors: Bool { !missingFiles.isEmpty || !invalidFiles.isEmpty }

    init(_ files: [SessionFile], _ inspection: ContentInspection?) {
        // What was added and has not come yet is named below.
        missingFiles = (inspection?.missing ?? []).filter { name in !files.contains { $0.name == name } }
        for file in files where file.status != .ready {
            let message =
                file.errorMessage
                ?? LibraryMessage(
                    "session.file.not_received", "The file {0} is {1}: its content has not been received whole.",
                    file.name,
                    file.status.rawValue)
            invalidFiles.append(Invalid(name: file.name, errorMessage: message))
        }
        invalidFiles += inspection?.invalid ?? []
    }
}
