#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A system call that failed, with its `errno`.
struct FileSystemError: Error, Equatable, CustomStringConvertible {
    var call: String
    var path: String
    var code: Int32

    init(_ call: String, _ path: String, code: Int32 = errno) {
        self.call = call
        self.path = path
        self.code = code
    }

    var description: String { "\(call) \(path): \(String(cString: strerror(code)))" }

    /// There is no such file.
    var isAbsence: Bool { code == ENOENT }

    /// What the client is told; paths of the server stay in its log.
    var libraryError: LibraryError {
        switch code {
        case ENOSPC, EDQUOT, EFBIG:
            LibraryError(
                .unableToAllocateResource,
                LibraryMessage("storage.full", "The storage backing has no room left."))
        default:
            LibraryError(
                .resourceInaccessible,
                LibraryMessage(
                    "storage.failed", "The storage backing failed: {0}.", String(cString: strerror(code))))
        }
    }
}
