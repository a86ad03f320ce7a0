import GRDB

/// The operations of `library.item.Changes`.
struct ItemChanges: Sendable {
    let environment: LibraryEnvironment

    /// The history, the oldest first.
    func list(item: String) async throws -> [ItemChangeRecord] {
        try await environment.store.read { db in
            _ = try ItemRecord.find(db, id: item)
            return try ItemChangeRecord.filter(Column("item_id") == item).order(Column("version")).fetchAll(db)
        }
    }

    func get(item: String, version: String) async throws -> ItemChangeRecord {
        try await environment.store.read { db in
            _ = try ItemRecord.find(db, id: item)
            guard let number = Int64(version), String(number) == version,
                let change = try ItemChangeRecord.fetchOne(db, key: ["item_id": item, "version": number])
            else {
                throw LibraryError(
                    .notFound,
                    LibraryMessage("change.not_found", "The library item {1} has no change {0}.", version, item))
            }
            return change
        }
    }
}

extension ItemCommit {
    /// How many names of one kind a message has.
    private static let nameLimit = 20

    /// What a session changed, in words for people.
    static func message(version: Int64, before: [ItemFileRecord], after: [ItemFileRecord]) -> String {
        let old = Dictionary(before.map { ($0.name, $0.objectId) }, uniquingKeysWith: { first, _ in first })
        let names = Set(after.map(\.name))
        let parts = [
            part("added", after.filter { old[$0.name] == nil }),
            part("replaced", after.filter { file in old[file.name].map { $0 != file.objectId } ?? false }),
            part("removed", before.filter { !names.contains($0.name) }),
        ]
        return "Content version \(version): " + parts.compactMap(\.self).joined(separator: "; ")
    }

    private static func part(_ verb: String, _ files: [ItemFileRecord]) -> String? {
        guard !files.isEmpty else { return nil }
        let names = files.prefix(nameLimit).map(\.name).joined(separator: ", ")
        return "\(verb) \(names)" + (files.count > nameLimit ? " and \(files.count - nameLimit) more" : "")
    }
}
