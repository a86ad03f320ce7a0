import Foundation
import GRDB

/// Copies a library to another folder while a server works with it.
///
/// The copy is one of a single instant: a snapshot of the database, and every object that it refers to, wherever that is.
/// In the copy all of them are in its own data folder, so that it needs no datastore. Objects never
/// change, so those that an earlier backup has are kept; those that the server removed since the snapshot are not needed by
/// the next one, which is then taken. A backup that there was before stays what it was until the database of the new one
/// takes the place of the old, by a rename.
public struct LibraryBackup: Sendable {
    /// What a backup did.
    public struct Summary: Sendable, Equatable {
        /// Objects that were copied or linked.
        public var copied = 0
        /// Objects that were there already.
        public var kept = 0
        /// Objects that the library no longer has.
        public var removed = 0
    }

    /// Why there is no backup.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        /// The folder has something else in it.
        case notABackup(folder: String)
        /// Committed content is missing or changed.
        case damaged(object: String)
        /// There is content in a storage backing that cannot be read.
        case unreachable(backing: String, reason: String)
        /// The server changes its content faster than it can be copied.
        case tooBusy

        /// What is wrong, and what to do.
        public var description: String {
            switch self {
            case .notABackup(let folder): "\(folder) is not empty and no backup; name another folder"
            case .damaged(let object): "the content object \(object) is missing or damaged; 'verify' says what it was"
            case .unreachable(let backing, let reason):
                "content is in \(backing), which is not there: \(reason) A datastore is named with --datastore ID=PATH"
            case .tooBusy: "content is replaced faster than it can be copied; try again when there is less to do"
            }
        }
    }

    private static let passLimit = 20

    private let source: StorageBackings
    private let destination: ContentFolder
    private let links: Bool
    private let faults: FaultInjector
    private var snapshotPath: String { destination.path + "/snapshot.sqlite" }

    /// Backs a library up.
    /// - Parameters:
    ///   - data: the data folder.
    ///   - datastores: the other folders that its libraries may be in.
    ///   - destination: a folder that is not there, is empty, or has an earlier backup.
    ///   - links: whether objects are hard links where both folders are on one disk. It takes no room and no time, and
    ///     protects from deletion, not from the disk.
    ///   - faults: what a test makes fail.
    /// - Throws: ``Failure``, ``DataFolderError``, and what the disks throw. What is there then says that it is incomplete,
    ///   unless it was whole before.
    public static func run(
        data: String, datastores: [Datastore] = [], destination: String, links: Bool = false,
        faults: FaultInjector = .none
    ) throws -> Summary {
        let dataFolder = ContentFolder(reading: data)
        // The source is looked at first: a slip in its name makes no folder.
        let store = try StoreReader(dataFolder)
        let source = try store.backings(dataFolder, datastores: datastores)
        try checkIsBackup(destination)
        let folder = try ContentFolder(path: destination, faults: faults)
        defer { folder.close() }
        let backup = LibraryBackup(source: source, destination: folder, links: links, faults: faults)
        if BackupMarker.read(destination) == nil { try BackupMarker.incomplete.write(destination) }
        return try backup.run(store)
    }

    private static func checkIsBackup(_ folder: String) throws {
        guard BackupMarker.read(folder) == nil,
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder), !names.isEmpty
        else { return }
        throw Failure.notABackup(folder: folder)
    }

    private func run(_ store: StoreReader) throws -> Summary {
        for upload in try destination.stagedUploads() { try destination.removeStaged(upload) }
        var summary = Summary()
        let objects = try copyObjects(of: store, &summary)
        try faults.reach(.backupBeforeDatabase)
        try FileDescriptor.open(snapshotPath, O_RDONLY).sync()
        guard rename(snapshotPath, destination.databasePath) == 0 else {
            throw FileSystemError("rename", snapshotPath)
        }
        try FileDescriptor.syncFolder(destination.path)
        try faults.reach(.backupAfterDatabase)
        try BackupMarker.complete.write(destination.path)
        let known = Set(objects.map(\.id))
        for object in try destination.objects() where !known.contains(object) {
            try destination.removeObject(object)
            summary.removed += 1
        }
        return summary
    }

    /// Takes snapshots until every object of one is here.
    private func copyObjects(of store: StoreReader, _ summary: inout Summary) throws -> [ContentObjectRecord] {
        let before = Set(try destination.objects())
        var gone: Set<String> = []
        for _ in 0..<Self.passLimit {
            let objects = try snapshot(store)
            var missing: Set<String> = []
            for object in objects where destination.size(ofObject: object.id) != object.size {
                if try copy(object) {
                    summary.copied += 1
                    try faults.reach(.backupObjectCopied)
                } else {
                    // Missing from two snapshots: it was not removed in between.
                    if gone.contains(object.id) { throw Failure.damaged(object: object.id) }
                    missing.insert(object.id)
                }
            }
            try FileDescriptor.syncFolder(destination.path + "/objects")
            if missing.isEmpty {
                summary.kept = objects.count { before.contains($0.id) }
                return objects
            }
            gone = missing
        }
        throw Failure.tooBusy
    }

    /// The database as of one instant, in a single file, and the objects that it knows, where they are in the original.
    private func snapshot(_ store: StoreReader) throws -> [ContentObjectRecord] {
        for end in ["", "-wal", "-shm", "-journal"] {
            guard unlink(snapshotPath + end) == 0 || errno == ENOENT else {
                throw FileSystemError("unlink", snapshotPath + end)
            }
        }
        let copy = try DatabaseQueue(path: snapshotPath)
        try store.queue.backup(to: copy)
        let objects = try copy.write { db in
            let objects = try ContentObjectRecord.order(Column("id")).fetchAll(db)
            try BackupStore.bringHome(db)
            return objects
        }
        try copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
        return objects
    }

    /// - Returns: false if the object is not there.
    private func copy(_ object: ContentObjectRecord) throws -> Bool {
        let target = destination.objectPath(object.id)
        let source = try folder(of: object.backing)
        do {
            if links, try link(object, in: source, to: target) { return true }
            let from = try source.openObject(object.id)
            let file = try StagingFile(object.id, in: destination, declared: nil)
            var offset: Int64 = 0
            while offset < object.size {
                let bytes = try from.read(at: offset, count: 1 << 20)
                if bytes.isEmpty { break }
                try file.write(bytes)
                offset += Int64(bytes.count)
            }
            let content = try file.finish(asObject: object.id)
            guard content.size == object.size, content.sha256 == object.sha256 else {
                throw Failure.damaged(object: object.id)
            }
        } catch let error as FileSystemError where error.isAbsence {
            return false
        }
        guard rename(destination.stagingPath(object.id), target) == 0 else { throw FileSystemError("rename", target) }
        return true
    }

    private func folder(of backing: StorageBacking) throws -> ContentFolder {
        do { return try source.folder(of: backing) } catch let error as LibraryError {
            throw Failure.unreachable(backing: backing.rawValue, reason: error.text)
        }
    }

    /// - Returns: whether it is linked; it cannot be where the folders are on different disks.
    private func link(
        _ object: ContentObjectRecord, in source: ContentFolder, to target: String
    ) throws -> Bool {
        guard source.size(ofObject: object.id).map({ $0 == object.size }) ?? true else {
            throw Failure.damaged(object: object.id)
        }
        if Foundation.link(source.objectPath(object.id), target) == 0 { return true }
        guard [EXDEV, EPERM, EMLINK, ENOTSUP].contains(errno) else {
            throw FileSystemError("link", source.objectPath(object.id))
        }
        return false
    }
}
