import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Lets uploads begin, and go no further until it is told to.
struct HeldUploads: ServerMiddleware {
    let begun: AsyncStream<Void>
    private let begin: AsyncStream<Void>.Continuation
    private let released: AsyncStream<Void>
    private let releaseAll: AsyncStream<Void>.Continuation

    init() {
        (begun, begin) = AsyncStream.makeStream()
        (released, releaseAll) = AsyncStream.makeStream()
    }

    func release() { releaseAll.finish() }

    func respond(
        to request: ServerRequest, context: RequestContext,
        next: @Sendable (ServerRequest, RequestContext) async -> ServerResponse
    ) async throws -> ServerResponse {
        if request.head.method == .put {
            begin.yield()
            for await _ in released {}
        }
        return await next(request, context)
    }
}

/// Whoever interrupts a command leaves no session behind that would keep the item.
@Suite(.timeLimit(.minutes(10))) struct InterruptionTests {
    @Test(arguments: [SIGINT, SIGTERM]) func anInterruptedUpload(_ signal: Int32) async throws {
        let uploads = HeldUploads()
        try await Wire.serve(middleware: uploads) { wire in
            defer { uploads.release() }
            let file = try wire.folder.write("disk.iso", Array(repeating: 7, count: 1 << 20))
            let errors = wire.folder.path("errors")
            let upload = try ChildProcess(
                ContentLibraryProgram.path,
                ["upload", "L", "I", file, "--server", wire.address, "--user", "anna:secret"], errors: errors)
            for await _ in uploads.begun { break }
            let sessions = try wire.client.contentLibraryItemUpdateSession
            let session = try #require(try await sessions.list().first)
            upload.send(signal)
            #expect(await upload.end() == .exit(128 + signal))
            #expect(try String(contentsOfFile: errors, encoding: .utf8) == "interrupted\n")
            #expect(try await sessions.get(updateSessionId: session).state == .canceled)
            uploads.release()
            try await wire.expectBytes(objects: 0)
        }
    }
}
