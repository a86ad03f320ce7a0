import BinderyRuntime
import HTTPTypes
import Testing

@testable import ContentLibrary

/// `updatesession.File.probe`, which only the older forms have.
@Suite struct SourceProbingTests {
    private static let certificate = SourceCertificate(der: [1, 2, 3])
    private static let path = "content/library/item/updatesession/file?~action=probe"

    private func probe(
        _ answer: @escaping ScriptedTransport.Step, _ endpoint: String = #""uri":"https://h/disk.iso""#
    ) async throws -> (status: Int, json: JSONValue, requests: [SourceRequest]) {
        let transport = ScriptedTransport(answer)
        let server = try await TestServer { $0.sources = transport }
        let result = try await server.rest(.post, Self.path, #"{"source_endpoint":{\#(endpoint)}}"#)
        return (result.status, result.json, transport.requests)
    }

    @Test func aSourceThatAnswers() async throws {
        let found = try await probe({ _ in
            SourceResponse(status: .ok, body: BodyStream("content"), certificate: Self.certificate)
        })
        let value = found.json["value"]
        #expect(found.status == 200 && value?["status"] == "SUCCESS" && value?["error_messages"] == [])
        #expect(value?["ssl_thumbprint"] == .string(Self.certificate.thumbprint))
        #expect(found.requests.map(\.uri) == ["https://h/disk.iso"])
        #expect(found.requests.first?.allowsPrivateAddresses == false)
    }

    @Test(
        arguments: [
            ("CERTIFICATE_ERROR", fails(.untrusted(host: "h", reason: "r", certificate: certificate))),
            ("HOST_NOT_FOUND", fails(.unresolved(host: "h"))), ("TIMED_OUT", fails(.connection("no answer"))),
            ("UNKNOWN_ERROR", fails(.forbiddenAddress(host: "h", address: "127.0.0.1"))),
            ("RESOURCE_NOT_FOUND", answer(404)), ("INVALID_CREDENTIALS", answer(401)), ("UNKNOWN_ERROR", answer(500)),
        ] as [(String, ScriptedTransport.Step)]) func whatSpeaksAgainstIt(
            _ status: String, _ answer: @escaping ScriptedTransport.Step
        ) async throws
    {
        let found = try await probe(answer)
        #expect(found.status == 200 && found.json["value"]?["status"] == .string(status))
        #expect(found.json["value"]?["error_messages"]?[0]?["default_message"] != nil)
        let thumbprint = found.json["value"]?["ssl_thumbprint"]
        #expect((thumbprint == .string(Self.certificate.thumbprint)) == (status == "CERTIFICATE_ERROR"))
    }

    @Test(arguments: ["no uri", "file:///etc/passwd", "ds:///vmfs/volumes/a/b", "http:///x"])
    func whatIsNoURL(_ uri: String) async throws {
        let found = try await probe(answer(200), #""uri":"\#(uri)""#)
        #expect(found.json["value"]?["status"] == "INVALID_URL" && found.requests.isEmpty)
    }

    @Test func thePinGoesAlong() async throws {
        let pin = "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33"
        let found = try await probe(answer(200), #""uri":"https://h/x","ssl_certificate_thumbprint":"\#(pin)""#)
        guard case .thumbprint = try #require(found.requests.first).trust else {
            Issue.record("it is not pinned")
            return
        }
        let wrong = try await probe(answer(200), #""uri":"https://h/x","ssl_certificate_thumbprint":"?""#)
        #expect(wrong.status == 400 && wrong.requests.isEmpty)
    }

    @Test func itsOtherForms() async throws {
        let transport = ScriptedTransport(answer(200), answer(404))
        let server = try await TestServer { $0.sources = transport }
        let own = try await server.send(
            .post, "/content/library/item/updatesession/file?action=probe",
            #"{"source_endpoint":{"uri":"https://h/x"}}"#)
        #expect(own.status == 200 && own.json["status"] == "SUCCESS")
        let input =
            #""source_endpoint":{"STRUCTURE":{"com.vmware.content.library.item.transfer_endpoint":{"uri":"https://h/x"}}}"#
        let invoked = try await server.invoke("content.library.item.updatesession.file", "probe", input)
        let output = invoked.result?["output"]?["STRUCTURE"]
        let result = output?["com.vmware.content.library.item.updatesession.file.probe_result"]
        #expect(result?["status"] == "RESOURCE_NOT_FOUND")
        // Not everybody may have the server ask around.
        let stranger = try await server.send(
            .post, "/content/library/item/updatesession/file?action=probe", "{}", signedIn: false)
        #expect(stranger.status == 401)
        let empty = try await server.send(.post, "/content/library/item/updatesession/file?action=probe", "{}")
        #expect(empty.status == 400 && empty.json["error_type"] == "INVALID_ARGUMENT")
    }
}
