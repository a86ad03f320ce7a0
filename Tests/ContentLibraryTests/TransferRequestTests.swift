import BinderyRuntime
import ContentLibraryAPI
import Foundation
import HTTPTypes
import Testing

@testable import ContentLibrary

/// The requests that move bytes, as HTTP.
@Suite struct TransferRequestTests {
    static let strange: [(HTTPField.Name, String, Int)] = [
        (.contentRange, "bytes 0-2/10", 400), (.contentEncoding, "gzip", 415), (.contentEncoding, "identity, br", 415),
    ]

    /// A part of a file, or a file in another coding, is not the file.
    @Test(arguments: strange) func neitherPartsNorCodings(_ field: (HTTPField.Name, String, Int)) async throws {
        let server = try await TestServer()
        let session = try await server.test.session(on: try await server.test.item())
        try await server.test.push("a", to: session)
        let path = "/cls/data/\(session)/a"
        let answer = try await server.send(.put, path, "abc", fields: [field.0: field.1])
        #expect(answer.status == field.2 && !(answer.json["error_type"]?.text ?? "").isEmpty)
        #expect(try await server.test.core.updateSessions.file("a", of: session).status == .waitingForTransfer)
        #expect(try await server.send(.put, path, "abc", fields: [.contentEncoding: "identity"]).status == 200)
    }

    @Test func anAnnouncedWrongLengthIsRefusedBeforeAByte() async throws {
        let server = try await TestServer()
        let session = try await server.test.session(on: try await server.test.item())
        try await server.test.push("a", to: session, size: 3)
        let answer = try await server.send(.put, "/cls/data/\(session)/a", "abcd")
        #expect(answer.status == 400 && answer.json["error_type"] == .string("INVALID_ARGUMENT"))
        #expect(try await server.test.core.updateSessions.get(session).state == .active)
        #expect(try await server.test.core.updateSessions.file("a", of: session).status == .waitingForTransfer)
        #expect(try await server.send(.put, "/cls/data/\(session)/a", "abc").status == 200)
    }

    @Test func theVersionOfAFile() async throws {
        let server = try await TestServer()
        let item = try await server.test.item(files: ["a": "abc"])
        let path = "/cls/static/\(server.test.library)/\(item)/a"
        #expect(try await server.send(.get, path).text == "abc")
        #expect(try await server.send(.get, path + "?version=2").text == "abc")
        for version in ["1", "3", "x", ""] {
            let answer = try await server.send(.get, path + "?version=\(version)")
            #expect(answer.status == 404 && answer.json["error_type"] == .string("NOT_FOUND"))
        }
    }

    @Test func identifiersWithNULAreNotFound() async throws {
        let server = try await TestServer()
        let item = try await server.test.item(files: ["a": "abc"])
        for path in [
            "/content/library/item/\(item)%00", "/content/library/item?library_id=\(server.test.library)%00",
            "/cls/static/\(server.test.library)/\(item)%00/a", "/cls/static/\(server.test.library)/\(item)/a%00",
        ] { #expect(try await server.send(.get, path).status == 404, "\(path)") }
    }

    /// Whoever finds an item busy learns which item, not whose session it is.
    @Test func aBusyItemNamesNoSession() async throws {
        let server = try await TestServer()
        let item = try await server.test.item()
        let session = try await server.test.session(on: item, by: TestLibrary.berta)
        let answer = try await server.send(
            .post, "/content/library/item/update-session", #"{"library_item_id":"\#(item)"}"#)
        #expect(answer.status == 500 && answer.json["error_type"] == .string("RESOURCE_BUSY"))
        #expect(!answer.text.contains(session))
        #expect(answer.json["messages"]?[0]?["args"] == .array([.string(item)]))
        #expect(answer.json["messages"]?[0]?["default_message"]?.text.contains("{0}") == true)
    }

    /// What is resumed counts once every byte went, and only then.
    @Test func aResumedDownloadCounts() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "0123456789"])
        let downloads = test.core.downloadSessions
        let session = try await downloads.create(item: item, by: TestLibrary.anna)
        _ = try await downloads.prepare("a", of: session, by: TestLibrary.anna)
        func sent(_ ranges: Range<Int64>...) async throws -> Int64 {
            for range in ranges { _ = try await text(downloads.open("a", of: session).chunks(range)) }
            return try await downloads.file("a", of: session).bytesTransferred
        }
        #expect(try await sent(7..<10) < 10)
        #expect(try await sent(0..<3, 0..<3, 2..<5) < 10)
        #expect(try await sent(5..<7) == 10)
        #expect(test.core.environment.coverage.count == 0)

    }
}
