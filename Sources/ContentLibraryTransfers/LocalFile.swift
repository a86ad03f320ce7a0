#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of this machine that is to be uploaded.
public struct LocalFile: Sendable {
    /// Why a file cannot be uploaded.
    public struct Unreadable: Error, Sendable, CustomStringConvertible {
        /// Where it is.
        public let path: String
        /// What the system says, as a sentence without a full stop.
        public let reason: String
        /// Path and reason.
        public var description: String { "\(path): \(reason)" }
    }

    /// Where it is.
    public let path: String
    /// Its name in the item: the last part of its path unless another was given.
    public let name: String
    /// How many bytes it has.
    public let size: Int64

    /// Looks at a file.
    /// - Throws: ``Unreadable`` where it is no regular file that can be read.
    public init(path: String, name: String? = nil) throws(Unreadable) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Unreadable(path: path, reason: "it is no regular file") }
        self.path = path
        self.name = name ?? path.split(separator: "/").last.map(String.init) ?? path
        size = Int64(status.st_size)
    }

    /// The SHA-256 digest of the content, in hexadecimal.
    func sha256() async throws -> String {
        try await RunningDigest.sha256.text(ofFile: path)
    }

    /// The content, piece by piece; `sent` is told how many bytes have been handed out.
    func chunks(sent: @escaping @Sendable (Int64) -> Void) -> FileChunks {
        FileChunks(path: path, sent: sent)
    }
}

/// The pieces of a file, read when they are asked for.
struct FileChunks: AsyncSequence, Sendable {
    let path: String
    let sent: @Sendable (Int64) -> Void

    struct Iterator: AsyncIteratorProtocol {
        let path: String
        let sent: @Sendable (Int64) -> Void
        var reader: FileReader?
        var count: Int64 = 0

        mutating func next() async throws -> [UInt8]? {
            let reader = try reader ?? FileReader(path)
            self.reader = reader
            guard let piece = try reader.next() else { return nil }
            count += Int64(piece.count)
            sent(count)
            return piece
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(path: path, sent: sent) }
}
