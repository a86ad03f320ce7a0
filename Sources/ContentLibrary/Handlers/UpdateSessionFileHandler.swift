import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Item.Updatesession.File`: the files of an update session.
struct UpdateSessionFileHandler: ContentLibraryItemUpdatesessionFileHandler {
    typealias Operations = ContentLibraryItemUpdatesessionFile

    let sessions: UpdateSessionService
    let endpoints: TransferEndpoints

    func add(_ input: Operations.Add.Input, context: RequestContext) async throws -> Operations.Add.Output {
        let file = try await sessions.addFile(input.body.addSpec(), to: input.updateSessionId, by: context.user())
        return model(file, input.updateSessionId, context)
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        let file = try await sessions.file(input.fileName, of: input.updateSessionId)
        return model(file, input.updateSessionId, context)
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await sessions.files(of: input.updateSessionId).map { model($0, input.updateSessionId, context) }
    }

    func remove(_ input: Operations.Remove.Input, context: RequestContext) async throws -> Operations.Remove.Output {
        try await sessions.removeFile(input.fileName, from: input.updateSessionId)
    }

    func validate(
        _ input: Operations.Validate.Input, context: RequestContext
    ) async throws -> Operations.Validate.Output {
        try await sessions.validate(input.updateSessionId).model
    }

    private func model(
        _ file: SessionFile, _ session: String, _ context: RequestContext
    ) -> LibraryItemUpdatesessionFileInfo {
        file.model(endpoint: endpoints.session(session, file: file.name, context))
    }
}
