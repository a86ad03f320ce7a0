import WireForms

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How much room a disk has.
struct DiskSpace: Equatable, Sendable {
    var capacity: Int64
    /// What the server may still use.
    var free: Int64

    /// The disk that a folder is on; nil where it cannot be reached. It blocks.
    init?(_ path: String) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        func bytes(_ blocks: some BinaryInteger) -> Int64 {
            let (bytes, overflow) = Int64(clamping: blocks).multipliedReportingOverflow(
                by: Int64(clamping: status.f_frsize))
            return overflow ? .max : bytes
        }
        (capacity, free) = (bytes(status.f_blocks), bytes(status.f_bavail))
    }
}

extension Datastore {
    /// As the older wire forms show it.
    var onTheWire: WireDatastore {
        WireDatastore(id: id, name: name) { [path] in
            DiskSpace(path).map { WireDatastore.Space(capacity: $0.capacity, free: $0.free) }
        }
    }
}
