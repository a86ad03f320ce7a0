import Foundation
import Testing

@testable import ContentLibrary

/// `Item.copy`, where the source is not what it seems, or does not stay what it was.
@Suite(.timeLimit(.minutes(10))) struct ItemCopyTests {
    private static func copy(
        _ test: TestLibrary, _ item: String, to library: String? = nil, name: String? = "copy", token: String? = nil
    ) async throws -> String {
        try await test.core.items.copy(
            item, to: .init(libraryId: library ?? test.library, name: name), token: token, by: TestLibrary.anna)
    }

    @Test func whatIsNotHereCannotBeCopied() async throws {
        let mirror = try await Mirror()
        _ = try await mirror.publisher.test.item("a", files: ["f": "abc"])
        let item = try await mirror.item("a", of: try await mirror.subscribe(onDemand: true))
        #expect(!item.cached)
        #expect(
            try await kind { _ = try await Self.copy(mirror.test, item.record.id) } == .notAllowedInCurrentState)
        #expect(try await mirror.core.items.list(library: mirror.test.library).isEmpty)
    }

    @Test func aTakenNameIsInvalid() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        #expect(try await kind { _ = try await Self.copy(test, item, name: nil) } == .invalidArgument)
    }

    /// Whose answer was lost asks again, whatever became of the source.
    @Test func oneTokenIsOneCopy() async throws {
        let test = try await TestLibrary.open()
        let (item, token) = (try await test.item(files: ["a": "abc"]), UUID().uuidString)
        let copy = try await Self.copy(test, item, token: token)
        try await test.core.items.delete(item)
        #expect(try await Self.copy(test, item, token: token) == copy)
    }

    @Test func aFileThatGoesMeanwhileLeavesNothing() async throws {
        let gate = FaultGate()
        let test = try await TestLibrary.open(
            faults: gate.injector(.uploadBeforeRename, count: 3), datastores: ["fast"])
        let item = try await test.item(files: ["a": "abc", "b": "def"])
        let library = try await test.core.libraries.create(.on("fast"), by: TestLibrary.anna)
        let copying = Task { try await Self.copy(test, item, to: library) }
        await gate.reached()
        let session = try await test.session(on: item)
        try await test.core.updateSessions.removeFile("b", from: session)
        try await test.core.updateSessions.complete(session)
        gate.open()
        let copy = try await copying.value
        #expect(try await test.contents(of: copy) == ["a": "abc"])
        await test.core.environment.garbage.settled()
        #expect(try test.core.environment.backings.folder(of: .datastore("fast")).objects().count == 1)
    }

    @Test func quotasHold() async throws {
        let test = try await LimitTests.open { $0.libraryQuota = 10 }
        let item = try await test.item(files: ["a": "123456"])
        #expect(try await kind { _ = try await Self.copy(test, item) } == .unableToAllocateResource)
        #expect(try await test.core.items.list(library: test.library) == [item])
    }
}
