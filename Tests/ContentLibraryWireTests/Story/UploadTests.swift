import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Crypto
import HTTPTypes
import Testing

@testable import ContentLibrary

/// Bytes on their way into a session.
@Suite(.timeLimit(.minutes(10))) struct UploadTests {
    static let content = "The bytes of a disk.\n"
    static let wrongText = String(repeating: "0", count: 40)

    /// What the client declares about ``content`` in each algorithm.
    static let checksums: [(LibraryItemFileChecksumAlgorithm?, String)] = [
        (nil, hexadecimal(Insecure.SHA1.hash(data: Array(content.utf8)))),
        (.sha1, hexadecimal(Insecure.SHA1.hash(data: Array(content.utf8)))),
        (.md5, hexadecimal(Insecure.MD5.hash(data: Array(content.utf8)))),
        (.sha256, hexadecimal(SHA256.hash(data: Array(content.utf8)))),
        (.sha512, hexadecimal(SHA512.hash(data: Array(content.utf8)))),
    ]

    @Test(arguments: checksums)
    func aVerifiedUpload(_ algorithm: LibraryItemFileChecksumAlgorithm?, _ checksum: String) async throws {
        try await Wire.serve { wire in
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            let declared = LibraryItemFileChecksumInfo(algorithm: algorithm, checksum: checksum)
            let uri = try await wire.add("disk", to: session, size: Int64(Self.content.count), checksum: declared)
            #expect(try await wire.put(Self.content, to: uri).status == 200)
            let file = try await wire.file("disk", of: session)
            #expect(file.status == .ready && file.size == Int64(Self.content.count))
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            let info = try await wire.client.contentLibraryItemFile.get(libraryItemId: item, name: "disk")
            #expect(info.checksumInfo?.checksum == checksum && info.checksumInfo?.algorithm == algorithm ?? .sha1)
            #expect(try await wire.contents(of: item) == ["disk": Self.content])
        }
    }

    @Test(arguments: checksums)
    func aWrongChecksum(_ algorithm: LibraryItemFileChecksumAlgorithm?, _ checksum: String) async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let wrong = String(repeating: "0", count: checksum.count)
            let declared = LibraryItemFileChecksumInfo(algorithm: algorithm, checksum: wrong)
            let uri = try await wire.add("disk", to: session, checksum: declared)
            try await wire.add("other", to: session)
            let answer = try await wire.put(Self.content, to: uri)
            answer.expectError(400, .invalidArgument, mentioning: checksum)
            try await expectError(session, "disk", mentioning: checksum, wire)
        }
    }

    /// Bytes that come in chunks show only by and by how many they are.
    @Test(arguments: [Int64(3), 100]) func aWrongSize(_ size: Int64) async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let uri = try await wire.add("disk", to: session, size: size)
            let body = OpenBody(length: nil)
            let put = body.put(to: uri, over: wire.transport)
            body.write(Self.content)
            body.finish()
            try await put.value.expectError(400, .invalidArgument, mentioning: "\(size)")
            try await expectError(session, "disk", mentioning: "\(size)", wire)
        }
    }

    /// A wrong size that is announced is refused before a byte of it, and nothing is lost.
    @Test(arguments: [Int64(3), 100]) func anAnnouncedWrongSize(_ size: Int64) async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let uri = try await wire.add("disk", to: session, size: size)
            let answer = try await wire.put(Self.content, to: uri)
            answer.expectError(400, .invalidArgument, mentioning: "\(size)")
            #expect(try await wire.file("disk", of: session).status == .waitingForTransfer)
            #expect(try await wire.state(of: session) == .active)
            #expect(try await wire.put(String(repeating: "x", count: Int(size)), to: uri).status == 200)
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
        }
    }

    /// A part of a file, or a coding of it, would be kept as all of it.
    @Test func onlyWholeFiles() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let uri = try await wire.add("disk", to: session)
            for (name, value, status) in [
                (HTTPField.Name.contentRange, "bytes 0-4/21", 400), (.contentEncoding, "gzip", 415),
            ] {
                var fields = HTTPFields.anna
                fields[name] = value
                let answer = try await wire.transport.exchange(.put, uri, BodyStream("bytes"), fields: fields)
                #expect(answer.status == status && answer.error != nil, "\(answer.text)")
                #expect(try await wire.file("disk", of: session).status == .waitingForTransfer)
            }
        }
    }

    /// A file that arrived wrong is ERROR, and so is its session, which frees the item and keeps no bytes.
    private func expectError(_ session: String, _ name: String, mentioning text: String, _ wire: Wire) async throws {
        let file = try await wire.file(name, of: session)
        #expect(file.status == .error && file.errorMessage?.rendered().contains(text) == true)
        let info = try await wire.client.contentLibraryItemUpdateSession.get(updateSessionId: session)
        #expect(info.state == .error && info.errorMessage?.rendered().contains(text) == true)
        let completed = try await kind {
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
        }
        #expect(completed == .notAllowedInCurrentState)
        _ = try await wire.session(on: try #require(info.libraryItemId))
        try await wire.expectBytes(objects: 0)
    }

    @Test func aChecksumThatIsNone() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            for (algorithm, text) in [("MD5", "abc"), ("SHA256", Self.wrongText), ("CRC32", "00000000"), ("SHA1", "")] {
                let declared = LibraryItemFileChecksumInfo(algorithm: .init(rawValue: algorithm), checksum: text)
                #expect(try await kind { try await wire.add("a", to: session, checksum: declared) } == .invalidArgument)
            }
            #expect(try await wire.state(of: session) == .active)
        }
    }

    /// The connection drops in the middle: the file waits, and the `PUT` is repeated.
    @Test func aDroppedConnection() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            let uri = try await wire.add("disk", to: session, size: 2000)
            let body = OpenBody(length: 2000)
            let dropped = body.put(to: uri, over: wire.transport)
            body.write(String(repeating: "x", count: 1000))
            try await eventually { try await wire.file("disk", of: session).bytesTransferred == 1000 }
            #expect(try await wire.file("disk", of: session).status == .transferring)
            body.breakOff()
            await #expect(throws: (any Error).self) { _ = try await dropped.value }
            try await eventually { try await wire.file("disk", of: session).status == .waitingForTransfer }
            #expect(try await wire.state(of: session) == .active)
            try await wire.expectBytes(objects: 0)

            let whole = String(repeating: "y", count: 2000)
            #expect(try await wire.put(whole, to: uri).status == 200)
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            #expect(try await wire.contents(of: item) == ["disk": whole])
        }
    }

    /// A client whose connection hangs tries again: the second `PUT` takes the place of the first.
    @Test func aSecondPutSupersedesTheFirst() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let uri = try await wire.add("disk", to: session)
            let body = OpenBody(length: 2000)
            let first = body.put(to: uri, over: wire.transport)
            body.write("hanging")
            try await eventually { try await wire.file("disk", of: session).bytesTransferred > 0 }
            #expect(try await wire.put(Self.content, to: uri).status == 200)
            body.breakOff()
            if let answer = try? await first.value { #expect(answer.kind == .notAllowedInCurrentState) }
            #expect(try await wire.file("disk", of: session).status == .ready)
            try await wire.expectBytes(objects: 1)
        }
    }

    /// Cancelling the session ends what is on its way, though the client would send for ever.
    @Test func cancelEndsATransfer() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let body = OpenBody(length: 1 << 40)
            let uri = try await wire.add("disk", to: session)
            let put = body.put(to: uri, over: wire.transport)
            body.write("endless")
            try await eventually { try await wire.file("disk", of: session).bytesTransferred > 0 }
            try await wire.client.contentLibraryItemUpdateSession.cancel(updateSessionId: session)
            // The server answers, or closes the connection: both end the transfer.
            if let answer = try? await put.value { #expect(answer.kind == .notAllowedInCurrentState) }
            try await eventually { try wire.folder.names(in: "data/staging").isEmpty }
        }
    }

    @Test func whereNothingIsExpected() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session(on: try await wire.item(files: ["kept": "content"]))
            let base = "\(wire.address)/api/cls/data/"
            try await wire.put("x", to: base + "none/disk").expectError(404, .notFound, mentioning: "none")
            try await wire.put("x", to: base + session + "/none").expectError(400, .invalidArgument, mentioning: "none")
            let kept = try await wire.put("x", to: base + session + "/kept")
            kept.expectError(400, .notAllowedInCurrentState, mentioning: "PUSH")
            try await wire.expectBytes(objects: 1)
        }
    }

    @Test func anEmptyFile() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            let uri = try await wire.add("nothing", to: session, size: 0)
            #expect(try await wire.put("", to: uri).status == 200)
            #expect(try await wire.file("nothing", of: session).size == 0)
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            #expect(try await wire.contents(of: item) == ["nothing": ""])
        }
    }
}

func hexadecimal(_ digest: some Digest) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

extension Wire {
    /// Nothing is on its way, and only so many files are kept once the garbage is gone.
    func expectBytes(objects: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        await core.environment.garbage.settled()
        #expect(try folder.names(in: "data/staging").isEmpty, sourceLocation: sourceLocation)
        #expect(try folder.names(in: "data/objects").count == objects, sourceLocation: sourceLocation)
    }
}
