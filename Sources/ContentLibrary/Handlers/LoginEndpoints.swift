import BinderyRuntime
import ContentLibraryAPI
import Foundation
import HTTPTypes

/// The login sessions of a user, for the user, and those of all, for administrators: the API's own service knows only the
/// session that a request belongs to.
struct LoginEndpoints: Sendable {
    static let listPath = "/bindery/logins"
    static let template = "/bindery/logins/{login}"

    let sessions: LoginSessions

    func register(in router: inout Router) {
        router.on(.get, Self.listPath, bodyLimit: 0, handler: list)
        router.on(.delete, Self.template, bodyLimit: 0, handler: end)
    }

    private struct Login: Encodable {
        var id: String
        var user: String
        var createdTime: String
        var lastAccessedTime: String

        init(_ session: LoginSession) {
            id = session.handle
            user = session.user
            createdTime = session.createdTime.formatted(.iso8601)
            lastAccessedTime = session.lastAccessedTime.formatted(.iso8601)
        }
    }

    private func list(_ request: ServerRequest, _ context: RequestContext) async throws -> ServerResponse {
        let logins = try await sessions.list(user: visible(to: context.user())).map(Login.init)
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ServerResponse(
            status: 200, headerFields: [.contentType: "application/json"],
            body: BodyStream(Array(try encoder.encode(logins))))
    }

    private func end(_ request: ServerRequest, _ context: RequestContext) async throws -> ServerResponse {
        try await sessions.end(handle: context.path("login"), user: visible(to: context.user()))
        return ServerResponse(status: 204)
    }

    /// Whose sessions a user sees; nil for everybody's.
    private func visible(to user: Principal) -> String? {
        user.has(.terminateSession) ? nil : user.name
    }
}
