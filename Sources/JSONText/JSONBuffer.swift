#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Bytes that grow at their end: what a writer of JSON fills.
///
/// It does what an array of bytes does, without asking at every byte whether somebody else holds the same array, and grows
/// in place where the system can.
public struct JSONBuffer: ~Copyable {
    /// Room for `capacity` bytes, of which the first `count` are written.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The number of bytes written.
    public private(set) var count = 0

    /// Makes an empty buffer.
    /// - Parameter capacity: the number of bytes there is room for at first; at least one.
    public init(capacity: Int = 256) {
        self.capacity = max(capacity, 1)
        base = Self.memory(self.capacity, keeping: nil)
    }

    deinit {
        free(base)
    }

    /// What is written, as an array.
    public var bytes: [UInt8] { [UInt8](UnsafeBufferPointer(start: base, count: count)) }

    /// Appends a byte.
    @inline(__always)
    public mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    /// Appends bytes.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        let place = reserve(bytes.count)
        UnsafeMutableRawPointer(place).copyMemory(from: source, byteCount: bytes.count)
        count &+= bytes.count
    }

    /// Appends text as it is.
    public mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text as it is.
    public mutating func append(unquoted text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }
}

extension JSONBuffer {
    /// Makes room for `needed` more bytes.
    /// - Returns: where they begin; ``advance(by:)`` says how many of them have been written.
    @inline(__always)
    mutating func reserve(_ needed: Int) -> UnsafeMutablePointer<UInt8> {
        if capacity &- count < needed { grow(by: needed) }
        return base + count
    }

    /// Counts bytes that have been written where ``reserve(_:)`` made room for them.
    @inline(__always)
    mutating func advance(by written: Int) {
        count &+= written
    }

    @inline(never)
    private mutating func grow(by needed: Int) {
        capacity = max(capacity * 2, count + needed)
        base = Self.memory(capacity, keeping: base)
    }

    private static func memory(
        _ size: Int, keeping old: UnsafeMutablePointer<UInt8>?
    ) -> UnsafeMutablePointer<UInt8> {
        // As everywhere in Swift, there is no going on without memory.
        guard let memory = realloc(old, size) else { preconditionFailure("no memory for \(size) bytes of JSON") }
        return memory.assumingMemoryBound(to: UInt8.self)
    }
}
