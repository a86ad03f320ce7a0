import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes

/// Finds out who sends a request, and whether they may send it: every operation and every transfer, except the one that begins a login session and
/// looks at the credentials itself.
struct RequestAuthenticator: BinderyRuntime.Authenticator {
    let access: AccessService

    func principal(of request: ServerRequest, context: RequestContext) async throws -> (any Sendable)? {
        if let id = context.route?.operationID, id == CisSession.Create.route.operationID { return nil }
        let principal = try await access.authenticate(context.credentials)
        RequestRecord.current?.user = principal.name
        if let route = context.route { try OperationPrivileges.check(route, principal) }
        return principal
    }
}

extension RequestContext {
    /// What the request says about who sends it.
    var credentials: AccessService.Credentials {
        AccessService.Credentials(
            sessionId: HTTPField.Name.apiSessionID.flatMap { head.headerFields[$0] },
            authorization: head.headerFields[.authorization], address: remoteAddress)
    }

    /// Who the authenticator found the sender to be.
    func user() throws -> Principal {
        guard let principal = principal as? Principal else {
            throw LibraryError.unauthenticated(
                LibraryMessage("access.unknown", "The sender of the request is not known."))
        }
        return principal
    }
}

extension HTTPField.Name {
    /// The field of the security scheme `api_key_auth`.
    static let apiSessionID = HTTPField.Name("vmware-api-session-id")
}
