import Foundation
import GRDB

/// The operations of `library.Item`.
struct ItemService: Sendable {
    let environment: LibraryEnvironment

    /// What `create` and `copy` read of their model.
    struct CreateSpec: Sendable {
        var libraryId: String?
        var name: String?
        var description: String?
        var type: String?
        var sourceId: String?
    }

    /// What `update` changes; unset leaves it.
    struct UpdateSpec: Sendable {
        var name: String?
        var description: String?
        var type: String?
        var version: String?
    }

    /// What `find` looks for: all of what is set.
    struct FindSpec: Sendable {
        var name: String?
        var libraryId: String?
        var sourceId: String?
        var type: String?
        var cached: Bool?
    }

    func create(_ spec: CreateSpec, token: String? = nil, by user: Principal) async throws -> String {
        try await environment.createOnce("item", by: user, token: token) { transaction in
            try insert(spec, transaction).id
        }
    }

    private static let copying = "item.copy"

    /// A new item with the files of another. Content never changes once it is there, so both share it; bytes are copied
    /// only to a library on another backing.
    func copy(_ source: String, to spec: CreateSpec, token: String? = nil, by user: Principal) async throws -> String {
        if let id = try await environment.known(Self.copying, by: user, token: token) { return id }
        let copier = ContentCopy(environment: environment)
        let (objects, backing) = try await elsewhere(source, library: spec.libraryId)
        let copies = try await copier.copy(objects, to: backing)
        do {
            let copy = try await copy(source, to: spec, token: token, by: user, copies)
            // Where the request was not the first of its token, nobody has them.
            await copier.discard(copies)
            return copy
        } catch {
            await copier.discard(copies)
            throw error
        }
    }

    /// The content of an item that is not where the content of a library is.
    private func elsewhere(
        _ source: String, library: String?
    ) async throws -> (objects: [ContentObjectRecord], backing: StorageBacking) {
        try await environment.store.read { db in
            _ = try ItemRecord.find(db, id: source)
            if let subscribed = try SubscribedItemRecord.lookUp(db, id: source), !subscribed.isCached {
                throw LibraryError.notCached(source)
            }
            guard let library else { throw LibraryError.missing("library_id") }
            let target = try LibraryRecord.find(db, id: library)
            try target.checkActive()
            let objects = try ContentObjectRecord.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT content_object.* FROM content_object
                    JOIN item_file ON item_file.object_id = content_object.id
                    WHERE item_file.item_id = ? AND content_object.backing <> ?
                    """, arguments: [source, target.backing])
            return (objects, target.backing)
        }
    }

    private func copy(
        _ source: String, to spec: CreateSpec, token: String?, by user: Principal,
        _ copies: [String: ContentObjectRecord]
    ) async throws -> String {
        try await environment.createOnce(Self.copying, by: user, token: token) { transaction in
            let original = try ItemRecord.find(transaction.db, id: source)
            var spec = spec
            spec.name = spec.name ?? original.name
            spec.description = spec.description ?? original.description
            spec.type = spec.type ?? original.type
            var copy = try insertCopy(spec, transaction)
            copy.certificateVerification = original.certificateVerification
            try copy.update(transaction.db)
            let library = try LibraryRecord.find(transaction.db, id: copy.libraryId)
            for var file in try ItemFileRecord.all(transaction.db, item: original.id) {
                file.itemId = copy.id
                file.version = copy.contentVersion
                if let content = copies[file.objectId] {
                    file.objectId = content.id
                    // Two files may have the same content.
                    if try !content.exists(transaction.db) { try content.insert(transaction.db) }
                }
                let object = try ContentObjectRecord.fetchOne(transaction.db, key: file.objectId)
                guard object?.backing == library.backing else {
                    throw LibraryError(
                        .notAllowedInCurrentState,
                        LibraryMessage("item.changed", "The library item {0} changed while it was copied.", source))
                }
                try file.insert(transaction.db)
            }
            try library.checkPolicy(isMetBy: copy, transaction.db)
            try transaction.checkQuotas(ofLibrary: copy.libraryId)
            return copy.id
        }
    }

    func get(_ id: String) async throws -> Item {
        try environment.store.lookUp(id) { db in try Item(db, ItemRecord.find(db, id: id)) }
    }

    func list(library: String) async throws -> [String] {
        try await environment.store.read { db in
            _ = try LibraryRecord.find(db, id: library)
            return try Self.search(.init(libraryId: library)).fetchAll(db)
        }
    }

    /// Names match without regard to case.
    func find(_ spec: FindSpec) async throws -> [String] {
        guard
            spec.name != nil || spec.libraryId != nil || spec.sourceId != nil || spec.type != nil || spec.cached != nil
        else { throw LibraryError.emptyFindSpec }
        try NameRules.checkCharacters(spec.name, "name")
        try NameRules.checkCharacters(spec.libraryId, "library_id")
        try NameRules.checkCharacters(spec.sourceId, "source_id")
        try NameRules.checkCharacters(spec.type, "type")
        return try await environment.store.read { db in try Self.search(spec).fetchAll(db) }
    }

    /// The identifiers of what is looked for, the oldest first.
    static func search(_ spec: FindSpec) -> QueryInterfaceRequest<String> {
        var items = ItemRecord.select(Column("id"), as: String.self)
        if let name = spec.name.map(NameRules.canonical) {
            items = items.filter(Column("name").collating(.nocase) == name)
        }
        if let library = spec.libraryId { items = items.filter(Column("library_id") == library) }
        if let source = spec.sourceId { items = items.filter(Column("source_id") == source) }
        if let type = spec.type { items = items.filter(Column("type").collating(.nocase) == type) }
        if let cached = spec.cached {
            // The content of a local library is always here.
            items = items.filter(
                sql: "coalesce((SELECT is_cached FROM subscribed_item WHERE item_id = library_item.id), 1) = ?",
                arguments: [cached])
        }
        // A name or a source leads to few items, which are sorted once they are found. SQLite does not know how few, and
        // would go through a whole library in its order instead, but for the plus.
        let areFew = spec.name != nil || spec.sourceId != nil
        return areFew
            ? items.order(sql: "+creation_time, +id") : items.order(Column("creation_time"), Column("id"))
    }

    /// Changes metadata: `metadata_version` and `version` grow, `content_version` does not.
    func update(_ id: String, _ spec: UpdateSpec, by user: Principal? = nil) async throws {
        try await environment.transaction { transaction in
            var item = try ItemRecord.find(transaction.db, id: id)
            let before = item
            let library = try LibraryRecord.find(transaction.db, id: item.libraryId)
            try library.checkLocal(itemId: id)
            try library.checkActive()
            try OptimisticLock.check(given: spec.version, current: item.version)
            if let name = spec.name { item.name = try NameRules.checkName(name) }
            if let description = spec.description { item.description = try NameRules.checkDescription(description) }
            if let type = spec.type {
                try NameRules.checkType(type)
                try ContentAdapter.check(type: type)
                if type != item.type { try library.checkPolicy(allows: type) }
                item.type = type
            }
            item.metadataVersion += 1
            item.version += 1
            item.lastModifiedTime = transaction.now
            try item.updateUnique(transaction.db)
            try ItemChangeRecord.add(
                Self.message(before: before, after: item), to: item.id, by: user?.name, transaction)
        }
    }

    /// Deletes the item with its sessions. An upload into it is aborted; the bytes go afterwards.
    func delete(_ id: String) async throws {
        let aborted = try await environment.transaction { transaction in
            let item = try ItemRecord.find(transaction.db, id: id)
            let library = try LibraryRecord.find(transaction.db, id: item.libraryId)
            try library.checkLocal(itemId: id)
            try library.checkActive()
            if library.applyUsageToItems, try LibraryUsages.any(transaction.db, of: library.id) {
                throw LibraryError(
                    .notAllowedInCurrentState,
                    LibraryMessage(
                        "item.in_use", "Usages of the library {1} are recorded, which count for the item {0}.", id,
                        library.id))
            }
            let aborted = try ItemDeletion.uploads(transaction.db, where: "library_item.id = ?", id)
            try item.delete(transaction.db)
            return aborted
        }
        environment.transfers.abort(aborted)
        environment.garbage.collectSoon()
    }

    private func insert(_ spec: CreateSpec, _ transaction: LibraryTransaction) throws -> ItemRecord {
        guard let libraryId = spec.libraryId else { throw LibraryError.missing("library_id") }
        let library = try LibraryRecord.find(transaction.db, id: libraryId)
        guard library.type == .local else {
            throw LibraryError(
                .invalidElementType,
                LibraryMessage(
                    "library.no_items", "The library {0} is subscribed: its items come from its publisher.", libraryId))
        }
        try library.checkActive()
        if let type = spec.type { try NameRules.checkType(type) }
        try ContentAdapter.check(type: spec.type)
        try library.checkPolicy(allows: spec.type ?? "")
        try NameRules.checkCharacters(spec.sourceId, "source_id")
        let item = ItemRecord(
            id: transaction.ids.next(), libraryId: libraryId, name: try NameRules.checkName(spec.name),
            description: try NameRules.checkDescription(spec.description), type: spec.type ?? "",
            sourceId: spec.sourceId,
            contentVersion: 1, metadataVersion: 1, version: 1, creationTime: transaction.now,
            lastModifiedTime: transaction.now)
        try item.insertUnique(transaction.db)
        try transaction.checkItemCount(ofLibrary: libraryId)
        return item
    }

    /// - Throws: InvalidArgument for a name that is taken, as `Item.copy` declares it.
    private func insertCopy(_ spec: CreateSpec, _ transaction: LibraryTransaction) throws -> ItemRecord {
        do { return try insert(spec, transaction) } catch let error as LibraryError where error.kind == .alreadyExists {
            var refusal = error
            refusal.kind = .invalidArgument
            throw refusal
        }
    }

    /// What an update changed, in words for people.
    private static func message(before: ItemRecord, after: ItemRecord) -> String {
        let changes = [
            before.name == after.name ? nil : "name", before.description == after.description ? nil : "description",
            before.type == after.type ? nil : "type",
        ]
        let names = changes.compactMap(\.self).joined(separator: ", ")
        return "Metadata version \(after.metadataVersion): " + (names.isEmpty ? "nothing changed" : "changed \(names)")
    }
}
