import BinderyRuntime
import HTTPTypes

/// The cookie that this form's clients may keep their login session in.
enum Cookies {
    static let name = "vmware-api-session-id"

    /// The request with the session of its cookie, where it does not say otherwise who sends it.
    static func signedIn(_ request: ServerRequest) -> ServerRequest {
        guard let field = HTTPField.Name(name), request.head.headerFields[field] == nil,
            request.head.headerFields[.authorization] == nil
        else { return request }
        var request = request
        request.head.headerFields[field] = value(of: name, in: request)
        return request
    }

    /// The last cookie of a name. One that no header field can hold is none.
    static func value(of name: String, in request: ServerRequest) -> String? {
        let pairs = request.head.headerFields[values: .cookie].flatMap { $0.split(separator: ";") }
        let values = pairs.compactMap { pair -> String? in
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0] == name else { return nil }
            return parts[1].hasPrefix("\"") ? String(parts[1].dropFirst().dropLast()) : String(parts[1])
        }
        return values.last.flatMap { HTTPField.isValidValue($0) ? $0 : nil }
    }

    static func signIn(_ id: String, isSecure: Bool) -> String {
        "\(name)=\(id); Path=/rest; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }
}
