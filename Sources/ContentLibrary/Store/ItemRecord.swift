import Foundation
import GRDB

/// A library item (`library.ItemModel`), without what follows from its files.
struct ItemRecord: StoreRecord, Equatable {
    static let databaseTableName = "library_item"

    var id: String
    var libraryId: String
    var name: String
    var description: String
    /// Empty where the client gave none.
    var type: String
    var sourceId: String?
    var contentVersion: Int64
    var metadataVersion: Int64
    var version: Int64
    var creationTime: Date
    var lastModifiedTime: Date
    /// Nil for content that is not signed.
    var certificateVerification: CertificateVerification?

    static func find(_ db: Database, id: String) throws -> ItemRecord {
        guard let item = try lookUp(db, id: id) else { throw LibraryError.notFound(.item, id) }
        return item
    }

    /// Writes the item, whose name its library may already have.
    func insertUnique(_ db: Database) throws {
        do { try insert(db) } catch { throw nameTaken(error) }
    }

    func updateUnique(_ db: Database) throws {
        do { try update(db) } catch { throw nameTaken(error) }
    }

    private func nameTaken(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError, error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE else {
            return error
        }
        return LibraryError.duplicateName(name)
    }
}

/// Bytes in the content folder, which never change.
struct ContentObjectRecord: StoreRecord, Equatable {
    static let databaseTableName = "content_object"

    var id: String
    var size: Int64
    var sha256: String
    var checksumAlgorithm: ChecksumAlgorithm
    var checksum: String
    var backing: StorageBacking
}

/// A file of an item (`item.File.Info`), for everyone to see.
struct ItemFileRecord: StoreRecord, Equatable {
    static let databaseTableName = "item_file"

    var itemId: String
    var name: String
    var objectId: String
    var version: Int64
    var position: Int64

    static func all(_ db: Database, item: String) throws -> [ItemFileRecord] {
        try all(db, "WHERE item_id = ? ORDER BY position, name", [item])
    }
}
