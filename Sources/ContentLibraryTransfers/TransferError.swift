public import ContentLibraryAPI

/// Why a transfer failed, where it was no operation of the API that did.
public enum TransferError: Error, Sendable {
    /// The server named no endpoint for the file.
    case noEndpoint(String)
    /// The transfer endpoint refused the file.
    case refused(String, RefusedTransfer)
    /// The server found the uploaded files wanting.
    case invalidContent(LibraryItemUpdatesessionFileValidationResult)
    /// The server could not make the file ready for download.
    case notPrepared(String, LocalizableMessage?)
    /// What arrived is not what the server said it would be.
    case checksumMismatch(String, expected: String, actual: String)
}

/// The response of a transfer endpoint that is no success.
public struct RefusedTransfer: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The standard error in the body, if there was one.
    public let error: StandardError?
}

/// How much of a file has been moved.
public struct TransferProgress: Sendable {
    /// The file's name.
    public let file: String
    /// Bytes so far.
    public let sent: Int64
    /// Bytes in all, where that is known.
    public let of: Int64?
}
