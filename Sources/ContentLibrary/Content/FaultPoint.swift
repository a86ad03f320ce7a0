#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Synchronization

/// The instants at which a test may stop the server, or make the disk fail.
///
/// Each stands between two steps whose order the promises of durability rest on.
public enum FaultPoint: String, CaseIterable, Sendable {
    /// Before a run of bytes is written to the staging file: where a full disk shows.
    case uploadBeforeWrite
    /// After a run of bytes was written.
    case uploadChunkWritten
    /// The bytes are whole but not yet durable.
    case uploadBeforeSync
    /// The bytes are verified and durable, under their staging name.
    case uploadBeforeRename
    /// The bytes are a content object, of which the database does not know.
    case uploadAfterRename
    /// The file is READY in a transaction that is not committed.
    case uploadInsideTransaction
    /// The file is READY; the client does not know.
    case uploadAfterTransaction
    /// Nothing is changed yet.
    case completeBeforeTransaction
    /// The item is changed in a transaction that is not committed.
    case completeInsideTransaction
    /// The item is changed; the client does not know.
    case completeAfterTransaction
    /// A PULL file waits to be fetched; the client does not know.
    case pullAdded
    /// A PULL file is TRANSFERRING; nothing of it has come.
    case pullStarted
    /// A publisher's items are read; nothing is changed yet.
    case syncBeforeMetadata
    /// Items are changed in a transaction that is not committed.
    case syncInsideMetadata
    /// Items are changed, their files are still the old ones.
    case syncAfterMetadata
    /// A file of an item is here, as nobody sees yet.
    case syncFileReceived
    /// An item's files are changed in a transaction that is not committed.
    case syncInsideTransaction
    /// An item's files are changed.
    case syncAfterTransaction
    /// All content of a library is copied to its new backing, of which the database does not know.
    case migrationBeforeTransaction
    /// The library is on its new backing in a transaction that is not committed.
    case migrationInsideTransaction
    /// The library has moved; the client does not know.
    case migrationAfterTransaction
    /// The database has given the object up; its bytes are still there.
    case garbageBeforeRemoval
    /// The bytes are gone; the database still lists them as garbage.
    case garbageAfterRemoval
    /// An object is in the backup, of which its database does not know.
    case backupObjectCopied
    /// All objects are in the backup; its database is the one before, or none.
    case backupBeforeDatabase
    /// The backup is whole; it does not say so.
    case backupAfterDatabase

    /// Whether `content-library backup` reaches it, and not the server.
    var isOfBackup: Bool { [.backupObjectCopied, .backupBeforeDatabase, .backupAfterDatabase].contains(self) }
    /// Whether what clients push, complete and delete passes it.
    var isOfPushing: Bool { !isOfBackup && !["pull", "sync", "migr"].contains(rawValue.prefix(4)) }
}

/// What happens at a fault point: nothing, in production.
public struct FaultInjector: Sendable {
    /// The variable a server process reads its fault from.
    public static let environmentVariable = "BINDERY_FAULT"

    let reach: @Sendable (FaultPoint) throws -> Void

    /// Makes an injector that runs an action at every point.
    public init(_ reach: @escaping @Sendable (FaultPoint) throws -> Void) {
        self.reach = reach
    }

    /// Nothing ever fails by itself.
    public static let none = FaultInjector { _ in }

    /// Kills the process with SIGKILL when the point is reached for the `count`-th time.
    public static func kill(at point: FaultPoint, count: Int = 1) -> FaultInjector {
        on(point, count: count) { _ = Self.killThisProcess() }
    }

    /// Runs an action when the point is reached for the `count`-th time.
    static func on(_ point: FaultPoint, count: Int = 1, _ action: @escaping @Sendable () throws -> Void)
        -> FaultInjector
    {
        let reached = Counter()
        return FaultInjector { at in
            if at == point, reached.increment() == count { try action() }
        }
    }

    /// The injector that a text such as `uploadAfterRename` or `uploadChunkWritten:3` describes.
    ///
    /// - Returns: nil if there is no such point.
    public init?(killingAt text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let name = parts.first, let point = FaultPoint(rawValue: String(name)) else { return nil }
        guard let count = parts.count == 1 ? 1 : Int(parts[1]), count > 0 else { return nil }
        self = .kill(at: point, count: count)
    }

    private static func killThisProcess() -> Int32 {
        // `SIGKILL` cannot be caught: nothing of this process runs after it, no `defer`, no destructor.
        raise(SIGKILL)
    }

    private final class Counter: Sendable {
        private let value = Atomic<Int>(0)

        func increment() -> Int {
            value.add(1, ordering: .relaxed).newValue
        }
    }
}
