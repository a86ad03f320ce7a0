import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A Hummingbird application that does nothing but move bytes: what the Content Library is compared with.
///
/// `PUT /upload` writes the body to a file, `GET /download/{name}` sends a file, and `GET /answer` sends what was last
/// given to `PUT /answer`.
struct BareServer {
    private static let pieceLength = 256 << 10

    let folder: String

    func run() async throws {
        let application = Application(
            router: router(),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                print("listening on http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
                fflush(nil)
            },
            logger: Logger(label: "bare-server") { _ in SwiftLogNoOpLogHandler() }
        )
        try await application.runService()
    }

    private func router() -> Hummingbird.Router<BasicRequestContext> {
        let router = Hummingbird.Router()
        let answer = Answer()
        router.put("answer") { request, _ in
            answer.bytes = try await request.body.collect(upTo: 1 << 20)
            return HTTPResponse.Status.noContent
        }
        router.get("answer") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: answer.bytes))
        }
        router.put("upload") { request, _ in
            try await receive(request.body)
            return HTTPResponse.Status.noContent
        }
        router.get("download/{name}") { _, context in try send(context.parameters.require("name")) }
        return router
    }

    private func receive(_ body: RequestBody) async throws {
        let file = open("\(folder)/\(UUID().uuidString)", O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw HTTPError(.internalServerError) }
        defer { close(file) }
        for try await chunk in body {
            let isWritten = chunk.withUnsafeReadableBytes { bytes in
                var written = 0
                while written < bytes.count {
                    let count = write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                    guard count > 0 else { return false }
                    written += count
                }
                return true
            }
            guard isWritten else { throw HTTPError(.internalServerError) }
        }
        guard fsync(file) == 0 else { throw HTTPError(.internalServerError) }
    }

    private func send(_ name: String) throws -> Response {
        let file = try FileHandle(forReadingFrom: URL(filePath: "\(folder)/\(name)"))
        let length = try file.seekToEnd()
        try file.seek(toOffset: 0)
        let body = ResponseBody(contentLength: Int(length)) { writer in
            while let piece = try file.read(upToCount: Self.pieceLength), !piece.isEmpty {
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try file.close()
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/octet-stream"], body: body)
    }

    private final class Answer: Sendable {
        private let buffer = Mutex(ByteBuffer())

        var bytes: ByteBuffer {
            get { buffer.withLock(\.self) }
            set { buffer.withLock { $0 = newValue } }
        }
    }
}
