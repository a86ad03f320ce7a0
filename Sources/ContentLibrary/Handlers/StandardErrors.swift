public import BinderyRuntime
import ContentLibraryAPI
public import HTTPTypes

extension LibraryMessage {
    var localizable: LocalizableMessage {
        LocalizableMessage(id: id, defaultMessage: defaultMessage, args: args)
    }
}

extension LibraryError {
    /// The generated error that travels.
    var standardError: StandardError {
        let messages = messages.map(\.localizable)
        let data: [String: JSONValue]? = data.isEmpty ? nil : data.mapValues { .string($0) }
        return switch kind {
        case .unauthenticated:
            .unauthenticated(UnauthenticatedError(messages: messages, data: data, challenge: challenge))
        case .unauthorized:
            .unauthorized(UnauthorizedError(messages: messages, data: data, challenge: challenge))
        default:
            // The other kinds differ in nothing but the discriminator.
            .error(
                StandardErrorBase(messages: messages, data: data, errorType: StandardErrorKind(rawValue: kind.rawValue))
            )
        }
    }
}

extension LibraryError: ResponseError {
    /// The status of the error's kind.
    public var status: Int { kind.status }
    /// The error's discriminator.
    public var title: String { kind.rawValue }
    /// The first message.
    public var detail: String { messages.first?.description ?? kind.rawValue }

    /// How to authenticate, where that is what is missing, and when to try again, where that is known.
    public var headerFields: HTTPFields {
        var fields: HTTPFields = [:]
        if kind == .unauthenticated, let challenge { fields[.wwwAuthenticate] = challenge }
        if let retryAfter { fields[.retryAfter] = String(retryAfter) }
        return fields
    }
}
