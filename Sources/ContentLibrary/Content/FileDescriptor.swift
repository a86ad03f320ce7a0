#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open file that closes itself. It blocks: use it on a `BlockingPool`.
final class FileDescriptor: Sendable {
    let number: Int32
    private let path: String

    private init(number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    deinit {
        close(number)
    }

    static func open(_ path: String, _ flags: Int32) throws -> FileDescriptor {
        #if canImport(Glibc)
            let number = Glibc.open(path, flags | O_CLOEXEC, 0o600)
        #elseif canImport(Musl)
            let number = Musl.open(path, flags | O_CLOEXEC, 0o600)
        #else
            let number = Darwin.open(path, flags | O_CLOEXEC, 0o600)
        #endif
        guard number >= 0 else { throw FileSystemError("open", path) }
        return FileDescriptor(number: number, path: path)
    }

    /// Opens what has this name in this folder.
    func open(_ name: String, _ flags: Int32) throws -> FileDescriptor {
        let opened = openat(number, name, flags | O_CLOEXEC)
        guard opened >= 0 else { throw FileSystemError("open", path + "/" + name) }
        return FileDescriptor(number: opened, path: path + "/" + name)
    }

    /// - Throws: EINVAL where it is a folder, a pipe or a device.
    func sizeOfRegularFile() throws -> Int64 {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw FileSystemError("fstat", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileSystemError("open", path, code: EINVAL) }
        return Int64(status.st_size)
    }

    func writeAll(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 {
                throw FileSystemError("write", path, code: EIO)
            } else if errno != EINTR {
                throw FileSystemError("write", path)
            }
        }
    }

    /// - Returns: up to `count` bytes from `offset`; none at the end of the file.
    func read(at offset: Int64, count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while true {
                let count = pread(number, buffer.baseAddress, buffer.count, off_t(offset))
                if count >= 0 {
                    initialized = count
                    return
                }
                guard errno == EINTR else { throw FileSystemError("read", path) }
            }
        }
    }

    /// Whether a path still names this file, and not another or none.
    func isStill(at path: String) throws -> Bool {
        var (own, named) = (stat(), stat())
        guard fstat(number, &own) == 0 else { throw FileSystemError("fstat", self.path) }
        return stat(path, &named) == 0 && own.st_dev == named.st_dev && own.st_ino == named.st_ino
    }

    /// How the file is now.
    func stamp() throws -> ObjectIntegrity.Stamp {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw FileSystemError("fstat", path) }
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        return ObjectIntegrity.Stamp(
            size: Int64(status.st_size), inode: UInt64(status.st_ino),
            modified: [Int(modified.tv_sec), Int(modified.tv_nsec)],
            changed: [Int(changed.tv_sec), Int(changed.tv_nsec)])
    }

    /// Returns when the bytes are on the disk.
    func sync() throws {
        guard fsync(number) == 0 else { throw FileSystemError("fsync", path) }
    }

    /// Makes the folder's entries durable: a rename is not, before that.
    static func syncFolder(_ path: String) throws {
        try open(path, O_RDONLY | O_DIRECTORY).sync()
    }

    /// Asks the kernel to begin writing what is dirty and to keep no copy of it, so that `sync` has little left to
    /// wait for at the end. (On Linux that is what `DONTNEED` does to dirty pages: it starts their write-back.)
    func startWriteBack(from offset: Int64, count: Int64) {
        #if os(Linux)
            _ = posix_fadvise(number, off_t(offset), off_t(count), Int32(POSIX_FADV_DONTNEED))
        #endif
    }
}
