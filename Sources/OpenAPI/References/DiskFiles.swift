#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The file system, through POSIX calls.
public struct DiskFiles: FileProvider {
    /// Files larger than this are refused, so that a reference cannot make the reader swallow a disk.
    public var maximumBytes: Int

    /// Reads files up to a size in bytes.
    public init(maximumBytes: Int = 256 << 20) {
        self.maximumBytes = maximumBytes
    }

    public func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.lastError() }
        defer { close(descriptor) }

        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.lastError() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileReadError(reason: "it is not a regular file") }
        let size = Int(status.st_size)
        guard size <= maximumBytes else {
            throw FileReadError(reason: "it has \(size) bytes, more than the limit of \(maximumBytes)")
        }
        return try Self.contents(of: descriptor, expecting: size, limit: maximumBytes)
    }

    /// Reads until the end, which may come sooner or later than `fstat` said.
    private static func contents(of descriptor: Int32, expecting size: Int, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 1)
        while bytes.count <= limit {
            let wanted = max(size + 1 - bytes.count, 64 << 10)
            let chunk = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                count = try readOnce(descriptor, into: buffer)
            }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        }
        throw FileReadError(reason: "it has more than \(limit) bytes")
    }

    private static func readOnce(_ descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno != EINTR { throw lastError() }
        }
    }

    private static func lastError() -> FileReadError {
        switch errno {
        case ENOENT: FileReadError(reason: "no such file")
        case EACCES: FileReadError(reason: "permission denied")
        case EISDIR: FileReadError(reason: "it is a folder")
        default: FileReadError(reason: String(cString: strerror(errno)))
        }
    }
}
