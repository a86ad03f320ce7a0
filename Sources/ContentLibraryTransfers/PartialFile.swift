#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that is written from its beginning and then moved to its place.
final class PartialFile {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(LocalFile.Unreadable) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw LocalFile.Unreadable(path: path, reason: String(cString: strerror(errno))) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LocalFile.Unreadable) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { writeSome(descriptor, $0) }
            if count < 0 && errno == EINTR { continue }
            try check(count >= 0)
            rest = rest.dropFirst(count)
        }
    }

    /// Moves the file to `target`, replacing what is there.
    func finish(movingTo target: String) throws(LocalFile.Unreadable) {
        try check(fsync(descriptor) == 0)
        try check(rename(path, target) == 0)
    }

    private func check(_ isFine: Bool) throws(LocalFile.Unreadable) {
        guard isFine else { throw LocalFile.Unreadable(path: path, reason: String(cString: strerror(errno))) }
    }
}

private func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
