/// The 25 standard errors of the vSphere Automation API (`com.vmware.vapi.std.errors`).
///
/// The raw value is the error's discriminator on the wire, `error_type`.
public enum LibraryErrorKind: String, CaseIterable, Codable, Sendable {
    /// Anything that no other kind fits.
    case error = "ERROR"
    /// A thing of that name or identifier is there already.
    case alreadyExists = "ALREADY_EXISTS"
    /// The operation would change nothing.
    case alreadyInDesiredState = "ALREADY_IN_DESIRED_STATE"
    /// Somebody canceled the operation.
    case canceled = "CANCELED"
    /// Somebody else changed the thing meanwhile.
    case concurrentChange = "CONCURRENT_CHANGE"
    /// A feature that is in use stands in the way.
    case featureInUse = "FEATURE_IN_USE"
    /// The server failed.
    case internalServerError = "INTERNAL_SERVER_ERROR"
    /// A value of the request is not allowed.
    case invalidArgument = "INVALID_ARGUMENT"
    /// A thing is not set up as the operation needs it.
    case invalidElementConfiguration = "INVALID_ELEMENT_CONFIGURATION"
    /// A thing is not of the type that the operation needs.
    case invalidElementType = "INVALID_ELEMENT_TYPE"
    /// The request does not have the form that the operation needs.
    case invalidRequest = "INVALID_REQUEST"
    /// A thing is in a state that does not allow the operation.
    case notAllowedInCurrentState = "NOT_ALLOWED_IN_CURRENT_STATE"
    /// A thing that the request names is not there.
    case notFound = "NOT_FOUND"
    /// There is no such operation.
    case operationNotFound = "OPERATION_NOT_FOUND"
    /// Somebody else is working with the thing.
    case resourceBusy = "RESOURCE_BUSY"
    /// A thing is in use and cannot be given up.
    case resourceInUse = "RESOURCE_IN_USE"
    /// A thing that is needed cannot be reached.
    case resourceInaccessible = "RESOURCE_INACCESSIBLE"
    /// The server cannot take the request now.
    case serviceUnavailable = "SERVICE_UNAVAILABLE"
    /// The operation took too long.
    case timedOut = "TIMED_OUT"
    /// There is not enough of something, such as room in storage.
    case unableToAllocateResource = "UNABLE_TO_ALLOCATE_RESOURCE"
    /// The request does not say, or not credibly, who it comes from.
    case unauthenticated = "UNAUTHENTICATED"
    /// The user lacks a privilege.
    case unauthorized = "UNAUTHORIZED"
    /// The request has something in it that the operation does not know.
    case unexpectedInput = "UNEXPECTED_INPUT"
    /// The server does not support what is asked for.
    case unsupported = "UNSUPPORTED"
    /// The server at the other end could not be verified.
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
