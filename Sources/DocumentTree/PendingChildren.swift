/// The children of all sequences or mappings that are open, innermost last.
///
/// An array for each would grow in steps and end up too large; here children wait in one block, and move into an array
/// of exactly their number when their parent is closed.
struct PendingChildren<Child>: ~Copyable {
    private var storage: UnsafeMutablePointer<Child>
    private var capacity = 256
    /// The number of children that wait.
    private(set) var count = 0

    init() {
        storage = .allocate(capacity: capacity)
    }

    deinit {
        storage.deinitialize(count: count)
        storage.deallocate()
    }

    mutating func append(_ child: consuming Child) {
        if count == capacity { grow() }
        storage.advanced(by: count).initialize(to: child)
        count += 1
    }

    /// Moves the children from `start` on into an array.
    mutating func take(from start: Int) -> [Child] {
        let taken = UnsafeMutableBufferPointer(start: storage + start, count: count - start)
        count = start
        return Array(unsafeUninitializedCapacity: taken.count) { array, initializedCount in
            initializedCount = array.moveInitialize(fromContentsOf: taken)
        }
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Child>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity *= 2
    }
}
