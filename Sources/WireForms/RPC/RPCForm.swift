import BinderyRuntime
import Foundation
import HTTPTypes

/// JSON-RPC 2.0 as the SDKs of vSphere speak it: one method, `invoke`, which names a vAPI operation.
struct RPCForm: Sendable {
    /// How many requests a batch may have.
    static let batchLimit = 100

    let tables: WireTables
    let router: Router
    private let values: DataValues

    init(tables: WireTables, router: Router) {
        (self.tables, self.router) = (tables, router)
        values = DataValues(tables: tables)
    }

    func respond(to request: ServerRequest) async -> ServerResponse {
        let json: JSONValue
        do {
            json = try JSONValue.decode(from: try await Bodies.collect(request), depthLimit: Bodies.depthLimit)
        } catch let fault as WireFault {
            return Self.response(RPCError(.invalidRequest, fault.id).response, error: nil)
        } catch {
            return Self.response(RPCError(.parseError, "\(error)").response, error: nil)
        }
        guard case .array(let batch) = json else {
            guard let answer = await answer(json, of: request, headers: request.head.headerFields) else {
                return ServerResponse(status: 204)
            }
            return Self.response(answer.json, error: answer.error)
        }
        return await respond(toBatch: batch, of: request)
    }

    private func respond(toBatch batch: [JSONValue], of request: ServerRequest) async -> ServerResponse {
        guard !batch.isEmpty, batch.count <= Self.batchLimit else {
            let reason = "A batch has from 1 to \(Self.batchLimit) requests."
            return Self.response(RPCError(.invalidRequest, reason).response, error: nil)
        }
        var answers: [JSONValue] = []
        for json in batch {
            if let answer = await answer(json, of: request, headers: [:]) { answers.append(answer.json) }
        }
        return answers.isEmpty ? ServerResponse(status: 204) : Self.response(.array(answers), error: nil)
    }

    /// The answer to one request; nil to a notification.
    private func answer(
        _ json: JSONValue, of request: ServerRequest, headers: HTTPFields
    ) async -> (json: JSONValue, error: String?)? {
        var id: JSONValue?
        do throws(RPCError) {
            let message = try RPCRequest(json)
            id = message.id
            guard message.method == "invoke" else { throw RPCError(.methodNotFound, message.method) }
            let invocation = try RPCInvocation(message.params)
            try Self.check(headers, invocation)
            let outcome = await invoke(invocation, request)
            guard let id else { return nil }
            let (result, error) = result(outcome)
            return (["jsonrpc": "2.0", "id": id, "result": result], error)
        } catch {
            // Where no identifier was found, nobody can tell a notification from a broken request.
            if id == nil, error.code != .invalidRequest { return nil }
            var error = error
            error.id = error.id ?? id
            return (error.response, nil)
        }
    }

    /// The header fields of version 1.1 repeat what the body says.
    private static func check(_ headers: HTTPFields, _ invocation: RPCInvocation) throws(RPCError) {
        for (field, value) in [("vapi-service", invocation.service), ("vapi-operation", invocation.operation)] {
            guard let name = HTTPField.Name(field), let header = headers[name], header != value else { continue }
            throw RPCError(.invalidOperation, "\(field) is \(header)")
        }
    }

    // MARK: The call

    private func invoke(_ invocation: RPCInvocation, _ request: ServerRequest) async -> (WireOutcome, WireType) {
        do throws(WireFault) {
            guard let operation = tables.service(invocation.service)?[invocation.operation] else {
                throw .noOperation(invocation.operation, of: invocation.service)
            }
            var call = WireCall(operation)
            let input = invocation.input ?? .null
            for field in input == .null ? [] : try values.fields(input, of: "operation-input", at: "input") {
                let place = "input.\(field.key)"
                let type = try call.type(of: field.key)
                try call.give(try values.decode(field.value, as: type, at: place), for: field.key)
            }
            var original = request
            try Self.signIn(&original.head.headerFields, invocation.security)
            let own = try call.request(basePath: router.basePath, like: original)
            return (await WireOutcome(router.respond(to: own), limit: .max), operation.result)
        } catch {
            return (WireOutcome(error), .void)
        }
    }

    /// Says in header fields who sends the request, as the security context does in the body. A field with a session that
    /// is there already goes first.
    private static func signIn(_ fields: inout HTTPFields, _ context: JSONObject?) throws(WireFault) {
        guard let field = HTTPField.Name("vmware-api-session-id"), fields[field] == nil, let context else { return }
        func text(_ name: String) throws(WireFault) -> String {
            guard case .string(let text)? = context[name] else { throw .missing("ctx.securityCtx.\(name)") }
            return text
        }
        switch context["schemeId"] {
        case .string("com.vmware.vapi.std.security.session_id"):
            let id = try text("sessionId")
            guard HTTPField.isValidValue(id) else { throw unknownSession }
            fields[field] = id
        case .string("com.vmware.vapi.std.security.user_pass"):
            let pair = try text("userName") + ":" + text("password")
            fields[.authorization] = "Basic " + Data(pair.utf8).base64EncodedString()
        case nil, .null, .string("com.vmware.vapi.std.security.no_authentication"): break
        case .string(let scheme):
            throw WireFault(.unauthenticated, "scheme", "This server does not know the security scheme {0}.", scheme)
        default: throw .mismatch("ctx.securityCtx.schemeId", expected: "a string", found: "something else")
        }
    }

    private static let unknownSession = WireFault(.unauthenticated, "session", "The session is not valid.")

    // MARK: The answer

    private func result(_ call: (outcome: WireOutcome, type: WireType)) -> (JSONValue, error: String?) {
        switch call.outcome {
        case .success(let value): (["output": value.map { values.encode($0, as: call.type) } ?? .null], nil)
        case .failure(let error, _, _): (["error": values.encode(error: error)], tables.error(of: error)?.id)
        }
    }

    /// - Parameter error: the structure of the operation's error.
    private static func response(_ json: JSONValue, error: String?) -> ServerResponse {
        var fields: HTTPFields = [.contentType: "application/json"]
        if let error, let name = HTTPField.Name("vapi-error") { fields[name] = error }
        return ServerResponse(status: 200, headerFields: fields, body: BodyStream((try? json.encoded()) ?? []))
    }
}
