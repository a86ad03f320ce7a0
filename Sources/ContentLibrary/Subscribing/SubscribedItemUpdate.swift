import Foundation
import GRDB

/// Takes over what a publisher says of an item: its metadata at once, its files as what is to be fetched.
///
/// What everyone sees of the files changes only when all of them are here, in ``commit(_:)``: until then it stays what
/// it was, however long it takes.
struct SubscribedItemUpdate {
    let transaction: LibraryTransaction
    let library: String
    private var db: Database { transaction.db }

    init(_ transaction: LibraryTransaction, library: String) {
        self.transaction = transaction
        self.library = library
    }

    func known(_ sourceId: String) throws -> ItemRecord? {
        try ItemRecord.filter(Column("library_id") == library && Column("source_id") == sourceId).fetchOne(db)
    }

    func apply(_ entry: FeedEntry) throws {
        try freeName(entry)
        guard let item = try known(entry.sourceId), let subscribed = try SubscribedItemRecord.lookUp(db, id: item.id)
        else { return try insert(entry) }
        guard subscribed.version != entry.version || item.name != entry.name else { return }
        try change(item, entry)
        var after = subscribed
        after.version = entry.version
        after.selfHref = entry.selfHref
        after.lastSyncTime = transaction.now
        after.isCached = try replaceFiles(of: item.id, entry.files) ? false : subscribed.isCached
        try after.update(db)
        try commit(item.id)
    }

    /// Makes the item what the publisher described, if all of its files are here.
    func commit(_ id: String) throws {
        guard var subscribed = try SubscribedItemRecord.lookUp(db, id: id), !subscribed.isCached,
            try !SubscribedFileRecord.anyMissing(db, item: id)
        else { return }
        let files = try SubscribedFileRecord.all(db, item: id).compactMap { file in
            file.objectId.map { ItemCommit.File(name: file.name, object: $0, position: file.position) }
        }
        try ItemCommit(transaction).commit(files, to: ItemRecord.find(db, id: id), by: nil)
        subscribed.isCached = true
        subscribed.wantsContent = false
        subscribed.lastSyncTime = transaction.now
        try subscribed.update(db)
    }

    /// Another item may still have the name, which the publisher gave to this one meanwhile; its own turn will come.
    private func freeName(_ entry: FeedEntry) throws {
        try db.execute(
            sql: "UPDATE library_item SET name = id WHERE library_id = ? AND name = ? AND source_id <> ?",
            arguments: [library, entry.name, entry.sourceId])
    }

    private func insert(_ entry: FeedEntry) throws {
        let item = ItemRecord(
            id: transaction.ids.next(), libraryId: library, name: entry.name, description: entry.description,
            type: entry.type, sourceId: entry.sourceId, contentVersion: 1, metadataVersion: 1, version: 1,
            creationTime: transaction.now, lastModifiedTime: transaction.now)
        try item.insert(db)
        try SubscribedItemRecord(
            itemId: item.id, version: entry.version, selfHref: entry.selfHref, isCached: false, wantsContent: false,
            lastSyncTime: transaction.now
        ).insert(db)
        _ = try replaceFiles(of: item.id, entry.files)
        try commit(item.id)
    }

    private func change(_ item: ItemRecord, _ entry: FeedEntry) throws {
        var after = item
        after.name = entry.name
        after.description = entry.description
        after.type = entry.type
        guard after != item else { return }
        after.metadataVersion += 1
        after.version += 1
        after.lastModifiedTime = transaction.now
        try after.update(db)
    }

    /// A file whose tag is the same is the same: what is here of it, and what came of it, stays.
    /// - Returns: whether anything is to be changed.
    private func replaceFiles(of item: String, _ files: [FeedEntry.File]) throws -> Bool {
        let before = try SubscribedFileRecord.all(db, item: item)
        let after = files.enumerated().map { index, file in
            var record = SubscribedFileRecord(
                itemId: item, name: file.name, position: Int64(index), size: file.size, tag: file.tag, href: file.href)
            if !file.tag.isEmpty,
                let same = before.first(where: { $0.name == file.name && $0.tag == file.tag && $0.size == file.size })
            {
                record.objectId = same.objectId
                record.stagingId = same.stagingId
                record.entityTag = same.entityTag
            }
            return record
        }
        guard after != before else { return false }
        for file in before { try file.delete(db) }
        for file in after { try file.insert(db) }
        // Where a file is found is nobody's business but the next transfer's.
        return before.map(\.content) != after.map(\.content)
    }
}

extension SubscribedFileRecord {
    /// What everyone may see of the file.
    fileprivate var content: [String?] { [name, String(position), objectId ?? "tag " + tag] }
}
