import Foundation
import Hummingbird
import Logging

/// A Hummingbird application that writes request bodies to a file and does nothing else: what the Content Library's
/// uploads are compared with.
enum BareServer {
    static func run(folder: String) async throws {
        let router = Hummingbird.Router()
        router.put("upload") { request, _ in
            let path = "\(folder)/\(UUID().uuidString)"
            guard let file = FileHandle(forWritingAtPath: path, creating: true) else {
                throw HTTPError(.internalServerError)
            }
            for try await chunk in request.body { try file.write(contentsOf: Data(chunk.readableBytesView)) }
            try file.synchronize()
            try file.close()
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

extension FileHandle {
    fileprivate convenience init?(forWritingAtPath path: String, creating: Bool) {
        guard !creating || FileManager.default.createFile(atPath: path, contents: nil) else { return nil }
        self.init(forWritingAtPath: path)
    }
}
