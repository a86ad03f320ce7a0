import BinderyRuntime
import HTTPTypes

/// The older form under `/rest/com/vmware`: identifiers as `id:…`, operations as `~action`, bodies keyed by the names of
/// parameters, answers in `{"value": …}`.
struct LegacyForm: WireForm {
    let name = "legacy"
    let url: String
    let http: HTTPExchange

    /// The services that were there before the form was left behind.
    private static let services: Set = [
        "library", "local_library", "subscribed_library", "library.item", "library.item.file", "library.item.storage",
        "library.item.update_session", "library.item.updatesession.file", "library.item.download_session",
        "library.item.downloadsession.file", "library.subscribed_item", "type", "configuration", "cis.session",
    ]
    /// Operations that came later.
    private static let later: Set = [
        "library.migrate", "library.convert", "library.enter_maintenance", "library.exit_maintenance",
    ]

    func knows(_ operation: String) -> Bool {
        guard !Self.later.contains(operation) else { return false }
        guard let dot = operation.lastIndex(of: ".") else { return true }
        return Self.services.contains(String(operation[..<dot]))
    }

    func status(of type: StandardErrorType) -> Int? { type.tableStatus }

    func send(_ call: Call, as credential: Credential) async throws -> Answer {
        let operation = try DescribedOperation.of(call)
        let request = try self.request(operation, call.arguments)
        let answer = try await http.send(
            request.method, url + "/rest/com/vmware/" + request.target, as: credential, json: request.body)
        let json = try answer.json()
        guard !(200..<300).contains(answer.status) else {
            guard json == .null || json.object?["value"] != nil else {
                throw Disagreement("the answer has no member 'value': \(json.text)")
            }
            return Answer(status: answer.status, result: .success(json["value"] ?? .null))
        }
        guard let type = json["type"]?.string.flatMap(StandardErrorType.init(canonical:)), let value = json["value"]
        else {
            throw Disagreement("status \(answer.status) without a standard error: \(json.text)")
        }
        return Answer(status: answer.status, result: .failure(Answer.Failure(type: type, message: value.message)))
    }

    private struct Request {
        var method: HTTPRequest.Method
        var target: String
        var body: JSONValue?
    }

    private func request(_ operation: DescribedOperation, _ arguments: Arguments) throws -> Request {
        var target = operation.service.split(separator: ".").dropFirst(2).joined(separator: "/").replacing(
            "_", with: "-")
        var rest = arguments
        // `get` of a file names the item or session in the path and the file in the body.
        let isFile = target.hasSuffix("/file") || target.hasSuffix("/storage")
        let id = operation.parameters.first { $0.location == .path }
        let namesIdentifier = id != nil && !(isFile && operation.name == "list")
        if namesIdentifier, let id, let value = rest.removeValue(forKey: id.name)?.string {
            target += "/id:" + value.percentEncoded
        }
        let action = operation.name.replacing("_", with: "-")
        if operation.name == "list"
            || operation.name == "get" && !isFile && operation.service != "com.vmware.cis.session"
        {
            let query = rest.sorted { $0.key < $1.key }.compactMap { key, value in
                value.parameterText.map { "\(key)=\($0.percentEncoded)" }
            }
            return Request(method: .get, target: query.isEmpty ? target : target + "?" + query.joined(separator: "&"))
        }
        let body: JSONValue? =
            rest.isEmpty ? nil : .object(JSONObject(rest.sorted { $0.key < $1.key }.map { .init(key: $0, value: $1) }))
        switch operation.name {
        case "create": return Request(method: .post, target: target, body: body)
        case "update": return Request(method: .patch, target: target, body: body)
        case "delete": return Request(method: .delete, target: target)
        default: return Request(method: .post, target: target + "?~action=" + action, body: body)
        }
    }
}
