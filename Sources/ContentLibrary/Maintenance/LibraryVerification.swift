import Crypto
import Foundation
import GRDB

/// Whether a data folder still has what was committed to it.
public struct VerificationReport: Sendable {
    /// Content that is not what it was.
    public struct Damage: Sendable, CustomStringConvertible {
        /// The object in `objects/`.
        public var object: String
        /// What is wrong with it.
        public var reason: String
        /// The files of items that it is the content of, as `library/item/file`.
        public var files: [String]

        /// All of it, in a line.
        public var description: String {
            "\(object): \(reason)" + (files.isEmpty ? "" : " (\(files.joined(separator: ", ")))")
        }
    }

    /// How many objects were read.
    public var objects = 0
    /// How many bytes they have.
    public var bytes: Int64 = 0
    /// Content that is not what it was.
    public var damages: [Damage] = []
    /// How many objects are in datastores, which are not read.
    public var elsewhere = 0
    /// What SQLite finds wrong with the database.
    public var databaseFaults: [String] = []
    /// Objects that the database does not know. They do no harm: a server removes them when it starts.
    public var unknownObjects: [String] = []

    /// Whether nothing that was committed is lost or changed.
    public var isWhole: Bool { damages.isEmpty && databaseFaults.isEmpty }
}

/// Reads everything in a data folder and compares it with what was committed. Nothing is changed, and a server may work
/// with the folder meanwhile.
public enum LibraryVerification {
    /// Verifies a data folder. It takes as long as reading it does.
    /// - Throws: ``DataFolderError`` if there is no library, and what the disk or the database throw if they cannot be read.
    public static func run(data path: String) throws -> VerificationReport {
        let folder = ContentFolder(reading: path)
        var report = VerificationReport()
        do {
            let store = try StoreReader(folder)
            report.databaseFaults = try store.faults()
            try compare(folder, with: store, &report)
        } catch let error as DatabaseError {
            report.databaseFaults.append("it cannot be read: \(error.message ?? "\(error.resultCode)")")
        }
        return report
    }

    private static func compare(
        _ folder: ContentFolder, with store: StoreReader, _ report: inout VerificationReport
    ) throws {
        // In this order: an object is there before the database knows it.
        let present = try folder.objects()
        let all = try store.objects()
        let objects = all.filter { $0.backing == .data }
        report.elsewhere = all.count - objects.count
        for object in objects {
            guard let reason = fault(of: object, in: folder) else {
                report.objects += 1
                report.bytes += object.size
                continue
            }
            // What was given up meanwhile need not be there.
            guard try store.knows(object.id) else { continue }
            report.damages.append(
                .init(object: object.id, reason: reason, files: try store.files(of: object.id)))
        }
        // What was on its way into the database, or out of the folder, has arrived by now.
        let known = Set(objects.map(\.id)).union(try store.objects().map(\.id))
        report.unknownObjects = present.filter { !known.contains($0) && folder.size(ofObject: $0) != nil }
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
