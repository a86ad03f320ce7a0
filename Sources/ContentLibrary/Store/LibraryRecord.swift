import Foundation
import GRDB

/// Who gives a library its content (`LibraryModel.LibraryType`).
enum LibraryType: String, Codable, CaseIterable, Sendable {
    case local = "LOCAL"
    case subscribed = "SUBSCRIBED"
}

/// Whether a library's content may change (`library.StateInfo.State`).
enum LibraryState: String, Codable, CaseIterable, Sendable {
    case active = "ACTIVE"
    case maintenance = "MAINTENANCE"
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
    var backing: StorageBacking
    var state: LibraryState = .active
    /// The task that moves the content, while one does.
    var migrationTaskId: String?
    var securityPolicyId: String?
    var applyUsageToItems = false

    static func find(_ db: Database, id: String) throws -> LibraryRecord {
        guard let library = try lookUp(db, id: id) else { throw LibraryError.notFound(.library, id) }
        return library
    }

    /// Whether items and files may change.
    ///
    /// - Throws: NotAllowedInCurrentState while the library is in maintenance.
    func checkActive() throws(LibraryError) {
        guard state == .maintenance else { return }
        throw LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage("library.in_maintenance", "The library {0} is in maintenance.", id))
    }
}
