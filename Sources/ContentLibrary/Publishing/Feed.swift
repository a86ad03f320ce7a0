import BinderyRuntime
import Foundation
import GRDB

/// The documents of the VMware Content Subscription Protocol, version 2, in which a library is published: what
/// `lib.json`, `items.json` and each `item.json` say. Every reference in them is relative to `lib.json`.
enum Feed {
    static let version = "2"
    static let identifierPrefix = "urn:uuid:"
    static let itemsName = "items.json"

    /// The type of an item as the protocol spells it; what it has no word for is `vcsp.other`.
    static func type(_ type: String) -> String {
        ["ovf", "iso"].contains(type.lowercased()) ? "vcsp." + type.lowercased() : "vcsp.other"
    }

    /// The tag by which subscribers know a file again. It is its digest, and says so.
    static func tag(sha256: String) -> String { digestPrefix + sha256 }

    /// The digest that a tag of ours is.
    static func sha256(ofTag tag: String) -> String? {
        guard tag.hasPrefix(digestPrefix) else { return nil }
        let digest = tag.dropFirst(digestPrefix.count)
        let isDigest = digest.utf8.count == 64 && digest.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        return isDigest ? String(digest) : nil
    }

    private static let digestPrefix = "sha256:"
}

/// `lib.json`.
struct FeedLibrary: Sendable {
    var library: LibraryRecord
    /// What grows with every change of the library or of anything in it.
    var revision: Int64

    var entityTag: String { "\"\(library.id).\(revision)\"" }

    var json: JSONValue {
        let transfers: JSONValue = ["httpGet"]
        return [
            "vcspVersion": .string(Feed.version), "version": .string(String(revision)),
            "contentVersion": .string(String(revision)), "id": .string(Feed.identifierPrefix + library.id),
            "name": .string(library.name), "created": .string(RFC3339.string(from: library.creationTime)),
            "capabilities": ["transferIn": transfers, "transferOut": transfers],
            "itemsHref": .string(Feed.itemsName),
        ]
    }

    static func find(_ db: Database, id: String) throws -> FeedLibrary {
        let library = try LibraryRecord.find(db, id: id)
        let revision = try Int64.fetchOne(db, sql: "SELECT revision FROM library WHERE id = ?", arguments: [id])
        return FeedLibrary(library: library, revision: revision ?? 1)
    }
}

/// An element of `items.json`, and all of its `item.json`.
struct FeedItem: Sendable {
    struct File: Decodable, FetchableRecord, Sendable {
        var name: String
        var version: Int64
        var size: Int64
        var sha256: String
    }

    var item: ItemRecord
    var files: [File]

    /// Grows with the metadata and with the content.
    var version: Int64 { item.metadataVersion + item.contentVersion - 1 }
    var entityTag: String { "\"\(item.id).\(version)\"" }

    var json: JSONValue {
        [
            "id": .string(Feed.identifierPrefix + item.id), "name": .string(item.name),
            "description": .string(item.description), "type": .string(Feed.type(item.type)),
            "version": .string(String(version)), "contentVersion": .string(String(item.contentVersion)),
            "created": .string(RFC3339.string(from: item.creationTime)), "properties": [:],
            "metadata": [], "files": .array(files.map(json)),
            "selfHref": .string(FeedEndpoints.itemReference(item.id)),
        ]
    }

    private func json(_ file: File) -> JSONValue {
        let reference = FeedEndpoints.fileReference(file.name, version: file.version, ofItem: item.id)
        return [
            "name": .string(file.name), "size": .integer(file.size), "etag": .string(Feed.tag(sha256: file.sha256)),
            "generationNum": .integer(file.version), "hrefs": [.string(reference)],
        ]
    }

    init(_ db: Database, _ item: ItemRecord) throws {
        self.item = item
        files = try File.fetchAll(
            db,
            sql: """
                SELECT item_file.name, item_file.version, content_object.size, content_object.sha256 FROM item_file
                JOIN content_object ON content_object.id = item_file.object_id
                WHERE item_file.item_id = ? ORDER BY item_file.position, item_file.name
                """, arguments: [item.id])
    }
}
