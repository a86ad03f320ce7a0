import Foundation
import GRDB

/// Who gives a library its content (`LibraryModel.LibraryType`).
enum LibraryType: String, Codable, CaseIterable, Sendable {
    case local = "LOCAL"
    case subscribed = "SUBSCRIBED"
}

/// A library (`LibraryModel`).
struct LibraryRecord: StoreRecord, Equatable {
    static let databaseTableName = "library"

    var id: String
    var name: String
    var description: String
    var type: LibraryType
    var optimizeRemotePublishing: Bool
    var version: Int64
    var creationTime: Date
    var lastModifiedTime: Date

    static func find(_ db: Database, id: String) throws -> LibraryRecord {
        guard let library = try lookUp(db, id: id) else { throw LibraryError.notFound(.library, id) }
        return library
    }
}
