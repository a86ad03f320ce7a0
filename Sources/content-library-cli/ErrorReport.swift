import ArgumentParser
import BinderyAsyncHTTPClient
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryTransfers

/// What a failure has to say to the person at the terminal.
struct ErrorReport {
    private let error: any Error

    init(_ error: any Error) {
        self.error = error
    }

    /// The error as ArgumentParser prints it: its own errors as they are, all others as text.
    var printable: any Error {
        switch error {
        case let failure as any OperationFailure: Text(lines: lines(of: failure))
        case let failure as TransferError: Text(lines: lines(of: failure))
        case let failure as NotFoundByName: Text(lines: [failure.description])
        case is CancellationError: Text(lines: ["interrupted"])
        default: AsyncHTTPClientTransport.explanation(of: error).map { Text(lines: [$0]) } ?? error
        }
    }

    private func lines(of failure: any OperationFailure) -> [String] {
        if let body = failure.body, let error = try? StandardError.decode(from: body.encoded()) {
            return messageStack(error)
        }
        // An undocumented response, or none: what the case holds says more than the case does.
        switch Mirror(reflecting: failure).children.first?.value {
        case ClientFailure.transport(is CancellationError)?: return ["interrupted"]
        case ClientFailure.transport(let error)?:
            let reason = AsyncHTTPClientTransport.explanation(of: error) ?? String(describing: error)
            return ["the request failed: \(reason)"]
        case let value?: return [String(describing: value)]
        case nil: return [String(describing: failure)]
        }
    }

    private func lines(of failure: TransferError) -> [String] {
        switch failure {
        case .noEndpoint(let file): ["the server names no place to transfer '\(file)' to or from"]
        case .refused(let file, let response):
            ["the transfer of '\(file)' was refused with status \(response.status)"]
                + (response.error.map { messageStack($0) } ?? [])
        case .invalidContent(let result):
            result.missingFiles.map { "the file '\($0)' is missing" }
                + result.invalidFiles.map { "the file '\($0.name)' is invalid: \($0.errorMessage.rendered())" }
        case .preparationTimedOut(let file): ["'\(file)' was not ready for download in time"]
        case .sizeMismatch(let file, let expected, let actual):
            ["'\(file)' arrived with \(actual) bytes, but the server announced \(expected)"]
        case .unknownAlgorithm(let file, let algorithm):
            ["'\(file)' cannot be verified: the algorithm '\(algorithm)' of its checksum is not known here"]
        case .notPrepared(let file, let message):
            ["'\(file)' cannot be downloaded: \(message?.rendered() ?? "the server gives no reason")"]
        case .checksumMismatch(let file, let expected, let actual):
            ["'\(file)' arrived with checksum \(actual), but the server announced \(expected)"]
        }
    }

    /// The kind and the message at the top, then each cause.
    private func messageStack(_ error: StandardError) -> [String] {
        let messages = error.messages.map { $0.rendered() }
        let kind = error.errorType.rawValue
        guard let first = messages.first else { return [kind] }
        return ["\(kind): \(first)"] + messages.dropFirst().map { "  caused by: \($0)" }
    }
}

/// Lines that ArgumentParser prints after `Error: `.
private struct Text: Error, CustomStringConvertible {
    let lines: [String]
    var description: String { lines.joined(separator: "\n") }
}
