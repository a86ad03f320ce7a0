/// The 25 standard errors of the vSphere Automation API (`com.vmware.vapi.std.errors`).
///
/// The raw value is the error's discriminator on the wire, `error_type`.
public enum LibraryErrorKind: String, CaseIterable, Sendable {
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

    /// The HTTP status the error travels with.
    ///
    /// Where the OpenAPI document and the SDK's table disagree, the document decides: ResourceBusy and
    /// ResourceInaccessible are 500 (DESIGN.md, first of the decided ambiguities).
    public var status: Int {
        switch self {
        case .alreadyExists, .alreadyInDesiredState, .featureInUse, .invalidArgument, .invalidElementConfiguration,
            .invalidElementType, .invalidRequest, .notAllowedInCurrentState, .resourceInUse,
            .unableToAllocateResource, .unexpectedInput, .unsupported, .unverifiedPeer:
            400
        case .unauthenticated: 401
        case .unauthorized: 403
        case .notFound, .operationNotFound: 404
        case .concurrentChange: 409
        case .error, .internalServerError, .resourceBusy, .resourceInaccessible, .canceled: 500
        case .serviceUnavailable: 503
        case .timedOut: 504
        }
    }
}
