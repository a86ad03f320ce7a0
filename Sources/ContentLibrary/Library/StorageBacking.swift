import Foundation
import GRDB

/// Where the content of a library is (`library.StorageBacking`): a datastore by its identifier, or a folder by its URI.
///
/// It travels as one text, in the store and in messages.
enum StorageBacking: Hashable, Sendable {
    case datastore(String)
    /// A `file:` URI in the form that ``StorageBackings`` brings it into.
    case other(String)

    /// The server's own data folder.
    static let data = StorageBacking.datastore("datastore-1")

    /// The kinds (`StorageBacking.Type`).
    enum Kind: String, CaseIterable, Sendable {
        case datastore = "DATASTORE"
        case other = "OTHER"
    }

    /// A backing as a client names it.
    struct Request: Equatable, Sendable {
        var type: String?
        var datastoreId: String?
        var storageUri: String?

        static let datastore = Request(type: "DATASTORE", datastoreId: "datastore-1")
    }

    var kind: Kind {
        switch self {
        case .datastore: .datastore
        case .other: .other
        }
    }
}

extension StorageBacking: RawRepresentable, Codable, DatabaseValueConvertible {
    init(rawValue: String) {
        self = rawValue.hasPrefix("file:") ? .other(rawValue) : .datastore(rawValue)
    }

    var rawValue: String {
        switch self {
        case .datastore(let id): id
        case .other(let uri): uri
        }
    }
}

extension StorageBacking {
    /// The backings that something was put into, so that their folders are there unless their disks are away.
    static func used(_ db: Database) throws -> Set<StorageBacking> {
        try fetchSet(
            db,
            sql: """
                SELECT backing FROM library UNION SELECT backing FROM content_object
                UNION SELECT backing FROM garbage_object
                """)
    }
}
