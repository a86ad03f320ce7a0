import BinderyRuntime
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// Guessing the password of a published library.
@Suite struct FeedThrottleTests {
    let server: AuditTests.Server

    init() async throws {
        server = try await AuditTests.Server()
        let published = try await server.send(
            .patch, "/content/local-library/\(server.test.library)",
            #"{"publish_info":{"published":true,"authentication_method":"BASIC","password":"right"}}"#)
        #expect(published.status == 204)
    }

    private func read(_ pair: String?, from address: String) async -> ServerResponse {
        var fields: HTTPFields = [:]
        if let pair { fields[.authorization] = "Basic " + Data(pair.utf8).base64EncodedString() }
        let head = HTTPRequest(
            method: .get, scheme: "https", authority: "x", path: "/cls/vcsp/lib/\(server.test.library)/lib.json",
            headerFields: fields)
        return await server.router.respond(to: ServerRequest(head: head, remoteAddress: address))
    }

    @Test func wrongPasswordsHaveToWait() async throws {
        for _ in 1...5 { #expect(await read("vcsp:wrong", from: "1.1.1.1:1").status == 401) }
        for password in ["wrong", "right"] {
            let refused = await read("vcsp:\(password)", from: "1.1.1.1:2")
            #expect(refused.status == 503 && refused.head.headerFields[.retryAfter] == "1")
        }
        // Who sends no password has guessed none.
        #expect(await read(nil, from: "1.1.1.1:3").status == 401)
        #expect(await read("vcsp:right", from: "2.2.2.2:1").status == 200)
        // What was found right lately is let through without a look.
        #expect(await read("vcsp:right", from: "1.1.1.1:4").status == 200)
        #expect(await read("vcsp:wrong", from: "1.1.1.1:5").status == 503)
        server.test.clock.advance(1)
        #expect(await read("vcsp:wrong", from: "1.1.1.1:6").status == 401)
    }

    @Test func wrongPasswordsAreRecorded() async throws {
        _ = await read("vcsp:hunter2", from: "1.1.1.1:1")
        _ = await read("anna:secret", from: "1.1.1.1:1")
        _ = await read("vcsp:right", from: "1.1.1.1:1")
        _ = await read(nil, from: "1.1.1.1:1")
        let records = try server.records().dropFirst()
        #expect(records.map { $0["user"]?.text } == ["vcsp", "anna"])
        for record in records {
            #expect(record["operation"]?.text == "GET /cls/vcsp/lib/{library}/lib.json")
            #expect(record["error"]?.text == "UNAUTHENTICATED" && record["address"]?.text == "1.1.1.1:1")
            #expect(record["ids"]?["library"]?.text == server.test.library)
        }
        #expect(try !String(contentsOfFile: server.path, encoding: .utf8).contains("hunter2"))
    }
}
