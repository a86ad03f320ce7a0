import BinderyRuntime
import SeededRandom

extension FuzzTarget {
    /// Requests of vAPI's JSON-RPC 2.0. Each is answered as the specification has it, with its own identifier.
    static let jsonRPC: FuzzTarget = {
        let stage = WireFormsStage()
        return FuzzTarget("jsonrpc", samples: rpcSamples, words: rpcWords, seams: .characters(jsonSeams + "\n")) {
            bytes, _ async throws(Violation) in
            guard let answer = try await stage.answer(bytes) else { return false }
            // A request to any other path is another form's.
            guard answer.path.hasPrefix("/api") else { return false }
            let request = try? JSONValue.decode(from: answer.requestBody, depthLimit: 128)
            guard answer.status != 204 else {
                try require(answer.body.isEmpty, "a notification is answered")
                try require(request.map { !isAnswered($0) } == true, "a request is not answered")
                return true
            }
            try require(answer.status == 200, "the status is \(answer.status)")
            guard let json = try? JSONValue.decode(from: answer.body) else {
                throw Violation("the answer is no JSON: '\(String(decoding: answer.body, as: UTF8.self).prefix(200))'")
            }
            guard case .array(let answers) = json else {
                try requireAnswer(json)
                if case .object(let object)? = request, isIdentifier(object["id"]) {
                    try require(json["id"] == object["id"], "the identifier of the answer is another one")
                }
                return json["result"] != nil
            }
            guard case .array(let requests)? = request else { throw Violation("one request has many answers") }
            try require(answers.count == requests.filter(isAnswered).count, "\(answers.count) answers")
            for answer in answers { try requireAnswer(answer) }
            return answers.contains { $0["result"] != nil }
        }
    }()

    /// Whether something has to be answered: requests with an identifier, and what is no request.
    private static func isAnswered(_ json: JSONValue) -> Bool {
        switch json {
        case .array(let batch): return batch.isEmpty || batch.contains(where: isAnswered)
        case .object(let object):
            guard case .string? = object["method"], object["jsonrpc"] == "2.0" else { return true }
            return object["id"] != nil
        default: return true
        }
    }

    private static func isIdentifier(_ json: JSONValue?) -> Bool {
        switch json {
        case .string, .integer, .number: true
        default: false
        }
    }

    private static func requireAnswer(_ json: JSONValue) throws(Violation) {
        guard case .object(let answer) = json else { throw Violation("an answer is no object") }
        try require(
            answer["jsonrpc"] == "2.0" && answer["id"] != nil && answer.members.count == 3, "\(json) is no answer")
        if let error = answer["error"] {
            guard case .integer? = error["code"], case .string? = error["message"] else {
                throw Violation("\(json) is no error")
            }
        } else {
            guard case .object(let result)? = answer["result"] else { throw Violation("\(json) has no result") }
            try require(
                result.members.map(\.key) == ["output"] || result.members.map(\.key) == ["error"],
                "\(json) has neither an output nor an error")
        }
    }

    private static let rpcSamples = [
        rpc("cis.session", "create", "", security: "user_pass\",\"userName\":\"a\",\"password\":\"b"),
        rpc("content.library", "list", ""),
        rpc("content.library", "get", #""library_id":"1""#),
        rpc(
            "content.local_library", "create",
            #"""
            "client_token":{"OPTIONAL":null},"create_spec":{"STRUCTURE":{"com.vmware.content.library_model":{
            "name":{"OPTIONAL":"L"},"type":{"OPTIONAL":"LOCAL"},"storage_backings":{"OPTIONAL":[{"STRUCTURE":{
            "com.vmware.content.library.storage_backing":{"type":"DATASTORE","datastore_id":{"OPTIONAL":"datastore-1"},
            "storage_uri":{"OPTIONAL":null}}}}]}}}}
            """#),
        rpc(
            "content.library.item.updatesession.file", "add",
            #""update_session_id":"1","file_spec":{"STRUCTURE":{"com.vmware.content.library.item.updatesession.file.add_spec":{"name":"f","source_type":"PUSH","size":{"OPTIONAL":2},"checksum_info":{"OPTIONAL":{"STRUCTURE":{"com.vmware.content.library.item.file.checksum_info":{"algorithm":{"OPTIONAL":"MD5"},"checksum":"00"}}}}}}}"#
        ),
        rpc(
            "content.library.item.update_session", "update",
            #""update_session_id":"1","update_spec":{"STRUCTURE":{"com.vmware.content.library.item.update_session_model":{"client_progress":{"OPTIONAL":7},"warning_behavior":{"OPTIONAL":[]}}}}"#
        ),
        rpc("content.library.item.update_session", "complete", #""update_session_id":"1""#),
        Array(
            "POST /api\n\n[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"},{\"jsonrpc\":\"2.0\",\"method\":\"x\"}]".utf8
        ),
        Array(
            "POST /api/\nvapi-service: com.vmware.content.library\nvapi-operation: list\n\n{\"jsonrpc\":\"2.0\"}".utf8),
    ]

    private static func rpc(
        _ service: String, _ operation: String, _ input: String, security: String = "session_id\",\"sessionId\":\"1"
    ) -> [UInt8] {
        Array(
            """
            POST /api
            vmware-api-session-id: 1

            {"jsonrpc":"2.0","id":"7","method":"invoke","params":{"serviceId":"com.vmware.\(service)",\
            "operationId":"\(operation)","input":{"STRUCTURE":{"operation-input":{\(input)}}},\
            "ctx":{"appCtx":{"opId":"1"},"securityCtx":{"schemeId":"com.vmware.vapi.std.security.\(security)"}}}}
            """.utf8)
    }

    private static let rpcWords =
        jsonWords + [
            #""jsonrpc":"2.0","#, #""id":"#, #""id":null,"#, #""method":"invoke","#, #""params":{"#, #""input":"#,
            #"{"OPTIONAL":null}"#, #"{"OPTIONAL":"#, #"{"STRUCTURE":{"map-entry":{"key":"a","value":"b"}}}"#,
            #"{"SECRET":"s"}"#, #"{"BINARY":"AA=="}"#, #""ERROR""#, #""STRUCTURE""#, #""a\nb""#,
            "com.vmware.content.library",
            "item", "update_session", "list", "create", "get", "delete", "find", "publish", "copy", "user_pass",
        ]
}
