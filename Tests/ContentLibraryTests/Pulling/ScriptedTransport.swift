import BinderyRuntime
import Foundation
import HTTPTypes
import Synchronization

@testable import ContentLibrary

/// A transport whose answers a test wrote down: one a request, in their order.
final class ScriptedTransport: SourceTransport {
    typealias Step = @Sendable (SourceRequest) async throws -> SourceResponse

    private struct State {
        var steps: [Step]
        var requests: [SourceRequest] = []
    }

    private let state: Mutex<State>

    init(_ steps: Step...) {
        state = Mutex(State(steps: steps))
    }

    init(repeating step: @escaping Step, count: Int) {
        state = Mutex(State(steps: Array(repeating: step, count: count)))
    }

    var requests: [SourceRequest] { state.withLock(\.requests) }

    func get(_ request: SourceRequest) async throws -> SourceResponse {
        let step = state.withLock { state in
            state.requests.append(request)
            return state.steps.isEmpty ? nil : state.steps.removeFirst()
        }
        guard let step else { throw SourceFailure.connection("the script is over") }
        return try await step(request)
    }
}

/// An answer with this content.
func answer(_ status: Int, _ text: String = "", _ fields: HTTPFields = [:]) -> ScriptedTransport.Step {
    { _ in SourceResponse(status: .init(code: status), headerFields: fields, body: BodyStream(text)) }
}

/// An answer whose connection breaks after these bytes of a content of this length.
func broken(
    _ text: String, of length: Int64?, _ fields: HTTPFields = [:], status: Int = 200
) -> ScriptedTransport.Step {
    { _ in
        SourceResponse(
            status: .init(code: status), headerFields: fields,
            body: BodyStream(
                body(Array(text.utf8), failing: ConnectionReset()), length: length, isReadOnce: true))
    }
}

func redirect(_ location: String, status: Int = 302) -> ScriptedTransport.Step {
    answer(status, "", [.location: location])
}

func fails(_ failure: SourceFailure) -> ScriptedTransport.Step {
    { _ in throw failure }
}

/// A body that its test lets come.
final class Gate: Sendable {
    private let stream: AsyncThrowingStream<ArraySlice<UInt8>, any Error>
    private let pieces: AsyncThrowingStream<ArraySlice<UInt8>, any Error>.Continuation
    private let ended = Atomic(false)
    /// Whether nobody reads it any more.
    var isEnded: Bool { ended.load(ordering: .relaxed) }

    init() {
        (stream, pieces) = AsyncThrowingStream.makeStream()
        pieces.onTermination = { [weak self] _ in self?.ended.store(true, ordering: .relaxed) }
    }

    var step: ScriptedTransport.Step {
        { [stream] _ in SourceResponse(status: .ok, body: BodyStream(stream, isReadOnce: true)) }
    }

    func write(_ text: String) { pieces.yield(Array(text.utf8)[...]) }

    func finish(_ text: String = "") {
        if !text.isEmpty { write(text) }
        pieces.finish()
    }
}
