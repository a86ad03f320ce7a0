import HTTPTypes

/// Puts an operation's input into a request.
///
/// What cannot be expressed is remembered and thrown when the request is finished, so that the functions of the
/// generated code stay plain. Styles and their defaults are OpenAPI's (3.0.3 §4.7.12).
public struct RequestWriter {
    let route: Route
    private(set) var pathValues: [String: String] = [:]
    private var query: [String] = []
    /// The names of the query's parameters so far, for constraints that parameters fulfil.
    private var queryNames: Set<String> = []
    private var cookies: [String] = []
    private var headerFields: HTTPFields = [:]
    private var body: BodyStream?
    /// What the request is held against before it is sent; nil where it is not.
    let schema: InputSchema?
    /// What is wrong with the body, found out while it was written.
    private(set) var bodyReport = ValidationReport()
    private var failure: RequestEncodingError?

    /// Makes a writer for one request of a route. What the route says of the query comes first in it.
    public init(route: Route) {
        self.init(route: route, schema: nil)
    }

    /// - Parameter schema: what the request is held against before it is sent.
    init(route: Route, schema: InputSchema?) {
        self.route = route
        self.schema = schema
        for case .equals(let name, let value) in route.query {
            addToQuery("\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))", names: [name])
        }
    }

    /// Writes a path parameter.
    public mutating func path<Value: ParameterValue>(
        _ name: String, _ value: Value, style: ParameterStyle = .simple, explode: Bool = false
    ) {
        path(name, content: value.parameterContent, style, explode)
    }

    /// Writes a query parameter; leaves it out where the value is nil.
    public mutating func query<Value: ParameterValue>(
        _ name: String, _ value: Value?, style: ParameterStyle = .form, explode: Bool? = nil,
        allowReserved: Bool = false
    ) {
        guard let value else { return }
        query(name, content: value.parameterContent, style, explode, allowReserved)
    }

    /// Writes a header field; leaves it out where the value is nil.
    public mutating func header<Value: ParameterValue>(
        _ name: String, _ value: Value?, style: ParameterStyle = .simple, explode: Bool = false
    ) {
        guard let value else { return }
        header(name, content: value.parameterContent, style, explode)
    }

    /// Writes a cookie; leaves it out where the value is nil.
    public mutating func cookie<Value: ParameterValue>(
        _ name: String, _ value: Value?, style: ParameterStyle = .form, explode: Bool? = nil
    ) {
        guard let value else { return }
        cookie(name, content: value.parameterContent, style, explode)
    }

    /// Sets the body and its media type; the type of an earlier `Content-Type` parameter is replaced.
    mutating func body(_ body: BodyStream, contentType: String) {
        self.body = body
        headerFields[.contentType] = contentType
    }

    /// Sets a body in a format.
    /// - Returns: whether the value is one of the format's.
    mutating func body<Value>(_ value: Value, _ format: BodyFormat<Value>) throws(RequestEncodingError) -> Bool {
        var value = value
        if let schema, let report = format.apply?(schema.rules(for: format.mediaType), &value) {
            bodyReport.append(report, below: "/body")
        }
        guard let part = try format.write(value) else { return false }
        body = part.body
        for field in part.headerFields { headerFields[field.name] = field.value }
        return true
    }

    /// Remembers what is wrong with a body that is held against its schema as it is written.
    mutating func refuse(_ report: ValidationReport, mediaType: String) {
        bodyReport.append(report)
        headerFields[.contentType] = mediaType
    }

    /// Remembers the first failure.
    mutating func fail(_ error: RequestEncodingError) {
        if failure == nil { failure = error }
    }
}

extension RequestWriter {
    mutating func path(_ name: String, content: ParameterContent, _ style: ParameterStyle, _ explode: Bool) {
        guard let text = style.text(of: content, name: name, explode: explode, escape: .strict), !text.isEmpty else {
            fail(.emptyPathParameter(name))
            return
        }
        pathValues[name] = text
    }

    mutating func query(
        _ name: String, content: ParameterContent, _ style: ParameterStyle, _ explode: Bool?, _ allowReserved: Bool
    ) {
        let explode = explode ?? style.explodesByDefault
        let escape: PercentEncoding.Escape = allowReserved ? .keepingReserved : .strict
        guard let text = style.text(of: content, name: name, explode: explode, escape: escape) else { return }
        addToQuery(text, names: [name])
    }

    mutating func header(_ name: String, content: ParameterContent, _ style: ParameterStyle, _ explode: Bool) {
        guard let text = style.text(of: content, name: name, explode: explode, escape: .none) else { return }
        guard let fieldName = HTTPField.Name(name), HTTPField.isValidValue(text) else {
            fail(.invalidHeaderField(name: name))
            return
        }
        headerFields[fieldName] = text
    }

    mutating func cookie(_ name: String, content: ParameterContent, _ style: ParameterStyle, _ explode: Bool?) {
        let explode = explode ?? style.explodesByDefault
        guard let text = style.text(of: content, name: name, explode: explode, escape: .strict) else { return }
        cookies.append(explode ? text.split(separator: "&").joined(separator: "; ") : text)
    }

    private mutating func addToQuery(_ text: String, names: [String]) {
        query.append(text)
        queryNames.formUnion(names)
    }

    /// The finished request.
    /// - Parameter baseURL: the address that the path is appended to.
    /// - Throws: ``RequestEncodingError``, the first one that was remembered.
    func finish(at baseURL: BaseURL) throws(RequestEncodingError) -> (HTTPRequest, BodyStream?) {
        if let failure { throw failure }
        guard let method = HTTPRequest.Method(rawValue: route.method.rawValue) else {
            throw .invalidMethod(route.method.rawValue)
        }
        var path = baseURL.path
        for segment in route.template.segments { path += "/" + (try text(of: segment)) }
        if path.isEmpty { path = "/" }
        var query = query
        for case .present(let name) in route.query where !queryNames.contains(name) {
            query.append(PercentEncoding.encode(name))
        }
        if !query.isEmpty { path += "?" + query.joined(separator: "&") }
        var fields = headerFields
        if !cookies.isEmpty { fields[.cookie] = cookies.joined(separator: "; ") }
        let request = HTTPRequest(
            method: method, scheme: baseURL.scheme, authority: baseURL.authority, path: path, headerFields: fields
        )
        return (request, body)
    }

    /// The finished request to an address that takes the place of the route's path.
    /// - Parameter address: a whole URL; its query stands before that of the operation.
    /// - Throws: ``RequestEncodingError``, the first one that was remembered, or where the address is none.
    func finish(atAddress address: String) throws(RequestEncodingError) -> (HTTPRequest, BodyStream?) {
        let text = address.prefix { $0 != "#" }
        let place = text.prefix { $0 != "?" }
        let base: BaseURL
        do throws(BaseURL.Invalid) {
            base = try BaseURL(String(place))
        } catch {
            throw .invalidAddress(error)
        }
        var (request, body) = try finish(at: base)
        // A slash at the end belongs to the address.
        var path = place.hasSuffix("/") ? base.path + "/" : base.path.isEmpty ? "/" : base.path
        let queries = [text[place.endIndex...].dropFirst(), query.joined(separator: "&")[...]].filter { !$0.isEmpty }
        if !queries.isEmpty { path += "?" + queries.joined(separator: "&") }
        request.path = path
        return (request, body)
    }

    private func text(of segment: PathTemplate.Segment) throws(RequestEncodingError) -> String {
        var text = ""
        for piece in segment.pieces {
            switch piece {
            case .literal(let literal): text += literal
            case .variable(let name):
                guard let value = pathValues[name] else { throw .missingPathParameter(name) }
                text += value
            }
        }
        // A segment of dots would be resolved away on its way (RFC 3986 §5.2.4).
        if segment.literal == nil, text == "." || text == ".." { return text.map { _ in "%2E" }.joined() }
        return text
    }
}
