import Crypto
import Foundation
import Testing

@testable import ContentLibrary

/// Bytes on their way into a session.
@Suite struct UploadTests {
    static let checksums: [(ChecksumAlgorithm, String)] = [
        (.md5, "900150983cd24fb0d6963f7d28e17f72"),
        (.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha512,
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
    ]

    @Test(arguments: checksums) func aRightChecksumIsReady(_ checksum: (ChecksumAlgorithm, String)) async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session, size: 3, checksum: (checksum.0, checksum.1.uppercased()))
        try await test.upload("abc", to: "a", of: session)
        try await test.core.updateSessions.complete(session)
        let file = try await test.core.items.file("a", of: item)
        #expect(file.checksum == Checksum(known: checksum.0, checksum.1))
        #expect(file.sha256 == Self.checksums[2].1)
    }

    @Test(arguments: checksums) func aWrongChecksumFailsFileAndSession(_ checksum: (ChecksumAlgorithm, String))
        async throws
    {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session, checksum: (checksum.0, checksum.1))
        #expect(try await kind { try await test.upload("abd", to: "a", of: session) } == .invalidArgument)
        let file = try await test.core.updateSessions.file("a", of: session)
        #expect(file.status == .error && file.size == nil)
        #expect(file.errorMessage?.id == "com.bindery.content.session.file.checksum_mismatch")
        let info = try await test.core.updateSessions.get(session)
        #expect(info.state == .error && info.errorMessage == file.errorMessage)
        #expect(try await test.objectCount == 0)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
    }

    @Test func anUnsetAlgorithmIsSHA1() throws {
        #expect(try Checksum(algorithm: nil, value: Self.checksums[1].1).algorithm == .sha1)
        #expect(throws: LibraryError.self) { try Checksum(algorithm: nil, value: Self.checksums[0].1) }
        #expect(throws: LibraryError.self) { try Checksum(algorithm: .md5, value: String(repeating: "g", count: 32)) }
    }

    @Test(arguments: [2, 4]) func aWrongSizeFailsFileAndSession(_ declared: Int64) async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session, size: declared)
        #expect(
            try await kind { try await test.core.uploads.upload(body("abc"), to: "a", of: session) } == .invalidArgument
        )
        #expect(try await test.core.updateSessions.get(session).state == .error)
        #expect(try await test.core.updateSessions.file("a", of: session).status == .error)
    }

    @Test func aDroppedConnectionLeavesTheFileWaiting() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session, size: 3)
        await #expect(throws: ConnectionReset.self) {
            try await test.core.uploads.upload(
                body([97, 98], failing: ConnectionReset()), length: 3, to: "a", of: session)
        }
        let file = try await test.core.updateSessions.file("a", of: session)
        #expect(file.status == .waitingForTransfer && file.bytesTransferred == 0)
        // A body that ends early without saying so is the same.
        await #expect(throws: (any Error).self) {
            try await test.core.uploads.upload(body("ab"), length: 3, to: "a", of: session)
        }
        #expect(try await test.core.updateSessions.get(session).state == .active)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        try await test.upload("abc", to: "a", of: session)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["a": "abc"])
    }

    @Test func aReadyFileMayBeUploadedAgain() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session)
        try await test.upload("first", to: "a", of: session)
        try await test.upload("second", to: "a", of: session)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["a": "second"])
        #expect(try await test.objectCount == 1)
    }

    @Test func emptyAndLargeFiles() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("empty", to: session, size: 0)
        try await test.upload("", to: "empty", of: session)
        let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await test.push("large", to: session)
        try await test.core.uploads.upload(body(bytes, pieces: 97), to: "large", of: session)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.core.items.file("empty", of: item).size == 0)
        let large = try await test.core.items.open("large", of: item)
        #expect(large.sha256 == SHA256.hash(data: bytes).hexadecimal)
        var read: [UInt8] = []
        for try await chunk in large.chunks(0..<large.size) { read += chunk }
        #expect(read == bytes)
    }

    /// The first `PUT` stands still in the middle; what happens to it then is each test's matter.
    private func stalled(
        _ test: TestLibrary, _ session: String
    ) async throws -> (
        Task<LibraryErrorKind?, any Error>, AsyncThrowingStream<ArraySlice<UInt8>, any Error>.Continuation
    ) {
        let (stream, continuation) = AsyncThrowingStream<ArraySlice<UInt8>, any Error>.makeStream()
        continuation.yield([97])
        let upload = Task { try await kind { try await test.core.uploads.upload(stream, to: "a", of: session) } }
        while try await test.core.updateSessions.file("a", of: session).bytesTransferred == 0 { await Task.yield() }
        #expect(try await test.core.updateSessions.file("a", of: session).status == .transferring)
        return (upload, continuation)
    }

    @Test func aSecondPutSupersedesTheFirst() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session)
        let (first, continuation) = try await stalled(test, session)
        try await test.upload("second", to: "a", of: session)
        continuation.finish()
        #expect(try await first.value == .notAllowedInCurrentState)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["a": "second"])
        #expect(try await test.objectCount == 1)
        #expect(test.core.environment.transfers.count == 0)
    }

    @Test func cancelAbortsTheTransfer() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session)
        // The stream never ends by itself: it is the abort that ends the upload.
        let (upload, continuation) = try await stalled(test, session)
        try await test.core.updateSessions.cancel(session)
        #expect(try await upload.value == .notAllowedInCurrentState)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        #expect(try await test.core.updateSessions.file("a", of: session).status == .waitingForTransfer)
        continuation.finish()
    }

    @Test func deletingTheLibraryAbortsTheTransfer() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session)
        let (upload, continuation) = try await stalled(test, session)
        try await test.core.libraries.delete(test.library, force: true)
        #expect(try await upload.value == .notFound)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        continuation.finish()
    }

    @Test func cancellingTheCallerLeavesTheFileWaiting() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session)
        let (upload, continuation) = try await stalled(test, session)
        upload.cancel()
        _ = await upload.result
        #expect(try await test.core.updateSessions.file("a", of: session).status == .waitingForTransfer)
        continuation.finish()
    }

    @Test func completeWhileBytesComeIsRefused() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.push("a", to: session)
        let (upload, continuation) = try await stalled(test, session)
        #expect(try await kind { try await test.core.updateSessions.complete(session) } == .notAllowedInCurrentState)
        continuation.finish()
        #expect(try await upload.value == nil)
        try await test.core.updateSessions.complete(session)
    }

    @Test(arguments: [ENOSPC, EIO]) func whatTheDiskRefusesCanBeRepeated(_ code: Int32) async throws {
        let faults = FaultInjector.on(.uploadBeforeWrite) { throw FileSystemError("write", "staging", code: code) }
        let test = try await TestLibrary.open(faults: faults)
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session)
        let expected: LibraryErrorKind = code == ENOSPC ? .unableToAllocateResource : .resourceInaccessible
        #expect(try await kind { try await test.upload("abc", to: "a", of: session) } == expected)
        #expect(try await test.core.updateSessions.file("a", of: session).status == .waitingForTransfer)
        #expect(try test.core.environment.folder.stagedUploads().isEmpty)
        try await test.upload("abc", to: "a", of: session)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["a": "abc"])
    }
}
