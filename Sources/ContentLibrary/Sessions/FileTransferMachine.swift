/// How far a session's file has come (`library.item.TransferStatus`).
enum FileTransferStatus: String, Codable, CaseIterable, Sendable {
    case waitingForTransfer = "WAITING_FOR_TRANSFER"
    case transferring = "TRANSFERRING"
    case validating = "VALIDATING"
    case ready = "READY"
    case error = "ERROR"
}

/// What happens to one file on its way into the session.
enum FileTransferEvent: CaseIterable, Sendable {
    /// A `PUT` begins.
    case started
    /// The last byte is there; size and checksum are to be verified.
    case arrived
    /// Size and checksum are what the client declared, and the bytes are durable.
    case verified
    /// The bytes came whole but are not what the client declared.
    case refuted
    /// The connection, the disk or the server failed in the middle; what came is thrown away.
    case dropped
}

/// `WAITING_FOR_TRANSFER → TRANSFERRING → VALIDATING → READY | ERROR`.
///
/// A `PUT` may be repeated from scratch as long as the session is ACTIVE: after a dropped connection, over a file
/// that is READY (the answer of the first may have been lost), and over one that is in flight, where the newest wins
/// and the older is aborted (its connection may be half-open, which only the client knows).
enum FileTransferMachine {
    /// - Returns: the next status, or nil where the event cannot happen.
    static func next(_ status: FileTransferStatus, on event: FileTransferEvent) -> FileTransferStatus? {
        switch (status, event) {
        case (.waitingForTransfer, .started), (.transferring, .started), (.validating, .started), (.ready, .started):
            .transferring
        case (.transferring, .arrived): .validating
        case (.validating, .verified): .ready
        case (.transferring, .refuted), (.validating, .refuted): .error
        case (.transferring, .dropped), (.validating, .dropped): .waitingForTransfer
        default: nil
        }
    }
}
