import Foundation
import GRDB

/// Makes a creation idempotent (header `Client-Token`): the same token of the same user for the same operation
/// answers with what the first request created, for as long as the token is remembered.
struct ClientTokens {
    /// How long a token is remembered.
    static let lifetime: TimeInterval = 24 * 60 * 60

    let db: Database
    let now: Date

    /// - Parameter create: makes the thing and returns its identifier; it runs in the transaction that also remembers
    ///   the token, so of two requests at once exactly one creates.
    func once(_ operation: String, user: String, token: String?, create: () throws -> String) throws -> String {
        guard let token else { return try create() }
        if let known = try known(operation, user: user, token: token) { return known }
        let id = try create()
        try db.execute(
            sql: """
                INSERT INTO client_token (operation, user, token, result_id, creation_time) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET result_id = excluded.result_id, creation_time = excluded.creation_time
                """, arguments: [operation, user, token.lowercased(), id, now])
        return id
    }

    /// What the first request created; nil if this is the first.
    /// - Throws: InvalidArgument if the token is not a UUID.
    func known(_ operation: String, user: String, token: String) throws -> String? {
        guard UUID(uuidString: token) != nil, token.utf8.count == 36 else {
            throw LibraryError.invalid(
                "client_token",
                LibraryMessage("client_token.malformed", "A client token is a UUID, which {0} is not.", token))
        }
        return try String.fetchOne(
            db,
            sql: """
                SELECT result_id FROM client_token
                WHERE operation = ? AND user = ? AND token = ? AND creation_time > ?
                """, arguments: [operation, user, token.lowercased(), now.addingTimeInterval(-Self.lifetime)])
    }

    func forgetOld() throws {
        try db.execute(
            sql: "DELETE FROM client_token WHERE creation_time <= ?",
            arguments: [now.addingTimeInterval(-Self.lifetime)])
    }
}
