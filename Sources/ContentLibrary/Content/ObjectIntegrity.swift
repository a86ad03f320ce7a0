import Synchronization

/// What is known of the bytes of content objects, by reading them: whether they are still those that were committed.
///
/// A verdict is about a file as it was. One whose size, times or place changed since is read anew, so what somebody
/// restored is served again, and what somebody changed is found.
final class ObjectIntegrity: Sendable {
    enum Verdict: Sendable {
        case whole, damaged
    }

    /// What changes whenever the bytes of a file do.
    struct Stamp: Hashable, Sendable {
        var size: Int64
        var inode: UInt64
        var modified: [Int]
        var changed: [Int]
    }

    private static let capacity = 100_000
    private let verdicts = Mutex<[String: (stamp: Stamp, verdict: Verdict)]>([:])

    func verdict(_ object: String, _ stamp: Stamp) -> Verdict? {
        verdicts.withLock { verdicts in
            guard let known = verdicts[object], known.stamp == stamp else { return nil }
            return known.verdict
        }
    }

    func note(_ object: String, _ stamp: Stamp, _ verdict: Verdict) {
        verdicts.withLock { verdicts in
            // What is forgotten is read once more.
            if verdicts.count >= Self.capacity { verdicts.removeAll() }
            verdicts[object] = (stamp, verdict)
        }
    }
}

extension LibraryError {
    /// The bytes on the disk are not those that were committed.
    static func damaged(_ name: String) -> LibraryError {
        LibraryError(
            .resourceInaccessible,
            LibraryMessage("storage.damaged", "The content of the file {0} is damaged in the storage backing.", name))
    }
}
