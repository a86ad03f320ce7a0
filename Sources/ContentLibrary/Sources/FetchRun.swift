import BinderyRuntime
import HTTPTypes
import Synchronization

/// One fetch on its way: how often it was tried, and by what the source's content is known to be the same.
final class FetchRun: Sendable {
    private struct State {
        var attempts = 0
        /// A strong validator of what is being read (RFC 9110 §8.8.1); nil, and it cannot be carried on.
        var validator: String?
        var length: Int64?
        var failure: FetchFailure?
        /// Where the source begins anew: its answer, or nil if it is to be asked for one.
        var anew: SourceResponse??
    }

    /// Ends the body whose content is worth nothing any more.
    struct StartsAnew: Error {}

    private let fetcher: SourceFetcher
    private let request: SourceFetcher.Request
    private let state = Mutex(State())

    init(fetcher: SourceFetcher, request: SourceFetcher.Request) {
        self.fetcher = fetcher
        self.request = request
    }

    var failure: FetchFailure? { state.withLock(\.failure) }
    var mustStartAnew: Bool { state.withLock { $0.anew != nil } }

    /// Gets the content from its first byte.
    func begin() async throws -> SourceResponse {
        let response = try await persistently { try await self.fetcher.send(self.request) }
        return try checked(response)
    }

    func startAnew() async throws -> SourceResponse {
        let answer = state.withLock { state in
            defer { state.anew = nil }
            return state.anew.flatMap(\.self)
        }
        if let answer { return try checked(answer) }
        return try await begin()
    }

    /// The same answer with a body that carries on by itself.
    func resuming(_ response: SourceResponse) -> SourceResponse {
        let length = response.body.length
        state.withLock {
            $0.validator = Self.validator(of: response.headerFields)
            $0.length = length
        }
        var response = response
        response.body = BodyStream(
            ResumingBody(run: self, first: response.body), length: length, isReadOnce: true)
        return response
    }

    /// Gets the rest of the content after an error.
    /// - Parameter gained: how many bytes the connection that broke had brought.
    /// - Throws: `StartsAnew`, ``FetchFailure``, `CancellationError`.
    func rest(after offset: Int64, gained: Int64, _ error: any Error) async throws -> BodyStream {
        try Task.checkCancellation()
        if error is CancellationError { throw error }
        if gained >= fetcher.persistence.progress { state.withLock { $0.attempts = 0 } }
        do {
            try await pause(error)
            guard let validator = state.withLock(\.validator), offset > 0 else { throw anew(nil) }
            let range: HTTPFields = [.range: "bytes=\(offset)-", .ifRange: validator]
            let response = try await persistently { try await self.fetcher.send(self.request, range) }
            switch response.status.code {
            case 206 where isRest(response, from: offset): return response.body
            case 200: throw anew(response)
            // What it has now ends before, or it sent another part than the one asked for.
            case 206, 416: throw anew(nil)
            case let code: throw FetchFailure.status(code)
            }
        } catch let failure as FetchFailure {
            state.withLock { $0.failure = failure }
            throw failure
        }
    }

    private func anew(_ response: SourceResponse?) -> StartsAnew {
        state.withLock { $0.anew = .some(response) }
        return StartsAnew()
    }

    /// Tries what may succeed the next time.
    private func persistently<Value>(_ attempt: () async throws -> Value) async throws -> Value {
        while true {
            do { return try await attempt() } catch let failure as SourceFailure {
                guard case .connection = failure else { throw FetchFailure.source(failure) }
                try await pause(failure)
            }
        }
    }

    private func pause(_ error: any Error) async throws {
        let pauses = fetcher.persistence.pauses
        let next = state.withLock { state -> Duration? in
            defer { state.attempts += 1 }
            return state.attempts < pauses.count ? pauses[state.attempts] : nil
        }
        guard let next else {
            throw FetchFailure.source(error as? SourceFailure ?? .connection("\(error)"))
        }
        try await fetcher.clock.sleep(next)
    }

    private func checked(_ response: SourceResponse) throws -> SourceResponse {
        // Other 2xx have no content, or not this one.
        guard response.status.code == 200 else { throw FetchFailure.status(response.status.code) }
        if let coding = response.headerFields[.contentEncoding], coding.lowercased() != "identity" {
            throw FetchFailure.coded(coding)
        }
        return response
    }

    /// Whether this is the content from the offset to its end (RFC 9110 §14.4).
    private func isRest(_ response: SourceResponse, from offset: Int64) -> Bool {
        guard let field = response.headerFields[.contentRange], field.lowercased().hasPrefix("bytes ") else {
            return false
        }
        let numbers = field.dropFirst("bytes ".count).split(whereSeparator: { "-/".contains($0) })
        guard numbers.count == 3, Int64(numbers[0]) == offset, let last = Int64(numbers[1]) else { return false }
        guard let length = state.withLock(\.length) else { return true }
        return last == length - 1
    }

    private static func validator(of fields: HTTPFields) -> String? {
        if let tag = fields[.eTag] { return tag.hasPrefix("W/") ? nil : tag }
        return fields[.lastModified]
    }
}

/// A body that asks for its rest where it breaks off.
private struct ResumingBody: AsyncSequence, Sendable {
    let run: FetchRun
    let first: BodyStream

    func makeAsyncIterator() -> Iterator {
        Iterator(run: run, pieces: first.makeAsyncIterator())
    }

    struct Iterator: AsyncIteratorProtocol {
        let run: FetchRun
        var pieces: BodyStream.Iterator
        var received: Int64 = 0
        var gained: Int64 = 0

        mutating func next() async throws -> ArraySlice<UInt8>? {
            while true {
                do {
                    guard let piece = try await pieces.next() else { return nil }
                    received += Int64(piece.count)
                    gained += Int64(piece.count)
                    return piece
                } catch {
                    pieces = try await run.rest(after: received, gained: gained, error).makeAsyncIterator()
                    gained = 0
                }
            }
        }
    }
}
