import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import HTTPTypes
import Testing

/// What damaged content looks like to who downloads it.
@Suite(.timeLimit(.minutes(10))) struct DamageTests {
    /// Head and length are sent before all is read; so the connection ends before the length is reached.
    @Test(arguments: [10, 700_000]) func aDownloadBreaksOff(length: Int) async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": String(repeating: "x", count: length)])
            let uri = try #require(
                try await wire.client.contentLibraryItemFile.get(libraryItemId: item, name: "a").fileDownloadEndpoint)
            let object = wire.folder.path("data/objects/") + (try wire.folder.names(in: "data/objects").first ?? "")
            var bytes = try Data(contentsOf: URL(filePath: object))
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: URL(filePath: object), options: .atomic)
            let path = uri.dropFirst(wire.address.count)
            let request = """
                GET \(path) HTTP/1.1\r
                Host: 127.0.0.1:\(wire.port)\r
                Authorization: \(HTTPFields.anna[.authorization] ?? "")\r
                Connection: close\r
                \r

                """
            let first = try await RawSocket(port: wire.port).exchange(Array(request.utf8))
            let answer = try #require(RawAnswer(first))
            #expect(answer.status == 200 && answer.body.count < length)
            let second = try #require(RawAnswer(try await RawSocket(port: wire.port).exchange(Array(request.utf8))))
            #expect(second.status == 500)
            var fields = HTTPFields.anna
            fields[.range] = "bytes=0-3"
            #expect(try await wire.transport.exchange(.get, uri, fields: fields).status == 500)
        }
    }
}
