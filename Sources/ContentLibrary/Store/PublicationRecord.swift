import Foundation
import GRDB

/// How subscribers authenticate to a published library (`PublishInfo.AuthenticationMethod`,
/// `SubscriptionInfo.AuthenticationMethod`).
enum FeedAuthentication: String, Codable, CaseIterable, Sendable {
    case none = "NONE"
    case basic = "BASIC"

    /// Who subscribers authenticate as: the name that vCenter publishes with.
    static let userName = "vcsp"
}

/// How a local library is published (`library.PublishInfo`), or was before it was withdrawn.
struct PublicationRecord: StoreRecord, Equatable {
    static let databaseTableName = "library_publication"

    var libraryId: String
    var published: Bool
    var authenticationMethod: FeedAuthentication
    /// Who has it cannot read the password.
    var passwordHash: String?

    /// The publication of a library that subscribers may read.
    /// - Throws: NotFound, whether there is no such library or it is not published: who asks need not be known.
    static func published(_ db: Database, library: String) throws -> PublicationRecord {
        guard let publication = try lookUp(db, id: library), publication.published else {
            throw LibraryError.notFound(.library, library)
        }
        return publication
    }
}
