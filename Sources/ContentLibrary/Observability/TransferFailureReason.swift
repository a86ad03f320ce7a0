import BinderyRuntime

/// What failed a transfer, as one of a few words.
enum TransferFailureReason: String {
    /// The client went away, or the connection broke.
    case connection
    /// The bytes are not what was declared.
    case content
    /// The disk did not take or give them.
    case storage
    /// The session or file does not take them, or no longer.
    case refused
    /// The server stopped it.
    case canceled
    case other

    init(_ error: any Error) {
        self =
            switch error {
            case let error as LibraryError: Self.reason(of: error.kind)
            case is UploadTransfer.WrongContent, UploadReceiver.Failure.tooLong: .content
            case is UploadTransfer.ConnectionEnded, is BodyInterrupted, is BodyLengthMismatch: .connection
            case UploadReceiver.Failure.connection(let error): error is CancellationError ? .canceled : .connection
            case UploadReceiver.Failure.stopped(let error): Self(error)
            case is FileSystemError: .storage
            case is CancellationError: .canceled
            default: .other
            }
    }

    private static func reason(of kind: LibraryErrorKind) -> Self {
        switch kind {
        case .unableToAllocateResource, .resourceInaccessible: .storage
        case .internalServerError, .error: .other
        default: .refused
        }
    }
}
