import Foundation
import GRDB

/// What subscribers of published libraries may read.
struct FeedService: Sendable {
    let environment: LibraryEnvironment

    /// - Parameter authorization: what the request says about who sends it.
    /// - Throws: NotFound where no such library is published; Unauthenticated for whoever does not have its password.
    func library(_ id: String, authorization: String?) async throws -> FeedLibrary {
        let (publication, library) = try await environment.store.read { db in
            (try PublicationRecord.published(db, library: id), try FeedLibrary.find(db, id: id))
        }
        if let hash = publication.passwordHash { try await authenticate(authorization, hash) }
        return library
    }

    /// An item of a library that was found to be readable.
    func item(_ id: String, of library: FeedLibrary) async throws -> FeedItem {
        try await environment.store.read { db in
            let item = try ItemRecord.find(db, id: id)
            guard item.libraryId == library.library.id else { throw LibraryError.notFound(.item, id) }
            return try FeedItem(db, item)
        }
    }

    func items(of library: FeedLibrary) -> FeedItems {
        FeedItems(library: library, store: environment.store)
    }

    private func authenticate(_ authorization: String?, _ hash: String) async throws {
        let pair = authorization.flatMap(NamePassword.init(authorization:))
        let now = environment.clock.now()
        guard let pair, pair.name == FeedAuthentication.userName,
            try await environment.feedPasswords.matches(pair.password, hash, now: now)
        else {
            throw LibraryError.unauthenticated(
                LibraryMessage("feed.rejected", "The published library needs its user name and password."))
        }
    }
}
