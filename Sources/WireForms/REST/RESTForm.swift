import BinderyRuntime
import HTTPTypes

/// The REST form before that of `/api`: the path spells the service, `id:` goes before an identifier, `~action` names the
/// operation where the method does not, a body has the parameters by their names, and an answer is the member `value`.
struct RESTForm: Sendable {
    static let base = "/rest/com/vmware/"

    let tables: WireTables
    let router: Router
    private let values: RESTValues

    init(tables: WireTables, router: Router) {
        (self.tables, self.router) = (tables, router)
        values = RESTValues(tables: tables)
    }

    /// - Parameter path: what follows the base.
    func respond(to request: ServerRequest, path: Substring) async -> ServerResponse {
        do throws(WireFault) {
            var call = try find(request.head, path)
            try await giveBody(of: request, to: &call)
            let own = try call.request(basePath: router.basePath, like: Cookies.signedIn(request))
            let outcome = await WireOutcome(router.respond(to: own), limit: .max)
            return response(outcome, call.operation, request)
        } catch {
            return response(WireOutcome(error), nil, request)
        }
    }

    // MARK: The operation

    private func find(_ head: HTTPRequest, _ path: Substring) throws(WireFault) -> WireCall {
        var segments = path.split(separator: "/")
        var id: String?
        if let last = segments.last, let encoded = last.wholeMatchAfter("id:") {
            segments.removeLast()
            guard let decoded = Percent.decode(encoded) else {
                throw .mismatch("id", expected: "percent-encoded UTF-8", found: String(encoded))
            }
            id = decoded
        }
        let service = VAPIName.package + segments.map { $0.replacing("-", with: "_") }.joined(separator: ".")
        let query = QueryString((head.path ?? "").split(separator: "?", maxSplits: 1).dropFirst().first ?? "")
        let operations = tables.service(service) ?? [:]
        let name = try name(head.method, query, hasID: id != nil, service, among: operations)
        guard let operation = operations[name] else { throw .noOperation(name, of: service) }
        var call = WireCall(operation)
        if let id {
            guard let parameter = operation.identifier else { throw .unexpected("id:\(id)") }
            try call.give(.string(id), for: operation.name(of: parameter))
        }
        for item in query.items where item.name != "~action" {
            try call.give(try scalar(item.value ?? "", as: call.type(of: item.name), at: item.name), for: item.name)
        }
        return call
    }

    private func name(
        _ method: HTTPRequest.Method, _ query: QueryString, hasID: Bool, _ service: String,
        among operations: [String: WireOperation]
    ) throws(WireFault) -> String {
        if let action = query.values(of: "~action").first {
            guard method == .post else { throw .noOperation("\(method.rawValue) \(action)", of: service) }
            return action.replacing("-", with: "_")
        }
        return switch method {
        case .get, .head: hasID || operations["list"] == nil ? "get" : "list"
        case .post: "create"
        case .patch: "update"
        case .put: "set"
        case .delete: "delete"
        default: throw .noOperation(method.rawValue, of: service)
        }
    }

    /// A value of the query. Text that is no value of the type stays text, which the operation then refuses.
    private func scalar(_ text: String, as type: WireType, at place: String) throws(WireFault) -> JSONValue {
        switch type {
        case .boolean: return ["true": .bool(true), "false": .bool(false)][text] ?? .string(text)
        case .integer: return Int64(text).map(JSONValue.integer) ?? .string(text)
        case .number: return Double(text).map(JSONValue.number) ?? .string(text)
        default: return .string(text)
        }
    }

    private func giveBody(of request: ServerRequest, to call: inout WireCall) async throws(WireFault) {
        let bytes = try await Bodies.collect(request)
        guard !bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else { return }
        let object: JSONObject
        do throws(JSONDecodingError) {
            object = try JSONObject.decode(from: bytes, depthLimit: Bodies.depthLimit)
        } catch {
            throw WireFault(.invalidArgument, "json", "The body is not valid: {0}.", "\(error)")
        }
        for member in object.members {
            let type = try call.type(of: member.key)
            try call.give(try values.decode(member.value, as: type, at: member.key), for: member.key)
        }
    }

    // MARK: The answer

    private func response(
        _ outcome: WireOutcome, _ operation: WireOperation?, _ request: ServerRequest
    ) -> ServerResponse {
        switch outcome {
        case .success(let value):
            guard let value, let operation else { return ServerResponse(status: 200) }
            var response = json(["value": values.encode(value, as: operation.result)], status: 200)
            if operation.result == .secret, case .string(let id) = value {
                response.head.headerFields[.setCookie] = Cookies.signIn(id, isSecure: request.head.scheme == "https")
            }
            return response
        case .failure(let error, let status, var fields):
            fields[.contentLength] = nil
            guard let structure = tables.error(of: error) else { return json(.object(error), status: status, fields) }
            let value = values.encode(.object(error), as: .named(structure.schema))
            let status = Self.statuses[structure.id.dropFirst(VAPIName.errors.count)] ?? status
            return json(["type": .string(structure.id), "value": value], status: status, fields)
        }
    }

    /// The errors that this form has another status for than the document.
    private static let statuses: [Substring: Int] = ["resource_busy": 400, "resource_inaccessible": 400]

    private func json(_ value: JSONValue, status: Int, _ fields: HTTPFields = [:]) -> ServerResponse {
        var fields = fields
        fields[.contentType] = "application/json"
        return ServerResponse(
            status: status, headerFields: fields, body: BodyStream((try? value.encoded()) ?? []))
    }
}

extension Substring {
    /// What follows a beginning; nil without it.
    fileprivate func wholeMatchAfter(_ beginning: String) -> Substring? {
        hasPrefix(beginning) ? dropFirst(beginning.count) : nil
    }
}
