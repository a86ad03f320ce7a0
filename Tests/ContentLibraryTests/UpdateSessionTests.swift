import Foundation
import GRDB
import Testing

@testable import ContentLibrary

/// The rows of the documented table, against the store and the content folder.
@Suite struct UpdateSessionTests {
    @Test func createSnapshotsTheItem() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "one"])
        let session = try await test.session(on: item)
        let info = try await test.core.updateSessions.get(session)
        #expect(info.state == .active && info.clientProgress == 0 && info.itemContentVersion == 2)
        #expect(info.expirationTime == test.clock.now.addingTimeInterval(300))
        #expect(info.preview == nil)
        let files = try await test.core.updateSessions.files(of: session)
        #expect(files.map(\.name) == ["a"])
        #expect(
            files.first?.sourceType == FileSourceType.none && files.first?.status == .ready && files.first?.size == 3)
    }

    @Test func createRefuses() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let sessions = test.core.updateSessions
        #expect(try await kind { _ = try await sessions.create(.init(), by: TestLibrary.anna) } == .invalidArgument)
        #expect(try await kind { _ = try await test.session(on: "none") } == .notFound)
        #expect(
            try await kind {
                _ = try await sessions.create(.init(itemId: item), token: "no-uuid", by: TestLibrary.anna)
            } == .invalidArgument)
        _ = try await test.session(on: item)
        #expect(try await kind { _ = try await test.session(on: item) } == .resourceBusy)
        #expect(LibraryErrorKind.resourceBusy.status == 500)
    }

    @Test func createOnSubscribedItemIsInvalidElementType() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        try await test.core.environment.store.write { db in
            try db.execute(sql: "UPDATE library SET type = 'SUBSCRIBED'")
        }
        #expect(try await kind { _ = try await test.session(on: item) } == .invalidElementType)
    }

    @Test func sameTokenSameSession() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let token = UUID().uuidString
        func create(_ user: Principal, _ token: String) async throws -> String {
            try await test.core.updateSessions.create(.init(itemId: item), token: token, by: user)
        }
        let first = try await create(TestLibrary.anna, token)
        #expect(try await create(TestLibrary.anna, token.lowercased()) == first)
        #expect(try await kind { _ = try await create(TestLibrary.berta, token) } == .resourceBusy)
        #expect(try await kind { _ = try await create(TestLibrary.anna, UUID().uuidString) } == .resourceBusy)
    }

    @Test func ofRacingCreatesExactlyOneWins() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let outcomes = await withTaskGroup(of: LibraryErrorKind?.self) { group in
            for _ in 0..<20 {
                group.addTask { (try? await kind { _ = try await test.session(on: item) }) ?? nil }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .resourceBusy }.count == 19)
        #expect(try await test.core.updateSessions.list(by: TestLibrary.anna).count == 1)
    }

    @Test func listIsOfTheCallingUser() async throws {
        let test = try await TestLibrary.open()
        let (one, two) = (try await test.item("one"), try await test.item("two"))
        let mine = try await test.session(on: one)
        let yours = try await test.session(on: two, by: TestLibrary.berta)
        let sessions = test.core.updateSessions
        #expect(try await sessions.list(by: TestLibrary.anna) == [mine])
        #expect(try await sessions.list(by: TestLibrary.berta) == [yours])
        #expect(try await sessions.list(item: two, by: TestLibrary.anna).isEmpty)
        #expect(try await kind { _ = try await sessions.list(item: "none", by: TestLibrary.anna) } == .notFound)
    }

    @Test func updateChangesOnlyWarningBehavior() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        let sessions = test.core.updateSessions
        let behavior = [WarningBehavior(type: .expiredCertificate, ignored: true)]
        try await sessions.update(session, warningBehavior: behavior)
        #expect(try await sessions.get(session).warningBehavior == behavior)
        try await sessions.update(session, warningBehavior: nil)
        #expect(try await sessions.get(session).warningBehavior == behavior)
    }

    @Test func nothingIsVisibleBeforeCompleteAndEverythingAfter() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["kept": "same", "gone": "old", "changed": "before"])
        let before = try await test.core.items.get(item)
        let libraryBefore = try await test.core.libraries.get(test.library)
        let session = try await test.session(on: item)
        try await test.push("changed", to: session)
        try await test.upload("after", to: "changed", of: session)
        try await test.push("new", to: session)
        try await test.upload("fresh", to: "new", of: session)
        try await test.core.updateSessions.removeFile("gone", from: session)
        #expect(try await test.contents(of: item) == ["kept": "same", "gone": "old", "changed": "before"])
        #expect(try await test.core.items.get(item) == before)

        test.clock.advance(10)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["kept": "same", "changed": "after", "new": "fresh"])
        let after = try await test.core.items.get(item)
        #expect(after.record.contentVersion == before.record.contentVersion + 1)
        #expect(after.record.metadataVersion == before.record.metadataVersion)
        #expect(after.record.version == before.record.version)
        #expect(after.record.lastModifiedTime == test.clock.now)
        #expect(after.size == 14)
        #expect(try await test.core.libraries.get(test.library) == libraryBefore)
        let versions = Dictionary(
            uniqueKeysWithValues: try await test.core.items.files(of: item).map { ($0.name, $0.version) })
        #expect(versions == ["kept": 2, "changed": 3, "new": 3])
        #expect(try await test.core.updateSessions.get(session).state == .done)
        #expect(try await test.core.updateSessions.get(session).preview == nil)
        // The replaced and the removed content is gone from the disk.
        #expect(try await test.objectCount == 3)
    }

    @Test func completeNeedsEveryByteAndStaysActive() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session)
        let sessions = test.core.updateSessions
        #expect(try await kind { try await sessions.complete(session) } == .notAllowedInCurrentState)
        #expect(try await sessions.get(session).state == .active)
        let validation = try await sessions.validate(session)
        #expect(validation.hasErrors && validation.missingFiles.isEmpty && validation.invalidFiles.map(\.name) == ["a"])
        try await test.upload("a", to: "a", of: session)
        #expect(try await !sessions.validate(session).hasErrors)
        try await sessions.complete(session)
        #expect(try await kind { try await sessions.complete(session) } == .notAllowedInCurrentState)
    }

    @Test func removingEverythingGivesAnEmptyItem() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "one", "b": "two"])
        let session = try await test.session(on: item)
        for name in ["a", "b"] { try await test.core.updateSessions.removeFile(name, from: session) }
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item).isEmpty)
        #expect(try await test.core.items.get(item).size == 0)
        #expect(try await test.objectCount == 0)
    }

    @Test func aSessionThatChangesNothingChangesNoVersion() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "one"])
        let before = try await test.core.items.get(item)
        let session = try await test.session(on: item)
        // Replaced, then taken back.
        try await test.push("a", to: session)
        let kept = try await test.core.updateSessions.addFile(
            .init(name: "a", sourceType: .none), to: session, by: TestLibrary.anna)
        #expect(kept.status == .ready)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.core.items.get(item) == before)
        #expect(try await test.contents(of: item) == ["a": "one"])
    }

    @Test func cancelGivesEverythingUp() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.push("a", to: session)
        try await test.upload("a", to: "a", of: session)
        #expect(try await test.objectCount == 1)
        try await test.core.updateSessions.cancel(session)
        #expect(try await test.core.updateSessions.get(session).state == .canceled)
        #expect(try await test.objectCount == 0)
        #expect(try await kind { try await test.upload("a", to: "a", of: session) } == .notAllowedInCurrentState)
        #expect(try await kind { try await test.push("b", to: session) } == .notAllowedInCurrentState)
        _ = try await test.session(on: item)
    }

    @Test func failKeepsTheClientsMessage() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        try await test.core.updateSessions.fail(session, message: "disk on fire")
        let info = try await test.core.updateSessions.get(session)
        #expect(info.state == .error && info.errorMessage?.description == "disk on fire")
    }

    @Test func deleteOnlyWhenFinished() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        let sessions = test.core.updateSessions
        #expect(try await kind { try await sessions.delete(session) } == .notAllowedInCurrentState)
        try await sessions.complete(session)
        try await sessions.delete(session)
        #expect(try await kind { _ = try await sessions.get(session) } == .notFound)
        #expect(try await kind { try await sessions.delete(session) } == .notFound)
    }

    @Test func filesOfASession() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        let sessions = test.core.updateSessions
        let file = try await test.push("a", to: session, size: 3)
        #expect(file.status == .waitingForTransfer && file.size == nil && file.bytesTransferred == 0 && file.isUploaded)
        try await test.upload("abc", to: "a", of: session)
        let ready = try await sessions.file("a", of: session)
        #expect(ready.status == .ready && ready.size == 3 && ready.bytesTransferred == 3)
        #expect(try await kind { _ = try await sessions.file("?", of: session) } == .invalidArgument)
        #expect(try await kind { _ = try await sessions.file("a", of: "?") } == .notFound)
        #expect(try await kind { try await sessions.removeFile("?", from: session) } == .invalidArgument)
        #expect(try await kind { try await sessions.removeFile("a", from: "?") } == .notFound)
        for name in ["", ".", "..", "../x", "a/b", "a\\b", "nul\0", String(repeating: "x", count: 256)] {
            #expect(try await kind { try await test.push(name, to: session) } == .invalidArgument, "\(name)")
        }
    }

    @Test func pullIsRefusedClearly() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        func pull(_ uri: String?, _ user: Principal) async throws -> LibraryErrorKind? {
            try await kind {
                _ = try await test.core.updateSessions.addFile(
                    .init(name: "a", sourceType: .pull, source: uri.map { .init(uri: $0) }), to: session, by: user)
            }
        }
        #expect(try await pull(nil, TestLibrary.anna) == .invalidArgument)
        #expect(try await pull("gopher://x", TestLibrary.anna) == .invalidArgument)
        #expect(try await pull("https://x/y", TestLibrary.anna) == .unsupported)
        #expect(try await pull("ds:///x", TestLibrary.anna) == .unauthorized)
        #expect(try await pull("file:///x", TestLibrary.berta) == .invalidArgument)
    }
}
