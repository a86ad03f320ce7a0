import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

extension TestServer {
    func rpc(
        _ body: String, fields: HTTPFields = [:]
    ) async throws -> (status: Int, json: JSONValue, text: String, fields: HTTPFields) {
        try await raw(.post, "/api", body, fields: fields, signedIn: false)
    }

    /// Invokes an operation as the SDKs do.
    func invoke(
        _ service: String, _ operation: String, _ input: String = "",
        security: String =
            #"{"schemeId":"com.vmware.vapi.std.security.user_pass","userName":"anna","password":"secret"}"#
    ) async throws -> (result: JSONValue?, fields: HTTPFields) {
        let answer = try await rpc(
            """
            {"jsonrpc":"2.0","id":"7","method":"invoke","params":{"serviceId":"com.vmware.\(service)",\
            "operationId":"\(operation)","input":{"STRUCTURE":{"operation-input":{\(input)}}},\
            "ctx":{"appCtx":{"opId":"1"},"securityCtx":\(security)}}}
            """)
        #expect(answer.status == 200 && answer.json["id"] == "7" && answer.json["jsonrpc"] == "2.0")
        return (answer.json["result"], answer.fields)
    }
}

@Suite struct RPCFormTests {
    @Test func fromLoginToComplete() async throws {
        let server = try await TestServer()
        let login = try await server.invoke("cis.session", "create")
        let id = try #require(login.result?["output"]?["SECRET"]).text
        let security = #"{"schemeId":"com.vmware.vapi.std.security.session_id","sessionId":"\#(id)"}"#
        func invoke(_ service: String, _ operation: String, _ input: String) async throws -> JSONValue? {
            try await server.invoke("content.\(service)", operation, input, security: security).result
        }
        let library = try await invoke(
            "local_library", "create",
            #"""
            "client_token":{"OPTIONAL":null},"create_spec":{"STRUCTURE":{"com.vmware.content.library_model":{
            "name":{"OPTIONAL":"L"},"type":{"OPTIONAL":"LOCAL"},"storage_backings":{"OPTIONAL":[{"STRUCTURE":{
            "com.vmware.content.library.storage_backing":{"type":"DATASTORE","datastore_id":{"OPTIONAL":"datastore-1"},
            "storage_uri":{"OPTIONAL":null}}}}]}}}}
            """#)
        let libraryID = try #require(library?["output"]).text
        let model = try await invoke("library", "get", #""library_id":"\#(libraryID)""#)
        let fields = model?["output"]?["STRUCTURE"]?["com.vmware.content.library_model"]
        #expect(fields?["name"] == ["OPTIONAL": "L"])
        #expect(fields?["subscription_info"] == ["OPTIONAL": nil])
        let backing = fields?["storage_backings"]?["OPTIONAL"]?[0]?["STRUCTURE"]?[
            "com.vmware.content.library.storage_backing"]
        #expect(backing?["type"] == ["OPTIONAL": "DATASTORE"])
        #expect(try await invoke("library", "list", "")?["output"]?.array?.contains(.string(libraryID)) == true)

        let item = try await invoke(
            "library.item", "create",
            #""create_spec":{"STRUCTURE":{"com.vmware.content.library.item_model":{"name":{"OPTIONAL":"I"},"library_id":{"OPTIONAL":"\#(libraryID)"}}}}"#
        )
        let session = try await invoke(
            "library.item.update_session", "create",
            #""create_spec":{"STRUCTURE":{"com.vmware.content.library.item.update_session_model":{"library_item_id":{"OPTIONAL":"\#(item?["output"]?.text ?? "")"}}}}"#
        )
        let sessionID = try #require(session?["output"]).text
        let added = try await invoke(
            "library.item.updatesession.file", "add",
            #""update_session_id":"\#(sessionID)","file_spec":{"STRUCTURE":{"com.vmware.content.library.item.updatesession.file.add_spec":{"name":"f","source_type":"PUSH","size":{"OPTIONAL":2}}}}"#
        )
        let info = added?["output"]?["STRUCTURE"]?["com.vmware.content.library.item.updatesession.file.info"]
        let endpoint = info?["upload_endpoint"]?["OPTIONAL"]?["STRUCTURE"]?[
            "com.vmware.content.library.item.transfer_endpoint"]
        #expect(try await server.send(.put, server.path(of: try #require(endpoint?["uri"]).text), "ok").status == 200)
        let complete = try await invoke(
            "library.item.update_session", "complete", #""update_session_id":"\#(sessionID)""#)
        #expect(complete == ["output": nil])
        let again = try await server.invoke(
            "content.library.item.update_session", "complete", #""update_session_id":"\#(sessionID)""#)
        let name = "com.vmware.vapi.std.errors.not_allowed_in_current_state"
        let error = again.result?["error"]?["ERROR"]?[name]
        #expect(error?["error_type"] == ["OPTIONAL": "NOT_ALLOWED_IN_CURRENT_STATE"])
        let message = error?["messages"]?[0]?["STRUCTURE"]?["com.vmware.vapi.std.localizable_message"]
        #expect(message?["params"] == ["OPTIONAL": nil] && message?["default_message"]?.text.isEmpty == false)
        #expect(again.fields[try #require(HTTPField.Name("vapi-error"))] == name)
    }

    @Test(arguments: [
        (#""library_id":{"STRUCTURE":{"a":{}}}"#, "invalid_argument", "input.library_id"),
        (#""library_id":7"#, "invalid_argument", "input.library_id"),
        (#""library_id":{"OPTIONAL":null}"#, "invalid_argument", "library_id"),
        ("", "invalid_argument", "library_id"),
        (#""library_id":"x","other":1"#, "unexpected_input", "other"),
        (#""library_id":"x""#, "not_found", "x"),
    ])
    func errorsOfOperationsAreResults(_ input: String, _ error: String, _ argument: String) async throws {
        let answer = try await TestServer().invoke("content.library", "get", input)
        let fields = answer.result?["error"]?["ERROR"]?["com.vmware.vapi.std.errors.\(error)"]
        let message = fields?["messages"]?[0]?["STRUCTURE"]?["com.vmware.vapi.std.localizable_message"]
        #expect(message?["args"]?[0] == .string(argument))
    }

    @Test(arguments: [
        (#""spec":{"STRUCTURE":{"com.vmware.content.library.find_spec":{"nonsense":1}}}"#, "unexpected_input"),
        (
            #""spec":{"STRUCTURE":{"com.vmware.content.library.find_spec":{"name":{"OPTIONAL":"L"},"nonsense":{"OPTIONAL":null}}}}"#,
            ""
        ),
        (#""spec":{"STRUCTURE":{"com.vmware.content.other":{}}}"#, "invalid_argument"),
        (#""spec":{"STRUCTURE":{}}"#, "invalid_argument"),
        (#""spec":[]"#, "invalid_argument"),
    ])
    func structuresAreHeldAgainstTheirDescription(_ input: String, _ error: String) async throws {
        let answer = try await TestServer().invoke("content.library", "find", input)
        if error.isEmpty {
            #expect(answer.result?["output"]?.array != nil)
        } else {
            #expect(answer.result?["error"]?["ERROR"]?["com.vmware.vapi.std.errors.\(error)"] != nil)
        }
    }

    @Test func whoIsNotKnownIsUnauthenticated() async throws {
        let server = try await TestServer()
        for security in [
            "null", #"{"schemeId":"com.vmware.vapi.std.security.no_authentication"}"#,
            #"{"schemeId":"com.vmware.vapi.std.security.session_id","sessionId":"x"}"#,
            #"{"schemeId":"com.vmware.vapi.std.security.session_id","sessionId":"x\r\ny"}"#,
            #"{"schemeId":"com.vmware.vapi.std.security.user_pass","userName":"anna","password":"wrong"}"#,
            #"{"schemeId":"com.vmware.vapi.std.security.saml_bearer_token","samlToken":"x"}"#,
        ] {
            let answer = try await server.invoke("content.library", "list", security: security)
            #expect(
                answer.result?["error"]?["ERROR"]?["com.vmware.vapi.std.errors.unauthenticated"] != nil, "\(security)")
        }
        let absent = try await server.invoke("content.nonsense", "list")
        #expect(absent.result?["error"]?["ERROR"]?["com.vmware.vapi.std.errors.operation_not_found"] != nil)
    }

    @Test(arguments: [
        ("{", -32700), ("", -32700), ("[]", -32600), ("7", -32600), (#"{"method":"invoke","id":1}"#, -32600),
        (#"{"jsonrpc":"2.0","method":4,"id":1}"#, -32600), (#"{"jsonrpc":"2.0","method":"invoke","id":{}}"#, -32600),
        (#"{"jsonrpc":"2.0","method":"other","id":1}"#, -32601),
        (#"{"jsonrpc":"2.0","method":"invoke","id":1}"#, -32602),
        (#"{"jsonrpc":"2.0","method":"invoke","id":1,"params":[]}"#, -32602),
        (#"{"jsonrpc":"2.0","method":"invoke","id":1,"params":{"serviceId":"a"}}"#, -32602),
        (#"{"jsonrpc":"2.0","method":"invoke","id":1,"params":{"serviceId":"a","operationId":"b","ctx":1}}"#, -32602),
    ])
    func brokenRequestsAreErrorsOfTheProtocol(_ body: String, _ code: Int64) async throws {
        let answer = try await TestServer().rpc(body)
        #expect(answer.status == 200 && answer.json["error"]?["code"] == .integer(code))
        #expect(answer.json["id"] != nil && answer.json["result"] == nil)
    }

    @Test func nestingHasALimit() async throws {
        let deep = String(repeating: "[", count: 5000)
        #expect(try await TestServer().rpc(deep).json["error"]?["code"] == -32700)
    }

    @Test func headersThatNameAnotherOperationAreRefused() async throws {
        let body = #"{"jsonrpc":"2.0","id":1,"method":"invoke","params":{"serviceId":"a","operationId":"b"}}"#
        let field = try #require(HTTPField.Name("vapi-operation"))
        #expect(try await TestServer().rpc(body, fields: [field: "c"]).json["error"]?["code"] == -31001)
    }

    @Test func batchesAreAnsweredInOneAndNotificationsNot() async throws {
        let server = try await TestServer()
        func call(_ id: String) -> String {
            #"{"jsonrpc":"2.0",\#(id)"method":"invoke","params":{"serviceId":"com.vmware.content.library","operationId":"list"}}"#
        }
        let batch = try await server.rpc("[\(call("\"id\":1,")),\(call("")),4,\(call("\"id\":\"b\","))]")
        #expect(batch.json.array?.map { $0["id"] } == [1, .null, "b"])
        #expect(batch.json[1]?["error"]?["code"] == -32600)
        for body in [call(""), "[\(call("")),\(call(""))]"] {
            let answer = try await server.rpc(body)
            #expect(answer.status == 204 && answer.text.isEmpty)
        }
        let many = "[" + Array(repeating: call("\"id\":1,"), count: 101).joined(separator: ",") + "]"
        #expect(try await server.rpc(many).json["error"]?["code"] == -32600)
    }
}
