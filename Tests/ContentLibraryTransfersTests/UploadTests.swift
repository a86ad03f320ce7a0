import BinderyRuntime
import ContentLibraryTransfers
import Foundation
import Testing

@Suite struct UploadTests {
    private static let add = "add 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

    private static func withFile(_ body: (LocalFile) async throws -> Void) async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "hello.txt")
            try Data("hello".utf8).write(to: file)
            try await body(LocalFile(path: file.path))
        }
    }

    @Test func filesAreUploaded() async throws {
        try await Self.withFile { file in
            let library = FakeLibrary()
            let session = try await library.transfers().upload([file], toItem: "item")
            #expect(session == "session")
            #expect(library.log == ["create", Self.add, "put", "validate", "complete"])
        }
    }

    /// A session that begins before the files have been read expires while they are.
    @Test func filesAreReadBeforeTheSessionBegins() async throws {
        try await Self.withFile { file in
            try FileManager.default.removeItem(atPath: file.path)
            let library = FakeLibrary()
            await #expect(throws: LocalFile.Unreadable.self) {
                try await library.transfers().upload([file], toItem: "item")
            }
            #expect(library.log.isEmpty)
        }
    }

    @Test func refusedUploadsAreCanceled() async throws {
        try await Self.withFile { file in
            struct Full: Error {}
            let library = FakeLibrary(receive: { _ in throw Full() })
            let error = await #expect(throws: TransferError.self) {
                try await library.transfers().upload([file], toItem: "item")
            }
            guard case .refused(_, let response)? = error else { throw try #require(error) }
            #expect(response.status == 500)
            #expect(library.log.last == "cancel")
        }
    }

    @Test func cancelledUploadsAreCleanedUp() async throws {
        try await Self.withFile { file in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let library = FakeLibrary(receive: { _ in
                start.yield()
                try await waitForCancellation()
            })
            let upload = Task { try await library.transfers().upload([file], toItem: "item") }
            for await _ in started { break }
            upload.cancel()
            await #expect(throws: (any Error).self) { try await upload.value }
            #expect(library.log == ["create", Self.add, "put", "cancel"])
        }
    }

    @Test func sessionsAreKeptAlive() async throws {
        try await Self.withFile { file in
            let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
            let (kept, keep) = AsyncStream.makeStream(of: Void.self)
            // The clock ticks once while the upload runs, which ends when the tick has been heard.
            let timing = TransferTiming(sleep: { _ in
                for await _ in ticks { return }
                throw CancellationError()
            })
            let library = FakeLibrary(receive: { _ in
                tick.yield()
                for await _ in kept { break }
            })
            library.listen { if $0 == "keep alive" { keep.yield() } }
            _ = try await library.transfers(timing).upload([file], toItem: "item")
            #expect(library.log == ["create", Self.add, "put", "keep alive", "validate", "complete"])
        }
    }
}
