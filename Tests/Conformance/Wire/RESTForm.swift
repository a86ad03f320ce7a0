import BinderyRuntime
import HTTPTypes

/// The form that the OpenAPI document describes, under `/api`.
struct RESTForm: WireForm {
    let name = "rest"
    let url: String
    let http: HTTPExchange

    func knows(_ operation: String) -> Bool { true }

    func status(of type: StandardErrorType) -> Int? { type.documentedStatus }

    func send(_ call: Call, as credential: Credential) async throws -> Answer {
        let operation = try DescribedOperation.of(call)
        var fields: HTTPFields = [:]
        if let token = call.arguments["client_token"]?.string { fields[.clientToken] = token }
        let answer = try await http.send(
            operation.method, url + "/api" + target(operation, call.arguments), as: credential,
            json: body(operation, call.arguments), fields)
        let json = try answer.json()
        guard !(200..<300).contains(answer.status) else { return Answer(status: answer.status, result: .success(json)) }
        guard let type = json["error_type"]?.string.flatMap(StandardErrorType.init(rawValue:)) else {
            throw Disagreement("status \(answer.status) without a standard error: \(json.text)")
        }
        return Answer(status: answer.status, result: .failure(Answer.Failure(type: type, message: json.message)))
    }

    private func target(_ operation: DescribedOperation, _ arguments: Arguments) -> String {
        let parts = operation.path.split(separator: "?", maxSplits: 1)
        var path = parts.first.map(String.init) ?? ""
        var query = parts.count > 1 ? parts[1].split(separator: "&").map(String.init) : []
        for parameter in operation.parameters {
            guard let text = arguments[parameter.name]?.parameterText else { continue }
            switch parameter.location {
            case .path: path = path.replacing("{\(parameter.wireName)}", with: text.percentEncoded)
            case .query:
                query.removeAll { $0 == parameter.wireName }
                query.append("\(parameter.wireName)=\(text.percentEncoded)")
            case .header, .body: break
            }
        }
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }

    private func body(_ operation: DescribedOperation, _ arguments: Arguments) -> JSONValue? {
        if let parameter = operation.bodyParameter { return arguments[parameter] ?? .object(JSONObject()) }
        let members = operation.parameters.filter { $0.location == .body }.compactMap { parameter in
            arguments[parameter.name].map { JSONObject.Member(key: parameter.name, value: $0) }
        }
        return members.isEmpty ? nil : .object(JSONObject(members))
    }
}

extension JSONValue {
    /// How a value stands in a path or a query.
    var parameterText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let bool): String(bool)
        default: nil
        }
    }

    /// The first message of a standard error.
    var message: String {
        guard let message = self["messages"]?.array?.first else { return "" }
        let arguments = (message["args"]?.array ?? []).compactMap(\.string)
        return arguments.enumerated().reduce(message["default_message"]?.string ?? "") { text, argument in
            text.replacing("{\(argument.offset)}", with: argument.element)
        }
    }
}

extension String {
    /// Everything but what RFC 3986 §2.3 calls unreserved, as %XX.
    var percentEncoded: String {
        utf8.map { byte in
            switch UInt8(byte) {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
