import BinderyRuntime
import ContentLibraryAPI
import GRDB
import HTTPTypes

/// Answers every error with a standard error, whatever its origin.
struct StandardErrorResponder: ErrorResponder {
    func response(to error: any Error, context: RequestContext) async -> ServerResponse {
        var (error, status, fields) = Self.standard(error)
        // What somebody who asks for help can name, and the log has.
        if !context.requestID.isEmpty { error.data["request_id"] = context.requestID }
        return Self.response(error, status: status, fields: fields)
    }

    static func response(_ error: LibraryError, status: Int? = nil, fields: HTTPFields = [:]) -> ServerResponse {
        var fields = fields
        fields[.contentType] = "application/json"
        // What we write ourselves always encodes: there is no number in it.
        let body = (try? error.standardError.encoded()) ?? []
        return ServerResponse(status: status ?? error.status, headerFields: fields, body: BodyStream(body))
    }

    /// The kind of error that fits, the status and the fields that HTTP asks for with it.
    private static func standard(_ error: any Error) -> (LibraryError, Int, HTTPFields) {
        switch error {
        case let error as LibraryError:
            return (error, error.status, error.headerFields)
        case let error as FileSystemError:
            return (error.libraryError, error.libraryError.status, [:])
        case let error as DatabaseError where error.libraryError != nil:
            return standard(error.libraryError ?? error)
        case let fault as RequestFault:
            return (request(fault), fault.status, fault.headerFields)
        case let violations as RequestViolations:
            return (request(violations), violations.status, violations.headerFields)
        case let fault as RoutingFault:
            let kind: LibraryErrorKind = if case .notFound = fault { .operationNotFound } else { .invalidRequest }
            let error = LibraryError(kind, LibraryMessage("request.no_operation", "No operation: {0}.", fault.detail))
            return (error, fault.status, fault.headerFields)
        case let missing as NotImplemented:
            let operation = missing.route.map { $0.operationID ?? $0.description } ?? "requested"
            let message = LibraryMessage(
                "operation.not_implemented", "This server does not implement the operation {0} yet.", operation)
            return (LibraryError(.unsupported, message), missing.status, missing.headerFields)
        case let known as any ResponseError:
            let kind: LibraryErrorKind =
                switch known.status {
                case 401: .unauthenticated
                case 403: .unauthorized
                case 404: .notFound
                case 400..<500: .invalidRequest
                default: .internalServerError
                }
            let message = LibraryMessage("request.refused", "{0}: {1}.", known.title, known.detail)
            return (LibraryError(kind, message), known.status, known.headerFields)
        default:
            // What it was is for the log, not for the client.
            let message = LibraryMessage("internal", "The server failed to carry out the operation.")
            return (LibraryError(.internalServerError, message), LibraryErrorKind.internalServerError.status, [:])
        }
    }

    /// A request that is not what the document demands: the first violation in general, and then each of them.
    private static func request(_ violations: RequestViolations) -> LibraryError {
        var error = LibraryError(
            .invalidArgument, LibraryMessage("request.malformed", "The request is not valid: {0}.", violations.detail))
        error.messages += violations.report.violations.map { violation in
            LibraryMessage(
                "request.violation", "{0}: expected {1}, found {2}.", violation.pointer, violation.expected,
                violation.found)
        }
        if let path = violations.jsonPath { error.data["path"] = path }
        return error
    }

    /// A request that does not have the form the operation needs; the place in the JSON is in the message and in `data`.
    private static func request(_ fault: RequestFault) -> LibraryError {
        let kind: LibraryErrorKind
        switch fault.reason {
        case .violations(let report): return request(RequestViolations(report))
        case .missing, .invalid, .json: kind = .invalidArgument
        case .tooLarge, .mediaType: kind = .invalidRequest
        }
        var error = LibraryError(
            kind, LibraryMessage("request.malformed", "The request is not valid: {0}.", fault.detail))
        if let path = fault.jsonPath { error.data["path"] = path }
        return error
    }
}
