public import HTTPTypes

/// Takes an operation's input out of a request.
///
/// Styles and their defaults are OpenAPI's (3.0.3 §4.7.12). Each fault names the part of the request that it is about.
public struct RequestReader {
    private let context: RequestContext
    private let body: BodyStream
    private let cookies: QueryString
    /// What the body is held against; nil where nothing is known, or nothing is to be checked.
    var schema: InputSchema?
    /// How many bytes of a body that is read part by part may be kept together.
    var collectedBytes: Int?

    /// Makes a reader.
    /// - Parameters:
    ///   - context: what the router knows of the request.
    ///   - body: the body; all of its bytes must be there unless the operation streams it.
    public init(context: RequestContext, body: BodyStream) {
        self.context = context
        self.body = body
        cookies = QueryString(cookies: Self.cookies(in: context.head.headerFields[.cookie]))
    }

    /// The header fields.
    public var headerFields: HTTPFields { context.head.headerFields }

    /// A path parameter.
    public func path<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> Value {
        let content = pathContent(name, type.parameterShape, style, explode)
        guard let value = try value(.path(name), type, content, found: rawPath(name)) else {
            throw RequestFault(.path(name), .missing)
        }
        return value
    }

    /// A query parameter that must be there.
    public func query<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Value {
        guard let value = try queryIfPresent(name, type, style: style, explode: explode) else {
            throw RequestFault(.query(name), .missing)
        }
        return value
    }

    /// A query parameter; nil where it is absent.
    public func queryIfPresent<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Value? {
        let content = queryContent(name, type.parameterShape, style, explode)
        return try value(.query(name), type, content, found: context.query.values(of: name).joined(separator: ", "))
    }

    /// A header field that must be there.
    public func header<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> Value {
        guard let value = try headerIfPresent(name, type, style: style, explode: explode) else {
            throw RequestFault(.header(name), .missing)
        }
        return value
    }

    /// A header field; nil where it is absent.
    public func headerIfPresent<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> Value? {
        let content = headerContent(name, type.parameterShape, style, explode)
        return try value(.header(name), type, content, found: field(name) ?? "")
    }

    /// A cookie that must be there.
    public func cookie<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Value {
        guard let value = try cookieIfPresent(name, type, style: style, explode: explode) else {
            throw RequestFault(.cookie(name), .missing)
        }
        return value
    }

    /// A cookie; nil where it is absent.
    public func cookieIfPresent<Value: ParameterValue>(
        _ name: String, _ type: Value.Type = Value.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Value? {
        let content = cookieContent(name, type.parameterShape, style, explode)
        return try value(.cookie(name), type, content, found: "")
    }

    private func value<Value: ParameterValue>(
        _ location: RequestFault.Location, _ type: Value.Type, _ content: ParameterContent??,
        found: @autoclosure () -> String
    ) throws(RequestFault) -> Value? {
        guard let content else { return nil }
        guard let content, let value = Value(parameterContent: content) else {
            throw RequestFault(location, .invalid(expected: type.parameterExpectation, found: found()))
        }
        return value
    }

    /// All of the body, whether it has been collected or not.
    var wholeBody: BodyStream { body }
}

extension RequestReader {
    /// What a parameter was sent as: nil where it is absent, `.some(nil)` where it does not follow its style.
    func pathContent(
        _ name: String, _ shape: ParameterShape, _ style: ParameterStyle, _ explode: Bool
    ) -> ParameterContent?? {
        guard let text = context.pathValues.first(where: { $0.name == name })?.value else { return nil }
        return .some(style.content(of: text, name: name, shape: shape, explode: explode, isEncoded: true))
    }

    func queryContent(
        _ name: String, _ shape: ParameterShape, _ style: ParameterStyle, _ explode: Bool?
    ) -> ParameterContent?? {
        let fixed = context.route?.query.map(\.name) ?? []
        let explode = explode ?? style.explodesByDefault
        return context.query.content(of: name, shape: shape, style: style, explode: explode, excluding: fixed)
    }

    func headerContent(
        _ name: String, _ shape: ParameterShape, _ style: ParameterStyle, _ explode: Bool
    ) -> ParameterContent?? {
        guard let text = field(name) else { return nil }
        return .some(style.content(of: text[...], name: name, shape: shape, explode: explode, isEncoded: false))
    }

    func cookieContent(
        _ name: String, _ shape: ParameterShape, _ style: ParameterStyle, _ explode: Bool?
    ) -> ParameterContent?? {
        cookies.content(of: name, shape: shape, style: style, explode: explode ?? style.explodesByDefault)
    }

    func rawPath(_ name: String) -> String {
        context.pathValues.first { $0.name == name }.map { String($0.value) } ?? ""
    }

    /// A header field's value; several fields of one name are joined by commas (RFC 9110 §5.3).
    func field(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { context.head.headerFields[$0] }
    }

    /// The pairs of a `Cookie` field (RFC 6265 §4.2.1), quotation marks around values removed.
    static func cookies(in field: String?) -> [Substring] {
        guard let field else { return [] }
        return field.split(separator: ";").map { part in
            var part = part.drop { $0 == " " }
            while part.last == " " { part.removeLast() }
            guard part.last == "\"", let equals = part.firstIndex(of: "=") else { return part }
            let value = part[part.index(after: equals)...]
            guard value.count >= 2, value.first == "\"" else { return part }
            return part[...equals] + value.dropFirst().dropLast()
        }
    }
}
