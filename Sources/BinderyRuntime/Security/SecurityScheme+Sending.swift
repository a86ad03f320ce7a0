import HTTPTypes

extension SecurityScheme.Kind {
    /// Puts a credential into a request; one that is there already is replaced.
    /// - Parameter credential: the credential, without the name of an HTTP scheme.
    /// - Throws: ``RequestEncodingError`` where a header field cannot hold it.
    func put(_ credential: String, into request: inout HTTPRequest) throws(RequestEncodingError) {
        switch self {
        case .header(let name): try Self.set(name, credential, in: &request)
        case .query(let name):
            let item = "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(credential))"
            let path = request.path ?? "/"
            request.path = path + (path.contains("?") ? "&" : "?") + item
        case .cookie(let name):
            let pair = "\(name)=\(PercentEncoding.encode(credential))"
            let others = request.headerFields[.cookie].map { "\($0); " } ?? ""
            try Self.set("Cookie", others + pair, in: &request)
        case .basic: try Self.set("Authorization", "Basic \(credential)", in: &request)
        case .bearer: try Self.set("Authorization", "Bearer \(credential)", in: &request)
        case .http(let scheme): try Self.set("Authorization", "\(scheme) \(credential)", in: &request)
        case .mutualTLS: break
        }
    }

    private static func set(
        _ name: String, _ value: String, in request: inout HTTPRequest
    ) throws(RequestEncodingError) {
        guard let fieldName = HTTPField.Name(name), HTTPField.isValidValue(value) else {
            throw .invalidHeaderField(name: name)
        }
        request.headerFields[fieldName] = value
    }
}
