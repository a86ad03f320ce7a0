import Foundation

/// The field `Authorization` (RFC 9110 §11.6.2).
enum AuthorizationField {
    /// What follows a scheme, whose name is compared without regard to case (RFC 9110 §11.1).
    static func value(of authorization: String, scheme: String) -> String? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == scheme else { return nil }
        return parts[1].trimmingCharacters(in: .whitespaces)
    }
}

extension NamePassword {
    /// What `Authorization: Basic …` says (RFC 7617); nil where it says nothing of the kind.
    init?(authorization: String) {
        guard let value = AuthorizationField.value(of: authorization, scheme: "basic"),
            let data = Data(base64Encoded: value), let text = String(data: data, encoding: .utf8)
        else { return nil }
        self.init(text)
    }

    /// The field that says so.
    var authorization: String { "Basic " + Data("\(name):\(password)".utf8).base64EncodedString() }
}
