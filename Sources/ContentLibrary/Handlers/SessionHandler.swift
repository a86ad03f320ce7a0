import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Cis.Session`: login sessions.
struct SessionHandler: CisSessionHandler {
    let access: AccessService

    func create(_ input: CisSession.Create.Input, context: RequestContext) async throws -> CisSession.Create.Output {
        let credentials = context.credentials
        return try await access.logIn(authorization: credentials.authorization, from: credentials.address).id
    }

    func get(_ input: CisSession.Get.Input, context: RequestContext) async throws -> CisSession.Get.Output {
        let session = try await access.loginSession(context.credentials)
        return SessionInfo(
            user: session.user, createdTime: session.createdTime, lastAccessedTime: session.lastAccessedTime)
    }

    func delete(_ input: CisSession.Delete.Input, context: RequestContext) async throws -> CisSession.Delete.Output {
        try await access.logOut(context.credentials)
    }
}
