import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryServer

/// Completes an update session twice: the first time works, the second is refused with a standard error.
@main
struct Sessions {
    static func main() async throws {
        let library = Library()
        var router = Router(basePath: "/api")
        ContentLibraryHandlers(contentLibraryItemUpdateSession: library).register(in: &router)

        let api = APIClient(baseURL: try BaseURL("http://localhost/api"), transport: RouterTransport(router))
        let client = ContentLibraryClient(api)
        let session = try await client.contentLibraryItemUpdateSession.create(
            body: LibraryItemUpdateSessionModel(libraryItemId: "debian-13"))
        print("created \(session)")
        try await client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
        print("completed \(session)")
        do {
            try await client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
        } catch .badRequest(let error) {
            for message in error.messages { print("refused: \(message.defaultMessage)") }
        }
    }
}

/// A server that knows no more of a session than whether it is active.
actor Library: ContentLibraryItemUpdateSessionHandler {
    private var active: Set<String> = []

    func create(
        _ input: ContentLibraryItemUpdateSession.Create.Input, context: RequestContext
    ) async throws -> String {
        let session = "session-of-\(input.body.libraryItemId ?? "nothing")"
        active.insert(session)
        return session
    }

    func complete(_ input: ContentLibraryItemUpdateSession.Complete.Input, context: RequestContext) async throws {
        guard active.remove(input.updateSessionId) == nil else { return }
        let message = LocalizableMessage(
            id: "example.session.over", defaultMessage: "The session is not active.", args: [])
        throw ContentLibraryItemUpdateSession.Complete.Failure.badRequest(
            NotAllowedInCurrentStateError(messages: [message]))
    }
}
