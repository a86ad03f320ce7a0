import BinderyRuntime

/// A request of JSON-RPC 2.0 (§4), as far as it is understood.
struct RPCRequest {
    /// The client's identifier; nil in a notification, which is not answered.
    let id: JSONValue?
    let method: String
    let params: JSONValue?

    /// - Throws: Invalid Request, with the identifier where there is one.
    init(_ json: JSONValue) throws(RPCError) {
        guard case .object(let object) = json else { throw RPCError(.invalidRequest, "A request is an object.") }
        let id = object["id"]
        switch id {
        case nil, .null, .string, .integer, .number: break
        default: throw RPCError(.invalidRequest, "An id is a string or a number.")
        }
        guard object["jsonrpc"] == .string("2.0") else {
            throw RPCError(.invalidRequest, "The member jsonrpc has to be \"2.0\".", id: id)
        }
        guard case .string(let method)? = object["method"] else {
            throw RPCError(.invalidRequest, "The member method has to be a string.", id: id)
        }
        (self.id, self.method, params) = (id, method, object["params"])
    }
}

/// An error of JSON-RPC itself (§5.1); those of operations are results.
struct RPCError: Error, Equatable {
    /// The codes.
    enum Code: Int64 {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
        /// vAPI's own: the header fields name another operation than the body.
        case invalidOperation = -31001

        var message: String {
            switch self {
            case .parseError: "Parse error."
            case .invalidRequest: "Invalid Request."
            case .methodNotFound: "Method not found."
            case .invalidParams: "Invalid params."
            case .invalidOperation: "The header fields name another operation than the body."
            }
        }
    }

    let code: Code
    let data: String
    var id: JSONValue?

    init(_ code: Code, _ data: String, id: JSONValue? = nil) {
        (self.code, self.id) = (code, id)
        self.data = String(data.prefix(500))
    }

    var response: JSONValue {
        [
            "jsonrpc": "2.0", "id": id ?? .null,
            "error": ["code": .integer(code.rawValue), "message": .string(code.message), "data": .string(data)],
        ]
    }
}

/// The parameters of the method `invoke`: which operation is called, by whom, and with what.
struct RPCInvocation {
    let service: String
    let operation: String
    let input: JSONValue?
    let security: JSONObject?

    init(_ params: JSONValue?) throws(RPCError) {
        guard case .object(let params)? = params else { throw RPCError(.invalidParams, "The params are an object.") }
        guard case .string(let service)? = params["serviceId"], case .string(let operation)? = params["operationId"]
        else { throw RPCError(.invalidParams, "serviceId and operationId have to be strings.") }
        (self.service, self.operation, input) = (service, operation, params["input"])
        switch params["ctx"] {
        case nil, .null: security = nil
        case .object(let context): security = try Self.security(context["securityCtx"])
        default: throw RPCError(.invalidParams, "ctx has to be an object.")
        }
    }

    private static func security(_ json: JSONValue?) throws(RPCError) -> JSONObject? {
        switch json {
        case nil, .null: return nil
        case .object(let object): return object
        default: throw RPCError(.invalidParams, "securityCtx has to be an object.")
        }
    }
}
