import GRDB

/// What the adapter of an item's type found in the files of a session.
struct ContentInspection: Equatable, Sendable {
    /// What was looked at; once the session has other content, the rest says nothing about it.
    var content: SessionContent
    /// What the content turned out to be, where the item has no type.
    var type: String?
    /// Files that the content requires and the session has not.
    var missing: [String] = []
    /// Files whose content is wrong.
    var invalid: [SessionValidation.Invalid] = []
    /// Nil where there is nothing that could be signed.
    var preview: ContentPreview?

    mutating func refute(_ name: String, _ id: String, _ text: String, _ args: String...) {
        var message = LibraryMessage(id, text)
        message.args = args
        invalid.append(SessionValidation.Invalid(name: name, errorMessage: message))
    }

    mutating func require(_ name: String) {
        if !missing.contains(name) { missing.append(name) }
    }

    /// The session has other content by now than the inspection is of.
    struct Outdated: Error {}
}

/// The files of a session that are there, as an adapter sees them.
struct SessionContent: Equatable, Sendable {
    struct File: Equatable, Sendable {
        var name: String
        var object: String
        var size: Int64
    }

    var item: String
    var itemName: String
    var type: String
    var files: [File] = []
    /// What the library demands of the content; nil also where the session changes nothing.
    var policy: SecurityPolicy?

    var adapter: ContentAdapter { ContentAdapter(type: type) }

    init(item: ItemRecord, files: [SessionFileRecord], _ db: Database) throws {
        self.item = item.id
        itemName = item.name
        type = item.type
        self.files = files.compactMap { file in
            file.objectId.map { File(name: file.name, object: $0, size: file.size ?? 0) }
        }
        guard let policy = try LibraryRecord.find(db, id: item.libraryId).securityPolicy else { return }
        let before = try Set(ItemFileRecord.all(db, item: item.id).map(\.name))
        if files.contains(where: { $0.sourceType != .none }) || Set(files.map(\.name)) != before {
            self.policy = policy
        }
    }

    func file(_ name: String) -> File? { files.first { $0.name == name } }
}
