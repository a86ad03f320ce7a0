import BinderyRuntime
import ContentLibraryAPI
import HTTPTypes

/// Finds out who sends a request: every operation and every transfer, except the one that begins a login session and
/// looks at the credentials itself.
struct RequestAuthenticator: BinderyRuntime.Authenticator {
    let access: AccessService

    func principal(of request: ServerRequest, context: RequestContext) async throws -> (any Sendable)? {
        if let id = context.route?.operationID, id == CisSession.Create.route.operationID { return nil }
        return try await access.authenticate(context.credentials)
    }
}

extension RequestContext {
    /// What the request says about who sends it.
    var credentials: AccessService.Credentials {
        AccessService.Credentials(
            sessionId: head.headerFields[.apiSessionID], authorization: head.headerFields[.authorization])
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
    /// `vmware-api-session-id`.
    static let apiSessionID: HTTPField.Name = {
        guard let name = HTTPField.Name(parsed: "vmware-api-session-id") else {
            preconditionFailure("letters and hyphens are a field's name")
        }
        return name
    }()
}
