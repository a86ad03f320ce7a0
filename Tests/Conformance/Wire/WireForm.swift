import BinderyRuntime
import HTTPTypes

/// A call in the API's own terms: an operation, and its arguments by the names that the API gives them.
struct Call: Sendable {
    let service: String
    let operation: String
    let arguments: Arguments

    /// - Parameter name: like `library.item.update_session.complete`, below `com.vmware.content` or, for `cis.…`,
    ///   `com.vmware`.
    init(_ name: String, _ arguments: Arguments = [:]) {
        let parts = name.split(separator: ".")
        let package = name.hasPrefix("cis.") ? "com.vmware." : "com.vmware.content."
        service = package + parts.dropLast().joined(separator: ".")
        operation = parts.last.map(String.init) ?? ""
        self.arguments = arguments
    }
}

/// What came back, in whatever form.
struct Answer: Sendable {
    var status: Int
    var result: Result<JSONValue, Failure>

    struct Failure: Error, Sendable {
        var type: StandardErrorType
        var message: String
    }
}

/// Who calls.
enum Credential: Sendable {
    case nobody
    case password(name: String, password: String)
    case session(String)
}

/// One of the forms in which the API is spoken.
protocol WireForm: Sendable {
    /// What it is called on the command line.
    var name: String { get }
    /// Sends a call and reads the answer.
    /// - Throws: ``Disagreement`` where the answer is none of this form.
    func send(_ call: Call, as credential: Credential) async throws -> Answer
    /// The status that a standard error has in this form; nil where the form has errors without one.
    func status(of type: StandardErrorType) -> Int?
    /// Whether the form can say this call at all.
    func knows(_ operation: String) -> Bool
}

/// The standard errors (`com.vmware.vapi.std.errors`).
enum StandardErrorType: String, Sendable, CaseIterable {
    case error = "ERROR"
    case alreadyExists = "ALREADY_EXISTS"
    case alreadyInDesiredState = "ALREADY_IN_DESIRED_STATE"
    case canceled = "CANCELED"
    case concurrentChange = "CONCURRENT_CHANGE"
    case featureInUse = "FEATURE_IN_USE"
    case internalServerError = "INTERNAL_SERVER_ERROR"
    case invalidArgument = "INVALID_ARGUMENT"
    case invalidElementConfiguration = "INVALID_ELEMENT_CONFIGURATION"
    case invalidElementType = "INVALID_ELEMENT_TYPE"
    case invalidRequest = "INVALID_REQUEST"
    case notAllowedInCurrentState = "NOT_ALLOWED_IN_CURRENT_STATE"
    case notFound = "NOT_FOUND"
    case operationNotFound = "OPERATION_NOT_FOUND"
    case resourceBusy = "RESOURCE_BUSY"
    case resourceInUse = "RESOURCE_IN_USE"
    case resourceInaccessible = "RESOURCE_INACCESSIBLE"
    case serviceUnavailable = "SERVICE_UNAVAILABLE"
    case timedOut = "TIMED_OUT"
    case unableToAllocateResource = "UNABLE_TO_ALLOCATE_RESOURCE"
    case unauthenticated = "UNAUTHENTICATED"
    case unauthorized = "UNAUTHORIZED"
    case unexpectedInput = "UNEXPECTED_INPUT"
    case unsupported = "UNSUPPORTED"
    case unverifiedPeer = "UNVERIFIED_PEER"

    /// From `com.vmware.vapi.std.errors.not_found`.
    init?(canonical: String) {
        guard let last = canonical.split(separator: ".").last else { return nil }
        self.init(rawValue: last.uppercased())
    }

    /// As the OpenAPI document declares it.
    var documentedStatus: Int {
        switch self {
        case .error, .internalServerError, .resourceBusy, .resourceInaccessible: 500
        default: tableStatus
        }
    }

    /// As the table of the official SDK has it.
    var tableStatus: Int {
        switch self {
        case .notFound, .operationNotFound: 404
        case .concurrentChange: 409
        case .internalServerError, .error: 500
        case .serviceUnavailable: 503
        case .timedOut: 504
        case .unauthenticated: 401
        case .unauthorized: 403
        default: 400
        }
    }
}
