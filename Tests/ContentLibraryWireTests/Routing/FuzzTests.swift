import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import HTTPTypes
import Testing

/// Whatever a client sends is the client's fault: no answer is a failure of the server, and every error is a standard
/// error. The requests are the same in every run.
@Suite(.timeLimit(.minutes(10))) struct FuzzTests {
    static let rounds = 30

    @Test(arguments: [UInt64(1), 2026]) func nothingAClientSendsIsAServerError(seed: UInt64) async throws {
        try await Wire.serve { wire in
            var requests = RequestFuzzer(seed: seed)
            let socket = RawSocket(port: wire.port)
            // What is deleted is deleted last, so that the others find it.
            let routes = wire.router.routes.sorted {
                ($0.method == .delete ? 1 : 0, $0.description) < ($1.method == .delete ? 1 : 0, $1.description)
            }
            #expect(routes.count > 89)
            var statuses: [Int: Int] = [:]
            for _ in 0..<Self.rounds {
                requests.identifiers = try await identifiers(wire)
                for route in routes {
                    let request = requests.next(for: route)
                    let bytes = try await socket.exchange(request.bytes)
                    guard let answer = RawAnswer(bytes) else {
                        Issue.record("no answer to \(request)")
                        continue
                    }
                    statuses[answer.status, default: 0] += 1
                    check(answer, request)
                }
            }
            // The requests are not all of one kind: some get through, and some are refused for each of many reasons.
            #expect(Set(statuses.keys).isSuperset(of: [200, 201, 204, 400, 401, 404, 405, 415]), "\(statuses)")
            #expect(try await wire.send(.get, "/content/library").status == 200)
        }
    }

    private func check(_ answer: RawAnswer, _ request: FuzzedRequest) {
        guard answer.status >= 400, request.method != "HEAD" else { return }
        guard let error = try? StandardError.decode(from: answer.body) else {
            let body = String(decoding: answer.body, as: UTF8.self)
            Issue.record("\(answer.status) with no standard error: \(body) to \(request)")
            return
        }
        #expect(!error.messages.isEmpty, "\(request)")
        let allowed: [StandardErrorKind]
        switch answer.status {
        case ..<500: return
        case 500: allowed = [.resourceBusy, .resourceInaccessible]
        case 501: allowed = [.unsupported]
        default: allowed = []
        }
        #expect(allowed.contains(error.errorType), "\(answer.status) \(error.errorType) to \(request)")
    }

    /// What the requests may name: of a library whose item has two sessions.
    private func identifiers(_ wire: Wire) async throws -> Identifiers {
        let library = try await wire.library()
        let item = try await wire.client.contentLibraryItem.create(body: .init(libraryId: library, name: "item"))
        try await wire.change(item, files: ["file": "content"])
        let update = try await wire.session(on: item)
        try await wire.add("file", to: update)
        let download = try await wire.download("file", of: item).session
        return Identifiers(library: library, item: item, updateSession: update, downloadSession: download)
    }
}
