import BinderyRuntime
import ContentLibraryAPI
import Foundation
import HTTPTypes
import Testing

/// Which operation a request reaches: by method, path and query.
@Suite(.timeLimit(.minutes(10))) struct RoutingTests {
    /// Paths that exist, with a method that they do not have.
    @Test(arguments: [
        (HTTPRequest.Method.delete, "/content/library", "GET, HEAD, OPTIONS, POST"),
        (.put, "/content/library/item/1", "DELETE, GET, HEAD, OPTIONS, PATCH, POST"),
        (.put, "/content/library/item/update-session/1", "DELETE, GET, HEAD, OPTIONS, PATCH, POST"),
        (.patch, "/session", "DELETE, GET, HEAD, OPTIONS, POST"),
        (.put, "/content/type", "GET, HEAD, OPTIONS"),
        (.post, "/cls/data/session/file", "GET, HEAD, OPTIONS, PUT"),
        (.put, "/cls/static/library/item/file", "GET, HEAD, OPTIONS"),
        (.trace, "/content/configuration", "GET, HEAD, OPTIONS, PATCH"),
    ]) func anotherMethod(_ method: HTTPRequest.Method, _ path: String, _ allowed: String) async throws {
        try await Wire.serve { wire in
            let answer = try await wire.send(method, path)
            answer.expectError(405, .invalidRequest, mentioning: method.rawValue)
            #expect(answer.fields[.allow] == allowed)
            let options = try await wire.send(.options, path)
            #expect(options.status == 204 && options.fields[.allow] == allowed)
        }
    }

    @Test(arguments: [
        "/", "/content", "/content/", "/content/library/", "/content//library", "/content/libraries",
        "/content/library/item/1/nothing", "/CONTENT/library", "/content/library/../../session", "/%FF", "/%",
        "/content/library/item/%FF%FE/x/y", "/cls/data/session", "/cls/data/session/a/b",
    ]) func unknownPath(_ path: String) async throws {
        try await Wire.serve { wire in
            let answer = try await wire.get("/api" + path)
            #expect(answer.status == 404)
            let error = try StandardError.decode(from: answer.body)
            #expect(error.errorType == .operationNotFound)
            #expect(error.messages.first?.rendered().contains(path) == true)
        }
    }

    @Test func outsideTheBasePath() async throws {
        try await Wire.serve { wire in
            for path in ["/", "/apix/session", "/content/library", "/index.html"] {
                let answer = try await wire.transport.exchange(.get, wire.address + path, fields: .anna)
                answer.expectError(404, .operationNotFound, mentioning: path)
            }
        }
    }

    @Test(arguments: [
        ("/content/library?action=dance", "POST /content/library?action=find"),
        ("/content/library?action=FIND", "action=find"),
        ("/content/library?action=find&action=dance", "action=find"),
        ("/content/library?action", "action=find"),
        ("/content/library", "action=find"),
        ("/content/library/item?action=dance", "action=find"),
        ("/content/library/item/update-session/1?action=finish", "action=complete"),
        ("/content/library/item/update-session/1/file?action=check", "action=validate"),
    ]) func unknownAction(_ path: String, _ known: String) async throws {
        try await Wire.serve { wire in
            try await wire.send(.post, path, "{}").expectError(400, .invalidRequest, mentioning: known)
        }
    }

    /// `GET …/file` lists, `GET …/file?file_name=x` gets one.
    @Test func theQueryTellsListFromGet() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "12345"])
            let update = try await wire.session(on: item)
            let download = try await wire.download("a", of: item).session
            for (path, key) in [
                ("/content/library/item/\(item)/file", "name"),
                ("/content/library/item/\(item)/storage", "file_name"),
                ("/content/library/item/download-session/\(download)/file", "file_name"),
            ] {
                for query in ["", "?", "?other=1", "?&&"] {
                    let list = try await wire.send(.get, path + query)
                    #expect(list.status == 200 && list.text.hasPrefix("[{"), "\(path)\(query): \(list.text)")
                }
                for query in ["\(key)=a", "\(key)=%61", "other=1&\(key)=a"] {
                    let one = try await wire.send(.get, "\(path)?\(query)")
                    #expect(one.status == 200 && one.text.contains(#""size":5"#), "\(path)?\(query): \(one.text)")
                    // The places of a file are a list of their own.
                    #expect(one.text.hasPrefix("{") || path.hasSuffix("storage"), "\(path)?\(query): \(one.text)")
                }
                // The name is there without a value: that is still a get, of a file without a name.
                for query in [key, "\(key)="] {
                    let none = try await wire.send(.get, "\(path)?\(query)")
                    #expect([400, 404].contains(none.status) && none.error != nil, "\(path)?\(query): \(none.text)")
                }
            }
            // The files of an update session have a path of their own.
            let path = "/content/library/item/update-session/\(update)/file"
            #expect(try await wire.send(.get, path + "?file_name=a").text.hasPrefix("["))
            #expect(try await wire.send(.get, path + "/a").text.hasPrefix("{"))
            try await wire.send(.get, path + "/").expectError(404, .operationNotFound)
        }
    }

    @Test func theItemsOfALibraryNeedItsId() async throws {
        try await Wire.serve { wire in
            let library = try await wire.library()
            #expect(try await wire.send(.get, "/content/library/item?library_id=\(library)").text == "[]")
            try await wire.send(.get, "/content/library/item?library_id").expectError(404, .notFound)
            let none = try await wire.send(.get, "/content/library/item")
            none.expectError(400, .invalidRequest, mentioning: "library_id")
        }
    }

    @Test func percentEncodedIdentifiers() async throws {
        try await Wire.serve { wire in
            let library = try await wire.library("images")
            let encoded = library.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let answer = try await wire.send(.get, "/content/library/\(encoded)")
            #expect(answer.status == 200 && answer.text.contains("images"))
            #expect(try await wire.send(.get, "/content/%6Cibrary/\(library)").status == 200)
            // An encoded slash belongs to the identifier, and does not make another path.
            try await wire.send(.get, "/content/library/a%2Fb").expectError(404, .notFound, mentioning: "a/b")
            try await wire.send(.get, "/content/library/a%00b").expectError(404, .notFound)
            for broken in ["%", "%4", "%zz", "%FF", "%C3%28"] {
                let answer = try await wire.get("/api/content/library/\(broken)")
                #expect(answer.status == 400, "\(broken)")
                #expect(try StandardError.decode(from: answer.body).errorType == .invalidArgument, "\(broken)")
            }
        }
    }

    @Test func aWholeURLAsTarget() async throws {
        try await Wire.serve { wire in
            let answer = try await wire.get("http://elsewhere.example/api/content/library")
            #expect(answer.status == 200 && answer.body == Array("[]".utf8))
        }
    }
}
