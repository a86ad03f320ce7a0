#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Synchronization

/// A folder that content is in: `staging/` for bytes on their way, `objects/` for bytes that are whole and never change again.
///
/// A file moves from the one to the other by `rename`, once, after it was verified and made durable. Names are
/// identifiers of the server's own making; no name a client chose ever becomes a path.
final class ContentFolder: Sendable {
    let path: String
    let backing: StorageBacking
    let faults: FaultInjector
    /// Bytes of the disk that content leaves to the database.
    let reservedSpace: Int64
    /// What reading the objects showed.
    let integrity = ObjectIntegrity()
    private let lock: Mutex<FileDescriptor?>

    var databasePath: String { path + "/library.sqlite" }

    /// What may be made where it is missing.
    enum Making {
        /// The folder and those above it.
        case everything
        /// The folder, not those above it.
        case itself
        case nothing
    }

    /// Opens the folder, makes what may be made in it, and keeps other processes out.
    init(
        path: String, backing: StorageBacking = .data, making: Making = .everything, faults: FaultInjector,
        reservedSpace: Int64 = 0
    ) throws {
        self.path = path
        self.backing = backing
        self.faults = faults
        self.reservedSpace = reservedSpace
        if making == .everything {
            for folder in Self.parents(of: path) { try Self.make(folder) }
        }
        if making != .nothing {
            for folder in [path, path + "/staging", path + "/objects"] { try Self.make(folder) }
        }
        let lock = try FileDescriptor.open(path + "/lock", making == .nothing ? O_RDWR : O_RDWR | O_CREAT)
        guard flock(lock.number, LOCK_EX | LOCK_NB) == 0 else {
            throw FileSystemError("lock", path + " (another server uses this data folder)")
        }
        self.lock = Mutex(lock)
        try FileDescriptor.syncFolder(path)
    }

    /// The folder as others see it while a server works with it: nothing in it may be changed.
    init(reading path: String, backing: StorageBacking = .data) {
        self.path = path
        self.backing = backing
        faults = .none
        reservedSpace = 0
        lock = Mutex(nil)
    }

    /// Makes a folder if it is not there, and its entry in the one above durable.
    static func make(_ folder: String) throws {
        guard mkdir(folder, 0o700) == 0 else {
            guard errno == EEXIST else { throw FileSystemError("mkdir", folder) }
            return
        }
        let above = folder.lastIndex(of: "/").map { folder[..<$0] } ?? "."
        try FileDescriptor.syncFolder(above.isEmpty ? "/" : String(above))
    }

    /// The folders above a folder, the uppermost first.
    private static func parents(of path: String) -> [String] {
        path.indices.filter { path[$0] == "/" && $0 > path.startIndex }.map { String(path[..<$0]) }
    }

    /// Lets another server use the folder.
    func close() {
        lock.withLock { held in
            // A process that is being started shares the descriptor until it runs its program: without this the lock
            // would last as long.
            if let held { _ = flock(held.number, LOCK_UN) }
            held = nil
        }
    }

    /// What a part of an upload that is taken apart is staged as.
    static func part(_ index: Int, of upload: String) -> String { "\(upload).\(index)" }

    func stagingPath(_ upload: String) -> String { path + "/staging/" + upload }
    func objectPath(_ object: String) -> String { path + "/objects/" + object }

    /// Makes durable staged bytes a content object. The object is in place, whole, before anyone hears of it.
    func adopt(upload: String, asObject object: String) throws {
        try faults.reach(.uploadBeforeRename)
        guard rename(stagingPath(upload), objectPath(object)) == 0 else {
            throw FileSystemError("rename", stagingPath(upload))
        }
        try FileDescriptor.syncFolder(path + "/objects")
        try faults.reach(.uploadAfterRename)
    }

    /// - Throws: ENOSPC if so little room is left on the disk that the database may soon not be able to commit.
    func checkSpace() throws {
        guard reservedSpace > 0, let space = DiskSpace(path) else { return }
        guard space.free >= reservedSpace else { throw FileSystemError("write", path, code: ENOSPC) }
    }

    func removeStaged(_ upload: String) throws {
        try remove(stagingPath(upload))
    }

    /// Removes what an archive was taken apart into.
    func removeStagedParts(of upload: String) throws {
        for part in try stagedUploads() where part.hasPrefix(upload + ".") { try removeStaged(part) }
    }

    func removeObject(_ object: String) throws {
        try remove(objectPath(object))
    }

    func stagedUploads() throws -> [String] { try names(in: path + "/staging") }
    func objects() throws -> [String] { try names(in: path + "/objects") }

    /// The size of an object, nil if it is not there.
    func size(ofObject object: String) -> Int64? { size(of: objectPath(object)) }

    /// How much of an upload is there, nil if nothing is.
    func size(ofStaged upload: String) -> Int64? { size(of: stagingPath(upload)) }

    private func size(of path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// Whether there is a database with anything in it.
    var hasDatabase: Bool {
        var status = stat()
        return stat(databasePath, &status) == 0 && status.st_size > 0
    }

    func openObject(_ object: String) throws -> FileDescriptor {
        try FileDescriptor.open(objectPath(object), O_RDONLY)
    }

    /// Removing what is not there is done already.
    private func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileSystemError("unlink", path) }
    }

    private func names(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw FileSystemError("opendir", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
