import GRDB

/// An item with what follows from its files.
struct Item: Equatable, Sendable {
    var record: ItemRecord
    /// The sum of its files.
    var size: Int64
    /// What is known of the publisher's item, in a subscribed library.
    var subscribed: SubscribedItemRecord?
    /// The content of a local library is always here.
    var cached: Bool { subscribed?.isCached ?? true }
    /// Whether it is as the library's security policy demands; nil where there is none.
    var isCompliant: Bool?

    init(_ db: Database, _ record: ItemRecord) throws {
        self.record = record
        size = try Self.size(db, record.id)
        subscribed = try SubscribedItemRecord.lookUp(db, id: record.id)
        isCompliant = try LibraryRecord.find(db, id: record.libraryId).securityPolicy?.isMet(by: record, db)
    }

    static func size(_ db: Database, _ id: String) throws -> Int64 {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(sum(content_object.size), 0) FROM item_file
                    JOIN content_object ON content_object.id = item_file.object_id WHERE item_file.item_id = ?
                    """), arguments: [id]) ?? 0
    }
}

/// A file of an item with its place in storage (`item.File.Info`, `item.Storage.Info`).
struct ItemFile: Equatable, Sendable {
    var name: String
    var size: Int64
    var version: Int64
    var content: ContentObjectRecord?
    /// Where the content is, or will be.
    var backing: StorageBacking
    var storageURIs: [String] = []

    /// Whether it is here; otherwise it is what the publisher says of it.
    var cached: Bool { content != nil }
    var objectId: String? { content?.id }
    var sha256: String? { content?.sha256 }
    var checksum: Checksum? { content.map { Checksum(known: $0.checksumAlgorithm, $0.checksum) } }
}

/// The operations of `library.item.File` and `library.item.Storage`: both read the same.
extension ItemService {
    func files(of id: String) async throws -> [ItemFile] {
        let backings = environment.backings
        return try await environment.store.read { db in
            let item = try ItemRecord.find(db, id: id)
            let files = try ItemFileRecord.all(db, item: id).compactMap { file -> ItemFile? in
                guard let object = try ContentObjectRecord.fetchOne(db, key: file.objectId) else { return nil }
                return ItemFile(
                    name: file.name, size: object.size, version: file.version, content: object,
                    backing: object.backing, storageURIs: [backings.uri(ofObject: object.id, in: object.backing)])
            }
            // An item of a subscribed library has the content that it holds whole, or what the publisher announces.
            guard files.isEmpty else { return files }
            let library = try LibraryRecord.find(db, id: item.libraryId)
            return try SubscribedFileRecord.all(db, item: id).map { file in
                ItemFile(name: file.name, size: file.size ?? 0, version: 1, backing: library.backing)
            }
        }
    }

    /// Here an unknown name is NotFound, unlike in a session (`item.File.get`).
    func file(_ name: String, of id: String) async throws -> ItemFile {
        let name = NameRules.canonical(name)
        guard let file = try await files(of: id).first(where: { $0.name == name }) else {
            throw LibraryError.notFound(file: name, inItem: id)
        }
        return file
    }

    /// Opens a file as it is now: the `file_download_endpoint` (9.0).
    ///
    /// - Parameters:
    ///   - library: the item's library, if the request names one.
    ///   - version: the file's version, if the request names one. What was there before, or will be, is not found.
    func open(
        _ name: String, of id: String, in library: String? = nil, version: String? = nil
    ) async throws -> ContentToRead {
        try await ContentToRead.open(NameRules.canonical(name), environment: environment) {
            try await environment.store.read { db in
                let item = try ItemRecord.find(db, id: id)
                guard library == nil || library == item.libraryId else { throw LibraryError.notFound(.item, id) }
                let name = NameRules.canonical(name)
                guard let file = try ItemFileRecord.all(db, item: id).first(where: { $0.name == name }),
                    version == nil || version == String(file.version),
                    let object = try ContentObjectRecord.fetchOne(db, key: file.objectId)
                else { throw LibraryError.notFound(file: name, inItem: id) }
                return object
            }
        }
    }
}
