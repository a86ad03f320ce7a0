import BinderyHummingbird
import BinderyRuntime
import Foundation
import HTTPTypes
import HTTPTypesFoundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Serves the document over HTTP, calls the server a few times, and stops it.
@main
struct Board {
    static func main() async throws {
        var router = Router()
        BoardHandlers(notices: NoticeBoard()).register(in: &router)

        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = HummingbirdServer(router: router) { running in
            port.yield(running)
            port.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { port.finish() }
                try await server.run()
            }
            for await port in ports { try await call(port) }
            tasks.cancelAll()
            while let result = await tasks.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
        }
        print("stopped")
    }

    private static func call(_ port: Int) async throws {
        print("listening")
        let client = BoardClient(
            APIClient(baseURL: try BaseURL("http://127.0.0.1:\(port)"), transport: FoundationTransport()))
        try await client.notices.post(body: Notice(text: "Piano lessons", author: "Clara"))
        try await client.notices.post(body: Notice(text: "Cat found"))
        for notice in try await client.notices.list() { print("- \(notice.text), \(notice.author ?? "anonymous")") }
        do {
            try await client.notices.post(body: Notice(text: String(repeating: "Long. ", count: 20)))
        } catch {
            if case .undocumented(let response) = error { print("refused: \(response.status)") }
        }
        do {
            try await client.notices.clearNotices()
        } catch {
            if case .undocumented(let response) = error { print("not implemented: \(response.status)") }
        }
    }
}

/// Two of the three operations; the third answers that it is not implemented.
actor NoticeBoard: NoticesHandler {
    private var notices: [Notice] = []

    func list(_ input: NoInput, context: BinderyRuntime.RequestContext) async throws -> [Notice] {
        notices.reversed()
    }

    func post(_ input: Notices.Post.Input, context: BinderyRuntime.RequestContext) async throws {
        notices.append(input.body)
    }
}

/// Sends requests with `URLSession`, whole bodies at a time. A transport is one method.
struct FoundationTransport: ClientTransport {
    func send(_ request: HTTPRequest, body: BodyStream?) async throws -> (HTTPResponse, BodyStream) {
        let sent = Data(try await body?.collect(upTo: 1 << 20) ?? [])
        guard !sent.isEmpty else {
            let (data, response) = try await URLSession.shared.data(for: request)
            return (response, BodyStream(Array(data)))
        }
        let (data, response) = try await URLSession.shared.upload(for: request, from: sent)
        return (response, BodyStream(Array(data)))
    }
}
