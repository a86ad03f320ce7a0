#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is written from its beginning and then moved to its place in the same folder.
///
/// It has a name that nothing else has, and is deleted with this object unless it was moved.
final class PartialFile {
    let path: String
    private let folder: String
    private let descriptor: Int32
    private var isMoved = false

    init(in folder: String) throws(LocalFile.Unreadable) {
        let path = "\(folder)/.content-library-\(String(UInt64.random(in: .min ... .max), radix: 16)).partial"
        // What is there already, a link too, is somebody else's.
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        self.path = path
        self.folder = folder
        try check(descriptor >= 0, path)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if !isMoved { unlink(path) }
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LocalFile.Unreadable) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { writeSome(descriptor, $0) }
            if count < 0 && errno == EINTR { continue }
            try check(count >= 0, path)
            rest = rest.dropFirst(count)
        }
    }

    /// Moves the file to `target`, replacing what is there. Both it and its name outlive a loss of power.
    func finish(movingTo target: String) throws(LocalFile.Unreadable) {
        try check(fsync(descriptor) == 0, path)
        try check(rename(path, target) == 0, target)
        isMoved = true
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(directory >= 0, folder)
        defer { close(directory) }
        // Some file systems cannot sync a folder, and say so.
        try check(fsync(directory) == 0 || errno == EINVAL, folder)
    }

    private func check(_ isFine: Bool, _ path: String) throws(LocalFile.Unreadable) {
        guard isFine else { throw LocalFile.Unreadable(path: path, reason: String(cString: strerror(errno))) }
    }
}

private func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
