import Foundation
import GRDB

/// What subscribers of published libraries may read.
struct FeedService: Sendable {
    let environment: LibraryEnvironment

    /// - Parameters:
    ///   - authorization: what the request says about who sends it.
    ///   - address: where the request comes from, as the transport names it.
    /// - Throws: NotFound where no such library is published; Unauthenticated for whoever does not have its password;
    ///   ServiceUnavailable for whoever has guessed too often.
    func library(_ id: String, authorization: String?, from address: String?) async throws -> FeedLibrary {
        let (publication, library) = try await environment.store.read { db in
            (try PublicationRecord.published(db, library: id), try FeedLibrary.find(db, id: id))
        }
        if let hash = publication.passwordHash { try await authenticate(authorization, from: address, id, hash) }
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

    private func authenticate(
        _ authorization: String?, from address: String?, _ library: String, _ hash: String
    ) async throws {
        guard let pair = authorization.flatMap(NamePassword.init(authorization:)) else { throw Self.rejected }
        AuditTrail.current?.user = pair.name
        let (passwords, throttle, now) = (
            environment.feedPasswords, environment.feedThrottle, environment.clock.now()
        )
        let isSubscriber = pair.name == FeedAuthentication.userName
        if isSubscriber, passwords.isVerified(pair.password, hash, now: now) { return }
        // All subscribers of a library have one password, so the library stands where users have their names.
        try throttle.check(user: library, address: address, now: now)
        guard isSubscriber, try await passwords.matches(pair.password, hash, now: now) else {
            throttle.failed(user: library, address: address, now: environment.clock.now())
            throw Self.rejected
        }
        throttle.succeeded(user: library)
    }

    private static var rejected: LibraryError {
        .unauthenticated(LibraryMessage("feed.rejected", "The published library needs its user name and password."))
    }
}
