import Foundation
import Testing

@testable import ContentLibrary

#if canImport(Glibc)
    import Glibc
#endif

/// Sources in the server's own storage: `file:` and `ds:`.
@Suite(.timeLimit(.minutes(10))) struct StoredFileTests {
    static func library() async throws -> (TestLibrary, folder: TemporaryFolder) {
        let folder = TemporaryFolder()
        for name in ["/store/sub", "/outside"] {
            try FileManager.default.createDirectory(atPath: folder.path + name, withIntermediateDirectories: true)
        }
        try Data("inside".utf8).write(to: URL(filePath: folder.path + "/store/sub/a b"))
        try Data("secret".utf8).write(to: URL(filePath: folder.path + "/outside/a"))
        for (link, target) in ["/store/link": "/outside/a", "/store/folder": "/outside"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + link, withDestinationPath: folder.path + target)
        }
        #expect(mkfifo(folder.path + "/store/pipe", 0o600) == 0)
        let test = try await TestLibrary.open { settings in
            settings.datastores = [Datastore(id: "datastore-7", name: "store", path: folder.path + "/store")]
        }
        return (test, folder)
    }

    @Test(arguments: [
        "file://FOLDER/store/sub/a%20b", "file://localhost/FOLDER/store//sub/a%20b",
        "ds:///vmfs/volumes/datastore-7/sub/a%20b", "DS:///vmfs/volumes/datastore-7//sub/a%20b",
    ]) func insideIsRead(_ uri: String) async throws {
        let (test, folder) = try await Self.library()
        let item = try await test.item()
        let session = try await test.session(on: item)
        let path = folder.path.drop { $0 == "/" }
        let text = uri.replacing("//FOLDER", with: "///\(path)").replacing("/FOLDER", with: "/\(path)")
        let file = try await test.pull("a", text, to: session, size: 6, by: TestLibrary.berta)
        #expect(file.source?.uri == text)
        try await test.core.updateSessions.complete(session)
        try await test.wait(for: session) { $0 == .done }
        #expect(try await test.contents(of: item) == ["a": "inside"])
    }

    @Test func readingStorageNeedsThePrivilege() async throws {
        let (test, _) = try await Self.library()
        let session = try await test.session(on: try await test.item())
        #expect(
            try await kind { try await test.pull("a", "ds:///vmfs/volumes/datastore-7/sub/a%20b", to: session) }
                == .unauthorized)
    }

    @Test(arguments: [
        "file:///etc/passwd", "file://other.example/etc/passwd", "file://FOLDER/outside/a",
        "file://FOLDER/store/../outside/a", "file://FOLDER/store/%2e%2e/outside/a", "file://FOLDER/store",
        "file://FOLDER/storehouse/a", "ds:///vmfs/volumes/datastore-8/a", "ds:///vmfs/volumes/datastore-7",
        "ds:///vmfs/volumes/datastore-7/../a", "ds:///vmfs/volumes/datastore-7/..%2fa", "ds:relative",
        "ds:///vmfs/volumes/datastore-7/a%00b", "file://FOLDER/store/a?b", "file:", "ds:",
    ]) func outsideIsRefused(_ uri: String) async throws {
        let (test, folder) = try await Self.library()
        let session = try await test.session(on: try await test.item())
        let text = uri.replacing("FOLDER", with: folder.path)
        #expect(
            try await kind { try await test.pull("a", text, to: session, by: TestLibrary.berta) } == .invalidArgument)
    }

    /// Whatever is not a regular file reached without a link fails when it is opened.
    @Test(arguments: ["link", "folder/a", "pipe", "sub", "missing", "sub/missing/a", "link/a"])
    func linksAndOthersFail(_ path: String) async throws {
        let (test, _) = try await Self.library()
        let session = try await test.session(on: try await test.item())
        try await test.pull("a", "ds:///vmfs/volumes/datastore-7/\(path)", to: session, by: TestLibrary.berta)
        try await test.wait(for: session) { $0 == .error }
        #expect(try await test.core.updateSessions.file("a", of: session).status == .error)
        try await test.expectNothingLeft()
    }
}
