import Foundation
import Hummingbird
import Logging

/// A Hummingbird application that writes request bodies to a file and does nothing else: what the Content Library's
/// uploads are compared with.
enum BareServer {
    static func run(folder: String) async throws {
        let router = Hummingbird.Router()
        router.put("upload") { request, _ in
            let file = open("\(folder)/\(UUID().uuidString)", O_WRONLY | O_CREAT | O_EXCL, 0o600)
            guard file >= 0 else { throw HTTPError(.internalServerError) }
            defer { close(file) }
            for try await chunk in request.body {
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
            return HTTPResponse.Status.noContent
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                print("listening on http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
                fflush(nil)
            },
            logger: Logger(label: "bare-server") { _ in SwiftLogNoOpLogHandler() }
        )
        try await application.runService()
    }
}
