import Foundation

/// Says that a folder is a backup, and whether all of it is there: the file `backup` beside the database.
///
/// A server that opens a whole backup takes the file away: from then on the folder is a library of its own, which no
/// further backup may overwrite.
enum BackupMarker: String {
    case incomplete, complete

    static func path(_ folder: String) -> String { folder + "/backup" }

    /// What a folder says of itself; nil if it is no backup.
    static func read(_ folder: String) -> BackupMarker? {
        guard FileManager.default.fileExists(atPath: path(folder)) else { return nil }
        // What is half written or cannot be read is not complete.
        let data = try? Data(contentsOf: URL(filePath: path(folder)))
        return data.flatMap { BackupMarker(rawValue: String(decoding: $0, as: UTF8.self)) } ?? .incomplete
    }

    func write(_ folder: String) throws {
        try Data(rawValue.utf8).write(to: URL(filePath: Self.path(folder)), options: .atomic)
        try FileDescriptor.open(Self.path(folder), O_RDONLY).sync()
        try FileDescriptor.syncFolder(folder)
    }

    static func remove(_ folder: String) throws {
        guard unlink(path(folder)) == 0 else {
            if errno == ENOENT { return }
            throw FileSystemError("unlink", path(folder))
        }
        try FileDescriptor.syncFolder(folder)
    }
}
