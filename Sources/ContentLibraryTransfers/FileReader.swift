#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a file from its beginning to its end.
///
/// It reads where it is called, which is on a thread of the cooperative pool: a piece is small enough to come from the
/// page cache or one disk access, and whoever reads many of them lets others work in between (``RunningDigest``)
/// or waits for the network anyhow. A pool of threads for files would cost a dependency or a queue, and gain nothing for a
/// program that moves one file at a time.
final class FileReader {
    private static let pieceSize = 1 << 18

    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(LocalFile.Unreadable) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LocalFile.Unreadable(path: path, reason: String(cString: strerror(errno))) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The next piece; nil at the end.
    func next() throws(LocalFile.Unreadable) -> [UInt8]? {
        var problem: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
            var result: Int
            repeat { result = read(descriptor, buffer.baseAddress, buffer.count) } while result < 0 && errno == EINTR
            if result < 0 { problem = errno }
            count = max(result, 0)
        }
        guard problem == 0 else { throw LocalFile.Unreadable(path: path, reason: String(cString: strerror(problem))) }
        return piece.isEmpty ? nil : piece
    }
}
