import BinderyAsyncHTTPClient
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Crypto
import HTTPTypes
import SeededRandom
import Testing

/// Bytes on their way out.
@Suite(.timeLimit(.minutes(10))) struct DownloadTests {
    static let content = "0123456789"

    struct Range: Sendable, CustomTestStringConvertible {
        var field: String
        var status: Int
        var text: String
        var contentRange: String?

        var testDescription: String { field }
    }

    static let ranges = [
        Range(field: "bytes=0-3", status: 206, text: "0123", contentRange: "bytes 0-3/10"),
        Range(field: "bytes=7-", status: 206, text: "789", contentRange: "bytes 7-9/10"),
        Range(field: "bytes=9-9", status: 206, text: "9", contentRange: "bytes 9-9/10"),
        Range(field: "bytes=0-", status: 206, text: content, contentRange: "bytes 0-9/10"),
        Range(field: "bytes=8-1000", status: 206, text: "89", contentRange: "bytes 8-9/10"),
        Range(field: "bytes=-4", status: 206, text: "6789", contentRange: "bytes 6-9/10"),
        Range(field: "bytes=-1000", status: 206, text: content, contentRange: "bytes 0-9/10"),
        Range(field: "bytes=10-", status: 416, text: "", contentRange: "bytes */10"),
        Range(field: "bytes=-0", status: 416, text: "", contentRange: "bytes */10"),
        Range(field: "bytes=5-4", status: 200, text: content),
        Range(field: "bytes=a-b", status: 200, text: content),
        Range(field: "bytes=0-1,3-4", status: 200, text: content),
        Range(field: "lines=1-2", status: 200, text: content),
    ]

    @Test func parts() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": Self.content])
            let uri = try await wire.download("a", of: item).uri
            for range in Self.ranges {
                var fields = HTTPFields.anna
                fields[.range] = range.field
                let answer = try await wire.transport.exchange(.get, uri, fields: fields)
                #expect(answer.status == range.status, "\(range.field)")
                #expect(answer.fields[.contentRange] == range.contentRange, "\(range.field)")
                if range.status == 416 {
                    answer.expectError(416, .invalidArgument, mentioning: range.field)
                } else {
                    #expect(answer.text == range.text, "\(range.field)")
                    #expect(answer.fields[.acceptRanges] == "bytes", "\(range.field)")
                }
            }
        }
    }

    /// A range of what has changed since is no part of it: the whole comes instead.
    @Test func ifRange() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": Self.content])
            let uri = try await wire.download("a", of: item).uri
            let tag = try #require(try await wire.transport.exchange(.get, uri, fields: .anna).fields[.eTag])
            for (condition, status) in [(tag, 206), ("\"other\"", 200), ("W/" + tag, 200), ("yesterday", 200)] {
                var fields = HTTPFields.anna
                (fields[.range], fields[.ifRange]) = ("bytes=2-4", condition)
                let answer = try await wire.transport.exchange(.get, uri, fields: fields)
                #expect(answer.status == status, "\(condition)")
                #expect(answer.text == (status == 206 ? "234" : Self.content), "\(condition)")
            }
        }
    }

    @Test func headHasNoBody() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": Self.content])
            let uri = try await wire.download("a", of: item).uri
            let head = try await wire.transport.exchange(.head, uri, fields: .anna)
            #expect(head.status == 200 && head.bytes.isEmpty && head.fields[.contentLength] == "10")
            let get = try await wire.transport.exchange(.get, uri, fields: .anna)
            #expect(get.fields[.contentLength] == "10" && get.fields[.eTag] == head.fields[.eTag])
            #expect(get.fields[.contentType] == "application/octet-stream")
        }
    }

    /// Several megabytes, so that they travel in many pieces.
    @Test func digestsAreEqual() async throws {
        try await Wire.serve { wire in
            var random = SeededGenerator(seed: 7)
            let bytes = (0..<(3 << 20) / 8).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }
            let digest = hexadecimal(SHA256.hash(data: bytes))
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            let declared = LibraryItemFileChecksumInfo(algorithm: .sha256, checksum: digest)
            let uri = try await wire.add("disk", to: session, size: Int64(bytes.count), checksum: declared)
            let put = try await wire.transport.exchange(.put, uri, BodyStream(bytes), fields: .anna)
            #expect(put.status == 200)
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            let (download, from) = try await wire.download("disk", of: item)
            let answer = try await wire.transport.exchange(.get, from, fields: .anna)
            #expect(answer.bytes.count == bytes.count && hexadecimal(SHA256.hash(data: answer.bytes)) == digest)
            // The checksum is told once the file was downloaded.
            let file = try await wire.client.contentLibraryItemDownloadsessionFile.get(
                downloadSessionId: download, fileName: "disk")
            #expect(file.bytesTransferred == Int64(bytes.count) && file.checksumInfo?.checksum == digest)
        }
    }

    /// A client that has had enough is nobody's error: the server goes on.
    @Test func aClientThatGoesAway() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": String(repeating: "x", count: 8 << 20)])
            let uri = try await wire.download("a", of: item).uri
            let url = try BaseURL(uri)
            let request = HTTPRequest(
                method: .get, scheme: url.scheme, authority: url.authority, path: url.path, headerFields: .anna)
            let reading = Task {
                for try await piece in try await wire.transport.send(request, body: nil).1 { return piece.count }
                return 0
            }
            #expect(try await reading.value > 0)
            #expect(try await wire.contents(of: item)["a"]?.count == 8 << 20)
        }
    }

    @Test func onlyWhatIsPrepared() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "content", "b": "more"])
            let (session, uri) = try await wire.download("a", of: item)
            let files = try wire.client.contentLibraryItemDownloadsessionFile
            let unprepared = try await wire.transport.exchange(
                .get, uri.replacing("/a", with: "/b", maxReplacements: 1), fields: .anna)
            #expect(unprepared.status >= 400 && unprepared.error != nil)
            let refusals = [
                try await refusal {
                    try await files.prepare(downloadSessionId: session, body: .init(fileName: "none"))
                },
                try await refusal { try await files.get(downloadSessionId: session, fileName: "none") },
            ]
            for refused in refusals { #expect(refused.status == 400 && refused.kind == .invalidArgument) }
            let direct = try await refusal {
                try await files.prepare(downloadSessionId: session, body: .init(fileName: "b", endpointType: .direct))
            }
            #expect(direct.status == 403 && direct.kind == .unauthorized)
        }
    }

    /// The address of an item's file names the library and the version: of another, there is nothing.
    @Test func theItemsOwnAddresses() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "before"])
            let file = try await wire.client.contentLibraryItemFile.get(libraryItemId: item, name: "a")
            let uri = try #require(file.fileDownloadEndpoint)
            #expect(uri.hasSuffix("/\(item)/a?version=2"))
            var fields = HTTPFields.berta
            fields[.range] = "bytes=-3"
            let part = try await wire.transport.exchange(.get, uri, fields: fields)
            #expect(part.status == 206 && part.text == "ore")
            try await wire.change(item, files: ["a": "after"])
            try await wire.transport.exchange(.get, uri, fields: .anna).expectError(404, .notFound)
            let current = uri.replacing("version=2", with: "version=3")
            #expect(try await wire.transport.exchange(.get, current, fields: .anna).text == "after")
            let elsewhere = "\(wire.address)/api/cls/static/\(try await wire.library("other"))/\(item)/a"
            try await wire.transport.exchange(.get, elsewhere, fields: .anna).expectError(404, .notFound)
        }
    }

    /// A download goes on with the content it began with, whatever becomes of the item.
    @Test func theContentOfThatInstant() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "before"])
            let (session, uri) = try await wire.download("a", of: item)
            try await wire.change(item, files: ["a": "after"])
            #expect(try await wire.transport.exchange(.get, uri, fields: .anna).text == "before")
            try await wire.expectBytes(objects: 2)
            let sessions = try wire.client.contentLibraryItemDownloadSession
            try await sessions.delete(downloadSessionId: session)
            try await wire.transport.exchange(.get, uri, fields: .anna).expectError(404, .notFound)
            #expect(try await wire.contents(of: item) == ["a": "after"])
            try await wire.expectBytes(objects: 1)
        }
    }

    @Test func statesAndExpiry() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "content"])
            let sessions = try wire.client.contentLibraryItemDownloadSession
            let (canceled, uri) = try await wire.download("a", of: item)
            try await sessions.cancel(downloadSessionId: canceled)
            #expect(
                try await kind { try await sessions.keepAlive(downloadSessionId: canceled) }
                    == .notAllowedInCurrentState)
            try await wire.transport.exchange(.get, uri, fields: .anna).expectError(400, .notAllowedInCurrentState)
            try await sessions.delete(downloadSessionId: canceled)

            // Unlike an update session, an ACTIVE one may be deleted; unused, it expires.
            try await sessions.delete(downloadSessionId: try await wire.download("a", of: item).session)
            let (expired, gone) = try await wire.download("a", of: item)
            wire.clock.advance(300)
            #expect(try await kind { try await sessions.get(downloadSessionId: expired) } == .notFound)
            try await wire.transport.exchange(.get, gone, fields: .anna).expectError(404, .notFound)
            #expect(try await sessions.list().isEmpty)
        }
    }
}
