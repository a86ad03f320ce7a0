import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryTransfers
import Foundation
import Testing

@Suite struct DownloadTests {
    private struct Dropped: Error {}

    /// The digests of `hello`.
    private static let sha1 = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"
    private static let sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

    private static let checksums: [LibraryItemFileChecksumInfo] = [
        .init(algorithm: .sha256, checksum: sha256.uppercased()), .init(checksum: sha1),
        .init(algorithm: .sha1, checksum: sha1),
        .init(algorithm: .md5, checksum: "5d41402abc4b2a76b9719d911017c592"),
    ]

    @Test(arguments: checksums)
    func checksumsThatComeAfterTheBytesAreVerified(checksum: LibraryItemFileChecksumInfo) async throws {
        try await withFolder { folder in
            let library = FakeLibrary(checksum: checksum)
            let written = try await library.transfers().download(item: "item", into: folder)
            #expect(try String(contentsOf: written[0], encoding: .utf8) == "hello")
            #expect(try names(in: folder) == [FakeLibrary.fileName])
            #expect(library.log == ["create", "prepare", "bytes for Bearer secret", "get", "delete"])

            let corrupted = FakeLibrary(checksum: checksum, body: { BodyStream("hellO") })
            try Data("old".utf8).write(to: folder.appending(path: FakeLibrary.fileName))
            let error = await #expect(throws: TransferError.self) {
                try await corrupted.transfers().download(item: "item", into: folder)
            }
            guard case .checksumMismatch? = error else { throw try #require(error) }
            #expect(try names(in: folder) == [FakeLibrary.fileName])
            #expect(try String(contentsOf: written[0], encoding: .utf8) == "old")
            #expect(corrupted.log.last == "delete")
        }
    }

    @Test func whatIsAnnouncedIsVerifiedToo() async throws {
        try await withFolder { folder in
            let library = FakeLibrary(announced: Self.checksums[3], body: { BodyStream("hellO") })
            await #expect(throws: TransferError.self) {
                try await library.transfers().download(item: "item", into: folder)
            }
            let left = try names(in: folder)
            #expect(left == [])
        }
    }

    @Test func anUnknownAlgorithmIsNotTakenForAnother() async throws {
        try await withFolder { folder in
            let checksum = LibraryItemFileChecksumInfo(algorithm: .init(rawValue: "CRC"), checksum: Self.sha1)
            let error = await #expect(throws: TransferError.self) {
                try await FakeLibrary(checksum: checksum).transfers().download(item: "item", into: folder)
            }
            guard case .unknownAlgorithm? = error else { throw try #require(error) }
        }
    }

    @Test(arguments: [Int64(4), 6])
    func sizesAreVerified(size: Int64) async throws {
        try await withFolder { folder in
            let error = await #expect(throws: TransferError.self) {
                try await FakeLibrary(size: size).transfers().download(item: "item", into: folder)
            }
            guard case .sizeMismatch? = error else { throw try #require(error) }
            let left = try names(in: folder)
            #expect(left == [])
        }
    }

    @Test func droppedDownloadsLeaveNothing() async throws {
        try await withFolder { folder in
            let library = FakeLibrary(body: {
                let pieces = AsyncThrowingStream<[UInt8], any Error> { pieces in
                    pieces.yield([1, 2])
                    pieces.finish(throwing: Dropped())
                }
                return BodyStream(pieces, length: 5)
            })
            await #expect(throws: Dropped.self) {
                try await library.transfers().download(item: "item", into: folder)
            }
            let left = try names(in: folder)
            #expect(left == [])
            #expect(library.log.last == "delete")
        }
    }

    @Test func cancelledDownloadsAreCleanedUp() async throws {
        try await withFolder { folder in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let library = FakeLibrary(body: {
                // Pieces that never come; their reader ends when it is cancelled.
                let (pieces, piece) = AsyncStream.makeStream(of: [UInt8].self)
                piece.yield([1])
                piece.onTermination = { _ in _ = piece }
                return BodyStream(pieces)
            })
            let download = Task {
                try await library.transfers().download(item: "item", into: folder) { _ in start.yield() }
            }
            for await _ in started { break }
            download.cancel()
            await #expect(throws: CancellationError.self) { try await download.value }
            let left = try names(in: folder)
            #expect(left == [])
            #expect(library.log.last == "delete")
        }
    }

    @Test func preparingHasAnEnd() async throws {
        try await withFolder { folder in
            let timing = TransferTiming(
                keepAliveInterval: .seconds(60), pollInterval: .seconds(1), preparationLimit: .seconds(5),
                sleep: { if $0 > .seconds(1) { try await waitForCancellation() } })
            let library = FakeLibrary(preparations: 4)
            #expect(try await library.transfers(timing).download(item: "item", into: folder).count == 1)
            let error = await #expect(throws: TransferError.self) {
                try await FakeLibrary(preparations: 6).transfers(timing).download(item: "item", into: folder)
            }
            guard case .preparationTimedOut? = error else { throw try #require(error) }
        }
    }

    @Test(arguments: [
        ("http://library/bytes", true), ("http://Library:80/bytes", true), ("http://library:/bytes", true),
        ("http://library:8080/bytes", false), ("https://library/bytes", false), ("http://other/bytes", false),
    ])
    func credentialsGoToTheOwnServerOnly(uri: String, isOwn: Bool) async throws {
        try await withFolder { folder in
            let library = FakeLibrary()
            _ = try await library.transfers(uri: uri).download(item: "item", into: folder)
            #expect(library.log.contains("bytes for \(isOwn ? "Bearer secret" : "anybody")"))
        }
    }

    /// A link at the place of the file is replaced; what it points to stays what it was.
    @Test func linksAreNotFollowed() async throws {
        try await withFolder { folder in
            let precious = folder.appending(path: "precious")
            try Data("precious".utf8).write(to: precious)
            let link = folder.appending(path: FakeLibrary.fileName)
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: precious)
            _ = try await FakeLibrary().transfers().download(item: "item", into: folder)
            #expect(try String(contentsOf: precious, encoding: .utf8) == "precious")
            #expect(try String(contentsOf: link, encoding: .utf8) == "hello")
        }
    }

    @Test func namesMayHave255Bytes() async throws {
        try await withFolder { folder in
            let name = String(repeating: "n", count: 255)
            _ = try await FakeLibrary().transfers().download(item: "item", files: [name], into: folder)
            #expect(try names(in: folder) == [name])
        }
    }

    @Test func parallelDownloadsDoNotMix() async throws {
        try await withFolder { folder in
            let library = FakeLibrary(checksum: Self.checksums[0])
            let transfers = try library.transfers()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for _ in 0..<8 {
                    tasks.addTask { _ = try await transfers.download(item: "item", into: folder) }
                }
                try await tasks.waitForAll()
            }
            #expect(try names(in: folder) == [FakeLibrary.fileName])
        }
    }
}
