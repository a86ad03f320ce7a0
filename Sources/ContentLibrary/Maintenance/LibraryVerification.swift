import Crypto
import GRDB

/// Reads everything in a data folder and its datastores, and compares it with what was committed. Nothing is changed, and
/// a server may work with the folders meanwhile.
public enum LibraryVerification {
    /// Verifies a library. It takes as long as reading it does.
    /// - Parameters:
    ///   - path: the data folder.
    ///   - datastores: the other folders that its libraries may be in. What is in one that is not among them was not read.
    /// - Throws: ``DataFolderError`` if there is no library or the datastores are not as they must be, and what the disk or
    ///   the database throw if they cannot be read.
    public static func run(data path: String, datastores: [Datastore] = []) throws -> VerificationReport {
        let folder = ContentFolder(reading: path)
        var report = VerificationReport()
        do {
            let store = try StoreReader(folder)
            report.databaseFaults = try store.faults()
            let backings = try store.backings(folder, datastores: datastores)
            try compare(reachable(backings, store, &report), with: store, &report)
        } catch let error as DatabaseError {
            report.databaseFaults.append("it cannot be read: \(error.message ?? "\(error.resultCode)")")
        }
        return report
    }

    /// The folders of the backings that the library uses, or once did.
    private static func reachable(
        _ backings: StorageBackings, _ store: StoreReader, _ report: inout VerificationReport
    ) throws -> [ContentFolder] {
        let used = try store.objectsByBacking()
        let all = Set(used.keys).union(backings.datastores.keys.map(StorageBacking.datastore)).union([.data])
        return try all.sorted { $0.rawValue < $1.rawValue }.compactMap { backing in
            do { return try backings.folder(of: backing) } catch let error as LibraryError {
                // Where nothing was ever put there is no folder.
                guard let objects = used[backing], objects > 0 else { return nil }
                report.unread.append(.init(backing: backing.rawValue, objects: objects, reason: error.text))
                return nil
            }
        }
    }

    private static func compare(
        _ folders: [ContentFolder], with store: StoreReader, _ report: inout VerificationReport
    ) throws {
        // In this order: an object is there before the database knows it.
        let present = try folders.map { ($0, try $0.objects()) }
        let places = Dictionary(uniqueKeysWithValues: folders.map { ($0.backing, $0) })
        var known: Set<String> = []
        for object in try store.objects() {
            known.insert(object.id)
            guard let folder = places[object.backing] else { continue }
            guard let reason = fault(of: object, in: folder) else {
                report.objects += 1
                report.bytes += object.size
                continue
            }
            // What was given up meanwhile need not be there.
            guard try store.knows(object.id) else { continue }
            report.damages.append(
                .init(
                    object: object.id, backing: object.backing.rawValue, reason: reason,
                    files: try store.files(of: object.id)))
        }
        // What was on its way into the database, or out of the folder, has arrived by now.
        known.formUnion(try store.objects().map(\.id))
        for (folder, objects) in present {
            for object in objects where !known.contains(object) && folder.size(ofObject: object) != nil {
                report.unknownObjects.append(.init(object: object, backing: folder.backing.rawValue))
            }
        }
    }

    private static func fault(of object: ContentObjectRecord, in folder: ContentFolder) -> String? {
        do {
            let descriptor = try folder.openObject(object.id)
            let size = try descriptor.stamp().size
            guard size == object.size else { return "it has \(size) bytes, not \(object.size)" }
            var digest = SHA256()
            var offset: Int64 = 0
            while offset < size {
                let bytes = try descriptor.read(at: offset, count: 1 << 20)
                guard !bytes.isEmpty else { return "it ends after \(offset) bytes" }
                bytes.withUnsafeBytes { digest.update(bufferPointer: $0) }
                offset += Int64(bytes.count)
            }
            let found = digest.finalize().hexadecimal
            return found == object.sha256 ? nil : "its SHA-256 is \(found), not \(object.sha256)"
        } catch let error as FileSystemError where error.isAbsence {
            return "it is missing"
        } catch {
            return "it cannot be read: \(error)"
        }
    }
}
