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
    /// The server did not make the file ready for download in time.
    case preparationTimedOut(String)
    /// What arrived is not what the server said it would be.
    case checksumMismatch(String, expected: String, actual: String)
    /// Less or more arrived than the server said.
    case sizeMismatch(String, expected: Int64, actual: Int64)
    /// What arrived cannot be verified: the server's checksum is of an algorithm that is not known here.
    case unknownAlgorithm(String, String)
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
    public let moved: Int64
    /// Bytes in all, where that is known.
    public let total: Int64?

    /// How far it is, from 0 to 100 whatever the sizes say; nil where the whole is not known.
    ///
    /// A file may have grown since it was looked at, or the server be wrong.
    public var percent: Int? {
        guard let total else { return nil }
        guard total > 0 else { return 100 }
        return Int(min(max(Double(moved) / Double(total), 0), 1) * 100)
    }
}
