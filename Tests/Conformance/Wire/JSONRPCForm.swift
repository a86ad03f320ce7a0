import BinderyRuntime
import ContentLibraryForms
import HTTPTypes
import WireForms

/// JSON-RPC 2.0 at `POST /api`, as the official SDKs speak it: values bear the names of their structures, and say what is
/// optional.
struct JSONRPCForm: WireForm {
    let name = "json-rpc"
    let url: String
    let http: HTTPExchange

    func knows(_ operation: String) -> Bool { true }

    /// Errors are results here.
    func status(of type: StandardErrorType) -> Int? { nil }

    func send(_ call: Call, as credential: Credential) async throws -> Answer {
        let operation = try DescribedOperation.of(call)
        var fields: [JSONObject.Member] = []
        for (name, type, isOptional) in operation.types.typedArguments {
            let value = call.arguments[name].map { RPCValue.encode($0, as: type) }
            if isOptional {
                fields.append(.init(key: name, value: ["OPTIONAL": value ?? .null]))
            } else if let value {
                fields.append(.init(key: name, value: value))
            }
        }
        let request: JSONValue = [
            "jsonrpc": "2.0", "id": "1", "method": "invoke",
            "params": [
                "serviceId": .string(call.service), "operationId": .string(call.operation),
                "ctx": ["appCtx": ["opId": "conformance"], "securityCtx": securityContext(credential)],
                "input": ["STRUCTURE": ["operation-input": .object(JSONObject(fields))]],
            ],
        ]
        let answer = try await http.send(.post, url + "/api", as: .nobody, json: request)
        return try read(try answer.json(), of: operation, status: answer.status)
    }

    private func securityContext(_ credential: Credential) -> JSONValue {
        let scheme = "com.vmware.vapi.std.security."
        return switch credential {
        case .nobody: [:]
        case .password(let name, let password):
            ["schemeId": .string(scheme + "user_pass"), "userName": .string(name), "password": .string(password)]
        case .session(let id): ["schemeId": .string(scheme + "session_id"), "sessionId": .string(id)]
        }
    }

    private func read(_ json: JSONValue, of operation: DescribedOperation, status: Int) throws -> Answer {
        guard json["jsonrpc"]?.string == "2.0", json["id"]?.string == "1" else {
            throw Disagreement("status \(status), no answer to the request: \(json.text)")
        }
        guard let result = json["result"] else {
            throw Disagreement("no result: \(json["error"]?.text ?? json.text)")
        }
        if let error = result["error"] {
            guard let named = error["ERROR"]?.object?.members.first,
                let type = StandardErrorType(canonical: named.key)
            else { throw Disagreement("no standard error: \(error.text)") }
            let message = RPCValue.decode(named.value, as: .any).message
            return Answer(status: status, result: .failure(Answer.Failure(type: type, message: message)))
        }
        guard let output = result.object?["output"] else { throw Disagreement("no output: \(result.text)") }
        return Answer(status: status, result: .success(RPCValue.decode(output, as: operation.types.result)))
    }
}

/// Values as JSON-RPC writes them.
enum RPCValue {
    private static let tables = WireTables.contentLibrary

    static func encode(_ value: JSONValue, as type: WireType) -> JSONValue {
        switch (type, value) {
        case (.secret, _): ["SECRET": value]
        case (.binary, _): ["BINARY": value]
        case (.list(let element), .array(let values)): .array(values.map { encode($0, as: element) })
        case (.map(let element), .object(let object)):
            .array(
                object.members.map { member in
                    [
                        "STRUCTURE": [
                            "map-entry": ["key": .string(member.key), "value": encode(member.value, as: element)]
                        ]
                    ]
                })
        case (.named(let schema), .object(let object)):
            tables.structures[schema].map { encode(object, as: $0) } ?? value
        default: value
        }
    }

    private static func encode(_ object: JSONObject, as structure: WireStructure) -> JSONValue {
        let fields = structure.properties.compactMap { property -> JSONObject.Member? in
            let value = object[property.name].map { encode($0, as: property.type) }
            guard property.isOptional else { return value.map { .init(key: property.name, value: $0) } }
            return .init(key: property.name, value: ["OPTIONAL": value ?? .null])
        }
        return ["STRUCTURE": .object(JSONObject([.init(key: structure.id, value: .object(JSONObject(fields)))]))]
    }

    /// The value without its wrappings. Where the type says that it is a map, it becomes an object.
    static func decode(_ value: JSONValue, as type: WireType) -> JSONValue {
        switch value {
        case .array(let values):
            if case .map(let element) = type {
                return .object(JSONObject(values.compactMap { entry($0, of: element) }))
            }
            let element: WireType = if case .list(let element) = type { element } else { .any }
            return .array(values.map { decode($0, as: element) })
        case .object(let object):
            guard object.members.count == 1, let member = object.members.first else {
                return .object(JSONObject(object.members.map { .init(key: $0.key, value: decode($0.value, as: .any)) }))
            }
            switch member.key {
            case "OPTIONAL": return decode(member.value, as: type)
            case "SECRET", "BINARY": return member.value
            case "STRUCTURE", "ERROR":
                guard let named = member.value.object?.members.first, let fields = named.value.object else {
                    return value
                }
                let structure = tables.structures.values.first { $0.id == named.key }
                return .object(
                    JSONObject(
                        // What an optional has not is absent in the other forms.
                        fields.members.filter { $0.value != ["OPTIONAL": .null] }.map { field in
                            let type = structure?.properties.first { $0.name == field.key }?.type ?? .any
                            return .init(key: field.key, value: decode(field.value, as: type))
                        }))
            default: return .object(JSONObject([.init(key: member.key, value: decode(member.value, as: .any))]))
            }
        default: return value
        }
    }

    private static func entry(_ value: JSONValue, of type: WireType) -> JSONObject.Member? {
        guard let entry = value["STRUCTURE"]?["map-entry"], let key = entry["key"]?.string else { return nil }
        return .init(key: key, value: decode(entry.object?["value"] ?? .null, as: type))
    }
}

extension WireOperation {
    /// The arguments with their types, and whether they may be left out.
    var typedArguments: [(name: String, type: WireType, isOptional: Bool)] {
        var all = parameters.map { (name: self.name(of: $0), type: $0.type, isOptional: !$0.isRequired) }
        if let body, let bodyName { all.append((bodyName, body.type, !body.isRequired)) }
        if bodyName == nil { all += (body?.properties ?? []).map { ($0.name, $0.type, $0.isOptional) } }
        return all
    }
}
