import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Library.Item.DownloadSession`: how items are fetched.
struct DownloadSessionHandler: ContentLibraryItemDownloadSessionHandler {
    typealias Operations = ContentLibraryItemDownloadSession

    let sessions: DownloadSessionService

    func create(_ input: Operations.Create.Input, context: RequestContext) async throws -> Operations.Create.Output {
        try await sessions.create(item: input.body.libraryItemId, token: input.clientToken, by: context.user())
    }

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        try await sessions.list(item: input.libraryItemId, by: context.user())
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        try await sessions.get(input.downloadSessionId).model
    }

    func keepAlive(
        _ input: Operations.KeepAlive.Input, context: RequestContext
    ) async throws -> Operations.KeepAlive.Output {
        try await sessions.keepAlive(input.downloadSessionId, progress: input.body?.progress)
    }

    func cancel(_ input: Operations.Cancel.Input, context: RequestContext) async throws -> Operations.Cancel.Output {
        try await sessions.cancel(input.downloadSessionId)
    }

    func fail(_ input: Operations.Fail.Input, context: RequestContext) async throws -> Operations.Fail.Output {
        try await sessions.fail(input.downloadSessionId, message: input.body.clientErrorMessage)
    }

    func delete(_ input: Operations.Delete.Input, context: RequestContext) async throws -> Operations.Delete.Output {
        try await sessions.delete(input.downloadSessionId)
    }
}

/// `Content.Library.Item.Downloadsession.File`: the files of a download session.
struct DownloadSessionFileHandler: ContentLibraryItemDownloadsessionFileHandler {
    typealias Operations = ContentLibraryItemDownloadsessionFile

    let sessions: DownloadSessionService
    let endpoints: TransferEndpoints

    func list(_ input: Operations.List.Input, context: RequestContext) async throws -> Operations.List.Output {
        var models: Operations.List.Output = []
        for file in try await sessions.files(of: input.downloadSessionId) {
            models.append(try await model(file, context))
        }
        return models
    }

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        try await model(sessions.file(input.fileName, of: input.downloadSessionId), context)
    }

    func prepare(_ input: Operations.Prepare.Input, context: RequestContext) async throws -> Operations.Prepare.Output {
        let endpoint: DownloadEndpointType? = try input.body.endpointType?.known(as: "endpoint_type")
        let file = try await sessions.prepare(
            input.body.fileName, of: input.downloadSessionId, endpoint: endpoint ?? .https, by: context.user())
        return try await model(file, context)
    }

    private func model(
        _ file: DownloadFileRecord, _ context: RequestContext
    ) async throws -> LibraryItemDownloadsessionFileInfo {
        let storage = try await sessions.storageURI(of: file).map { LibraryItemTransferEndpoint(uri: $0) }
        return file.model(endpoint: storage ?? endpoints.session(file.sessionId, file: file.name, context))
    }
}
