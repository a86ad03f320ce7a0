import BinderyRuntime
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import ContentLibrary

/// `downloadsession.File.prepare` of content that the publisher still has.
@Suite struct PreparationTests {
    /// An item that is not here, and a download session on it.
    private func begin(
        _ files: [String: String] = ["f": "content", "g": "more"]
    ) async throws -> (mirror: Mirror, item: String, session: String) {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("item", files: files)
        let library = try await mirror.subscribe(onDemand: true)
        let item = try await mirror.item("item", of: library).record.id
        return (mirror, item, try await mirror.core.downloadSessions.create(item: item, by: TestLibrary.anna))
    }

    /// The file once it is no longer on its way.
    private func settled(_ name: String, _ session: String, _ mirror: Mirror) async throws -> DownloadFileRecord {
        await mirror.settle()
        while true {
            let file = try await mirror.core.downloadSessions.file(name, of: session)
            guard [.prepareRequested, .preparing].contains(file.status) else { return file }
            await Task.yield()
        }
    }

    @Test func theContentIsFetched() async throws {
        let (mirror, item, session) = try await begin()
        let downloads = mirror.core.downloadSessions
        let announced = try await downloads.files(of: session)
        #expect(announced.map(\.name) == ["f", "g"] && announced.map(\.size) == [7, 4])
        #expect(announced.allSatisfy { $0.status == .unprepared && $0.objectId == nil })
        #expect(try await kind { _ = try await downloads.open("f", of: session) } == .notAllowedInCurrentState)
        let requested = try await downloads.prepare("f", of: session, by: TestLibrary.anna)
        #expect([.prepareRequested, .preparing, .prepared].contains(requested.status))
        let file = try await settled("f", session, mirror)
        #expect(file.status == .prepared && file.errorMessage == nil && file.checksum == sha256("content"))
        let content = try await downloads.open("f", of: session)
        #expect(try await text(content.chunks(0..<content.size)) == "content")
        // The item came whole, so that the next file is prepared at once.
        #expect(try await mirror.core.items.get(item).cached)
        mirror.sources.forget()
        #expect(try await downloads.prepare("g", of: session, by: TestLibrary.anna).status == .prepared)
        #expect(mirror.sources.requests.isEmpty)
        // The session keeps what it prepared.
        try await mirror.core.subscribedItems.evict(item)
        await mirror.settle()
        let kept = try await downloads.open("f", of: session)
        #expect(try await text(kept.chunks(0..<kept.size)) == "content")
    }

    @Test func whatCannotBeFetchedIsAnError() async throws {
        let (mirror, _, session) = try await begin()
        let downloads = mirror.core.downloadSessions
        mirror.sources.intercept { request in
            request.uri.contains("/f?") || request.uri.hasSuffix("/f")
                ? SourceResponse(status: .internalServerError, body: BodyStream()) : nil
        }
        _ = try await downloads.prepare("f", of: session, by: TestLibrary.anna)
        let failed = try await settled("f", session, mirror)
        #expect(failed.status == .error && failed.errorMessage?.description.contains("500") == true)
        #expect(try await kind { _ = try await downloads.open("f", of: session) } == .notAllowedInCurrentState)
        #expect(try await downloads.get(session).state == .active)
        // It can be asked for again.
        mirror.sources.intercept(nil)
        _ = try await downloads.prepare("f", of: session, by: TestLibrary.anna)
        let file = try await settled("f", session, mirror)
        #expect(file.status == .prepared && file.errorMessage == nil)
    }

    @Test func aFileThatThePublisherRemoved() async throws {
        let (mirror, _, session) = try await begin()
        let publisher = mirror.publisher.test
        let item = try #require(try await publisher.core.items.find(.init(name: "item")).first)
        let change = try await publisher.session(on: item)
        try await publisher.core.updateSessions.removeFile("f", from: change)
        try await publisher.core.updateSessions.complete(change)
        _ = try await mirror.core.downloadSessions.prepare("f", of: session, by: TestLibrary.anna)
        #expect(try await settled("f", session, mirror).status == .error)
        _ = try await mirror.core.downloadSessions.prepare("g", of: session, by: TestLibrary.anna)
        #expect(try await settled("g", session, mirror).status == .prepared)
    }

    /// A server that ends meanwhile leaves no file that is prepared for ever.
    @Test func theServerEnds() async throws {
        let (mirror, _, session) = try await begin()
        try await mirror.core.environment.store.write { db in
            try db.execute(sql: "UPDATE download_session_file SET status = 'PREPARING' WHERE name = 'f'")
            try db.execute(sql: "UPDATE download_session_file SET status = 'PREPARE_REQUESTED' WHERE name = 'g'")
        }
        try mirror.core.close()
        let core = try await TestLibrary.openCore(mirror.test.folder.path, clock: mirror.test.clock)
        let files = try await core.downloadSessions.files(of: session)
        #expect(files.map(\.status) == [.error, .error] && files.allSatisfy { $0.errorMessage != nil })
        try core.close()
    }

    @Test func theSessionEndsMeanwhile() async throws {
        let (mirror, item, session) = try await begin()
        _ = try await mirror.core.downloadSessions.prepare("f", of: session, by: TestLibrary.anna)
        try await mirror.core.downloadSessions.cancel(session)
        await mirror.settle()
        #expect(try await mirror.core.items.get(item).cached)
        #expect(try await mirror.core.downloadSessions.get(session).state == .canceled)
    }

    @Test func inTheStorageItself() async throws {
        let test = try await TestLibrary.open(datastores: ["fast"])
        let library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let item = try await test.item("item", in: library, files: ["a": "abc"])
        let downloads = test.core.downloadSessions
        let session = try await downloads.create(item: item, by: TestLibrary.berta)
        #expect(try await downloads.storageURI(of: downloads.file("a", of: session)) == nil)
        let file = try await downloads.prepare("a", of: session, endpoint: .direct, by: TestLibrary.berta)
        let uris = try await test.core.items.file("a", of: item).storageURIs
        #expect(try await downloads.storageURI(of: file) == uris.first)
        let other = try await downloads.prepare("a", of: session, by: TestLibrary.berta)
        #expect(try await downloads.storageURI(of: other) == nil)
    }
}
