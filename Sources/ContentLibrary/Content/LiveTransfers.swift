import Synchronization

/// The uploads that are in flight in this process: how far each is, and how to end it.
///
/// This is a convenience beside the store, never the truth: a transfer that was not aborted in time is refused by the
/// session when it reports, because the session no longer listens to it.
final class LiveTransfers: Sendable {
    private struct Transfer {
        var received: Int64 = 0
        var aborted = false
        var cancel: (@Sendable () -> Void)?
    }

    private let transfers = Mutex<[String: Transfer]>([:])

    var count: Int { transfers.withLock(\.count) }

    func begin(_ upload: String) {
        transfers.withLock { $0[upload] = Transfer() }
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
