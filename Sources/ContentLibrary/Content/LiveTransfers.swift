import Synchronization

/// The uploads that are in flight in this process: how far each is, and how to end it.
///
/// This is a convenience beside the store, never the truth: a transfer that was not aborted in time is refused by the
/// session when it reports, because the session no longer listens to it.
final class LiveTransfers: Sendable {
    private struct Transfer {
        var user: String?
        var received: Int64 = 0
        var aborted = false
        var cancel: (@Sendable () -> Void)?
    }

    private let transfers = Mutex<[String: Transfer]>([:])

    var count: Int { transfers.withLock(\.count) }

    /// - Throws: ServiceUnavailable if as many uploads run, for the user or in all, as may.
    func begin(_ upload: String, by user: String? = nil, limits: LibraryLimits = LibraryLimits()) throws(LibraryError) {
        let refusal = transfers.withLock { transfers -> LibraryError? in
            if transfers.count >= limits.uploads {
                return Self.busy("At most {0} uploads run at once.", limits.uploads)
            }
            if let user, transfers.values.count(where: { $0.user == user }) >= limits.uploadsPerUser {
                return Self.busy("At most {0} uploads of a user run at once.", limits.uploadsPerUser)
            }
            transfers[upload] = Transfer(user: user)
            return nil
        }
        if let refusal { throw refusal }
    }

    private static func busy(_ text: String, _ limit: Int) -> LibraryError {
        var error = LibraryError(.serviceUnavailable, LibraryMessage("limit.uploads", text, String(limit)))
        error.retryAfter = 5
        return error
    }

    /// Says how the upload is ended. If it was aborted before that, it is ended at once.
    func setCancel(_ upload: String, _ cancel: @escaping @Sendable () -> Void) {
        let late = transfers.withLock { transfers in
            transfers[upload]?.cancel = cancel
            return transfers[upload]?.aborted ?? true
        }
        if late { cancel() }
    }

    /// - Parameter received: how many bytes came so far.
    /// - Returns: how many of them are new.
    func progressed(_ upload: String, _ received: Int64) -> Int64 {
        transfers.withLock { transfers in
            defer { transfers[upload]?.received = received }
            return received - (transfers[upload]?.received ?? 0)
        }
    }

    func received(_ upload: String) -> Int64? {
        transfers.withLock { $0[upload]?.received }
    }

    func abort(_ uploads: [String]) {
        let cancels = transfers.withLock { transfers in
            uploads.compactMap { upload in
                transfers[upload]?.aborted = true
                return transfers[upload]?.cancel
            }
        }
        for cancel in cancels { cancel() }
    }

    /// - Returns: whether the upload was aborted meanwhile.
    @discardableResult
    func end(_ upload: String) -> Bool {
        transfers.withLock { $0.removeValue(forKey: upload)?.aborted ?? false }
    }
}
