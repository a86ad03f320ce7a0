import GRDB

/// Makes an item what a session says it is: the instant at which everyone sees the change, all of it.
///
/// Runs inside the completing transaction and touches no bytes: they are in place already. Versions change as
/// documented: the item's content version and modification time, and the version of each file that came anew; neither
/// its metadata version nor anything of the library. A session that changed nothing changes no version.
struct ItemCommit {
    let transaction: LibraryTransaction
    var db: Database { transaction.db }

    init(_ transaction: LibraryTransaction) {
        self.transaction = transaction
    }

    /// A file that the item will have.
    struct File {
        var name: String
        var object: String
        var position: Int64
    }

    /// - Parameter inspection: what the adapter found, which decides what the item says of its content.
    func commit(_ session: UpdateSessionRecord, _ inspection: ContentInspection?) throws {
        let files = try SessionFileRecord.all(db, session: session.id).compactMap { file -> File? in
            guard let object = file.objectId, file.keepInStorage != false else { return nil }
            return File(name: file.name, object: object, position: file.position)
        }
        try commit(files, to: ItemRecord.find(db, id: session.itemId), inspection, by: session.user)
    }

    /// Makes these the files of an item.
    /// - Parameter user: whose change it is; nil if the publisher's.
    func commit(
        _ files: [File], to item: ItemRecord, _ inspection: ContentInspection? = nil, by user: String?
    ) throws {
        var item = item
        let before = try ItemFileRecord.all(db, item: item.id)
        let old = Dictionary(before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let version = item.contentVersion + 1
        let after = files.map { file in
            let kept = old[file.name].flatMap { $0.objectId == file.object ? $0.version : nil }
            return ItemFileRecord(
                itemId: item.id, name: file.name, objectId: file.object, version: kept ?? version,
                position: file.position)
        }
        guard after != before else { return }
        let names = Set(after.map(\.name))
        for file in before where !names.contains(file.name) { try file.delete(db) }
        for file in after where old[file.name] != file {
            if old[file.name] == nil { try file.insert(db) } else { try file.update(db) }
        }
        item.contentVersion = version
        if item.type.isEmpty { item.type = inspection?.type ?? "" }
        item.certificateVerification = CertificateVerification(inspection?.preview)
        item.lastModifiedTime = transaction.now
        try item.update(db)
        try ItemChangeRecord.add(
            Self.message(version: version, before: before, after: after), to: item.id, by: user, transaction)
    }
}
