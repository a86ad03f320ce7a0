import Foundation
import Testing

@testable import ContentLibrary

/// `content-library verify` and `backup` of a library that is on a datastore.
@Suite(.timeLimit(.minutes(10))) struct MaintenanceTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String...) async throws -> ContentLibraryProgram.Outcome {
        try await ContentLibraryProgram.run(arguments, in: folder)
    }

    /// A library on the datastore `fast`, with one item of one file.
    /// - Returns: where its content is.
    private func make() async throws -> String {
        let fast = Datastore(id: "fast", name: "fast", path: folder.path("fast"))
        try FileManager.default.createDirectory(atPath: fast.path, withIntermediateDirectories: true)
        let core = try await LibraryCore.open(
            data: folder.path("data"), settings: LibrarySettings(fileThreads: 1, datastores: [fast]))
        defer { try? core.close() }
        let user = Principal(name: "anna")
        let library = try await core.libraries.create(
            .init(name: "l", storageBackings: [.init(type: "DATASTORE", datastoreId: "fast")]), by: user)
        let item = try await core.items.create(.init(libraryId: library, name: "i"), by: user)
        let session = try await core.updateSessions.create(.init(itemId: item), by: user)
        _ = try await core.updateSessions.addFile(.init(name: "f", sourceType: .push), to: session, by: user)
        let (bytes, continuation) = AsyncStream.makeStream(of: ArraySlice<UInt8>.self)
        continuation.yield([1, 2, 3])
        continuation.finish()
        try await core.uploads.upload(bytes, length: 3, to: "f", of: session)
        try await core.updateSessions.complete(session)
        let object = try #require(try await core.items.file("f", of: item).objectId)
        return try core.environment.backings.folder(of: .datastore("fast")).objectPath(object)
    }

    @Test func whatIsOnADatastore() async throws {
        let object = try await make()
        let (data, backup) = (folder.path("data"), folder.path("backup"))
        let datastore = "fast=" + folder.path("fast")
        let blind = try await run("verify", data)
        #expect(blind.ending == .exit(2), "\(blind)")
        #expect(
            blind.output == [
                "not verified: 1 objects in fast: The storage backing fast cannot be reached: it is not configured.",
                "0 whole objects, 0 bytes; 0 damaged",
            ])
        let whole = try await run("verify", data, "--datastore", datastore)
        #expect(whole.ending == .exit(0) && whole.output == ["1 whole objects, 3 bytes; 0 damaged"], "\(whole)")
        let file = try folder.write("library.yaml", Array("datastore: ['\(datastore)']\n".utf8))
        #expect(try await run("verify", data, "--config", file).ending == .exit(0))
        let wrong = try folder.write("wrong.yaml", Array("datastores: 1\n".utf8))
        #expect(try await run("verify", data, "--config", wrong).ending == .exit(78))

        let refused = try await run("backup", data, backup)
        #expect(refused.ending == .exit(1) && refused.errors.contains("--datastore ID=PATH"), "\(refused)")
        let taken = try await run("backup", data, backup, "--datastore", datastore)
        #expect(taken.ending == .exit(0) && taken.output == ["1 objects copied, 0 kept, 0 removed"], "\(taken)")
        #expect(try await run("verify", backup).ending == .exit(0))

        try Data([1, 2, 4]).write(to: URL(filePath: object))
        let damaged = try await run("verify", data, "--datastore", datastore)
        #expect(damaged.ending == .exit(1) && damaged.output.first?.contains(" in fast: its SHA-256 is ") == true)
        #expect(damaged.output.first?.hasSuffix("(l/i/f)") == true, "\(damaged)")
    }
}
