import BinderyRuntime
import ContentSamples
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

extension TestServer {
    /// What a path outside of the API answers.
    func feed(
        _ path: String, fields: HTTPFields = [:], method: HTTPRequest.Method = .get
    ) async throws -> (status: Int, json: JSONValue, text: String, fields: HTTPFields) {
        let head = HTTPRequest(
            method: method, scheme: "https", authority: "library.example:8443", path: path, headerFields: fields)
        let response = await router.respond(to: ServerRequest(head: head))
        let bytes = try await response.body?.collect(upTo: 1 << 24) ?? []
        let json = (try? JSONValue(json: bytes)) ?? .null
        return (response.status, json, String(decoding: bytes, as: UTF8.self), response.head.headerFields)
    }

    var published: String { "/cls/vcsp/lib/\(test.library)" }

    func publish(_ info: String = #"{"published":true,"authentication_method":"NONE"}"#) async throws -> Int {
        try await send(.patch, "/content/local-library/\(test.library)", #"{"publish_info":\#(info)}"#).status
    }
}

extension JSONValue {
    var elements: [JSONValue] {
        guard case .array(let values) = self else { return [] }
        return values
    }
}

@Suite struct FeedTests {
    @Test func aPublishedLibraryIsReadFromItsURL() async throws {
        let server = try await TestServer()
        let descriptor = String(decoding: SamplePackage(disks: []).descriptor, as: UTF8.self)
        let item = try await server.test.item("ä", files: ["disk ü.vmdk": "disk", "x.ovf": descriptor])
        try await server.test.core.items.update(item, .init(type: "ovf"))
        #expect(try await server.feed(server.published + "/lib.json").status == 404)
        #expect(try await server.publish() == 204)

        let model = try await server.send(.get, "/content/library/\(server.test.library)").json["publish_info"]
        #expect(model?["published"] == true && model?["authentication_method"] == "NONE")
        let url = try #require(model?["publish_url"]?.text)
        #expect(url == "https://library.example:8443\(server.published)/lib.json")
        let library = try await server.feed(server.published + "/lib.json").json
        #expect(library["vcspVersion"] == "2" && library["name"] == "library")
        #expect(library["id"]?.text == "urn:uuid:" + server.test.library)
        #expect(library["capabilities"]?["transferIn"] == ["httpGet"] && library["itemsHref"] == "items.json")

        let items = try await server.feed(server.published + "/items.json").json["items"]?.elements ?? []
        let entry = try #require(items.first)
        #expect(items.count == 1 && entry["name"] == "ä" && entry["type"] == "vcsp.ovf")
        #expect(entry["id"]?.text == "urn:uuid:" + item)
        #expect(entry["version"] == "3" && entry["contentVersion"] == "2")
        let single = try await server.feed("\(server.published)/\(try #require(entry["selfHref"]).text)")
        #expect(single.json == entry)

        let files = entry["files"]?.elements ?? []
        #expect(files.map { $0["name"]?.text } == ["disk ü.vmdk", "x.ovf"])
        #expect(files[0]["size"] == 4 && files[0]["generationNum"] == 2)
        let path = "\(server.published)/\(try #require(files[0]["hrefs"]?[0]).text)"
        let content = try await server.feed(path)
        #expect(content.status == 200 && content.text == "disk")
        #expect(Feed.sha256(ofTag: files[0]["etag"]?.text ?? "") == content.fields[.eTag]?.filter { $0 != "\"" })
        let rest = try await server.feed(
            path, fields: [.range: "bytes=2-", .ifRange: try #require(content.fields[.eTag])])
        #expect(rest.status == 206 && rest.text == "sk")
        // A version that is no longer there is not another one.
        try await server.test.change(item, files: ["disk ü.vmdk": "other"])
        #expect(try await server.feed(path).status == 404)
    }

    @Test func nothingChangedIsSaidWithoutTheDocument() async throws {
        let server = try await TestServer()
        #expect(try await server.publish() == 204)
        for name in ["lib.json", "items.json"] {
            var tag = try #require(try await server.feed("\(server.published)/\(name)").fields[.eTag])
            func isUnchanged() async throws -> Bool {
                let answer = try await server.feed(
                    "\(server.published)/\(name)", fields: [.ifNoneMatch: "\"other\", W/\(tag)"])
                let isUnchanged = answer.status == 304 && answer.text.isEmpty
                tag = try #require(answer.fields[.eTag])
                return isUnchanged
            }
            #expect(try await isUnchanged())
            let item = try await server.test.item(name)
            #expect(try await !isUnchanged())
            #expect(try await isUnchanged())
            try await server.test.change(item, files: ["f": "1"])
            #expect(try await !isUnchanged())
            try await server.test.core.items.update(item, .init(description: "d"))
            #expect(try await !isUnchanged())
            try await server.test.core.items.delete(item)
            #expect(try await !isUnchanged())
            try await server.test.core.libraries.update(server.test.library, .init(name: "renamed"))
            #expect(try await !isUnchanged())
            #expect(try await isUnchanged())
        }
    }

    @Test func aLibraryOfManyPagesIsOneDocument() async throws {
        let server = try await TestServer()
        let count = FeedItems.pageLength * 2 + 1
        for number in 0..<count { _ = try await server.test.item("item \(number)") }
        #expect(try await server.publish() == 204)
        let items = try await server.feed(server.published + "/items.json").json["items"]?.elements ?? []
        #expect(Set(items.compactMap { $0["name"]?.text }).count == count && items.count == count)
    }

    /// What was begun with one revision never ends with another.
    @Test func aChangeInTheMiddleBreaksTheDocument() async throws {
        let test = try await TestLibrary.open()
        for number in 0...FeedItems.pageLength { _ = try await test.item("item \(number)") }
        let library = try await test.core.environment.store.read { try FeedLibrary.find($0, id: test.library) }
        var pages = test.core.feed.items(of: library).makeAsyncIterator()
        #expect(try await pages.next() != nil)
        _ = try await test.item("late")
        #expect(try await kind { _ = try await pages.next() } == .concurrentChange)
    }

    @Test func aPasswordIsAskedForAndNeverTold() async throws {
        let server = try await TestServer()
        let basic = #"{"published":true,"authentication_method":"BASIC","password":"first"}"#
        #expect(try await server.publish(#"{"published":true,"authentication_method":"BASIC"}"#) == 400)
        #expect(try await server.publish(basic) == 204)
        func status(_ user: String, _ password: String, _ path: String = "lib.json") async throws -> Int {
            let pair = Data("\(user):\(password)".utf8).base64EncodedString()
            return try await server.feed("\(server.published)/\(path)", fields: [.authorization: "Basic \(pair)"])
                .status
        }
        let refused = try await server.feed(server.published + "/lib.json")
        #expect(refused.status == 401 && refused.fields[.wwwAuthenticate]?.hasPrefix("Basic ") == true)
        #expect(try await server.feed(server.published + "/items.json").status == 401)
        #expect(try await status("vcsp", "first") == 200)
        #expect(try await status("vcsp", "first", "items.json") == 200)
        #expect(try await status("vcsp", "wrong") == 401)
        // A user of the API is no subscriber.
        #expect(try await status("anna", "secret") == 401)

        let model = try await server.send(.get, "/content/local-library/\(server.test.library)")
        #expect(model.json["publish_info"]?["user_name"] == "vcsp")
        #expect(!model.text.contains("first") && !model.text.contains("scrypt"))
        // Neither a new password nor none at all without the one in force.
        #expect(try await server.publish(#"{"password":"second"}"#) == 400)
        #expect(try await server.publish(#"{"password":"second","current_password":"wrong"}"#) == 400)
        #expect(try await server.publish(#"{"authentication_method":"NONE"}"#) == 400)
        #expect(try await server.publish(#"{"password":"second","current_password":"first"}"#) == 204)
        #expect(try await status("vcsp", "first") == 401)
        #expect(try await status("vcsp", "second") == 200)
        // Withdrawn and published again, it has the same password.
        #expect(try await server.publish(#"{"published":false}"#) == 204)
        #expect(try await status("vcsp", "second") == 404)
        #expect(try await server.publish(#"{"published":true}"#) == 204)
        #expect(try await status("vcsp", "second") == 200)
        #expect(try await server.publish(#"{"authentication_method":"NONE","current_password":"second"}"#) == 204)
        #expect(try await server.feed(server.published + "/lib.json").status == 200)
    }

    @Test(arguments: [
        #"{"published":true}"#, #"{"published":true,"authentication_method":"LATER"}"#,
        #"{"published":true,"authentication_method":"NONE","password":"p"}"#,
        #"{"published":true,"authentication_method":"BASIC","password":""}"#,
        #"{"published":true,"authentication_method":"NONE","user_name":"root"}"#,
        #"{"published":true,"authentication_method":"NONE","persist_json_enabled":true}"#,
    ])
    func whatCannotBePublishedIsRefused(info: String) async throws {
        let server = try await TestServer()
        #expect(try await server.publish(info) == 400)
        #expect(try await server.feed(server.published + "/lib.json").status == 404)
        let created = try await server.send(
            .post, "/content/local-library",
            #"{"name":"L","storage_backings":[{"type":"DATASTORE","datastore_id":"datastore-1"}],"publish_info":\#(info)}"#
        )
        #expect(created.status == 400)
    }

    @Test func onlyTheFeedIsOutsideOfTheAPI() async throws {
        let server = try await TestServer()
        let other = try await server.test.core.libraries.create(.local("private"), by: TestLibrary.anna)
        let item = try await server.test.core.items.create(.init(libraryId: other, name: "i"), by: TestLibrary.anna)
        #expect(try await server.publish() == 204)
        for path in [
            "/cls/vcsp/lib/nothing/lib.json", "/cls/vcsp/lib/\(other)/lib.json", "/cls/vcsp/lib/\(other)/items.json",
            "\(server.published)/item/\(item)/item.json", "\(server.published)/item/\(item)/file/f", "/cls/vcsp/lib/",
            "\(server.published)/../../../../api/content/library", "/cls/vcsp/lib/%00/lib.json",
        ] {
            #expect(try await server.feed(path).status == 404, "\(path)")
        }
        #expect(try await server.feed(server.published + "/lib.json", method: .put).status == 405)
        #expect(try await server.feed("/api/content/library").status == 401)
        let head = try await server.feed(server.published + "/lib.json", method: .head)
        #expect(head.status == 200 && head.text.isEmpty)
    }
}
