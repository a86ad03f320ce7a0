import Foundation
import Testing

@testable import ContentLibrary

/// What clients may call things, and when two names are the same.
@Suite struct NameTests {
    static let composed = "caf\u{E9}"
    static let decomposed = "cafe\u{301}"

    /// Different bytes of the same text name the same file, wherever they come from.
    @Test(arguments: [
        (composed, decomposed), (decomposed, composed), ("\u{212B}", "A\u{30A}"), ("\u{958}", "\u{915}\u{93C}"),
    ])
    func oneNameForOneText(_ pair: (String, String)) async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: [pair.0: "before"])
        let session = try await test.session(on: item)
        try await test.push(pair.1, to: session)
        try await test.upload("after", to: pair.0, of: session)
        #expect(try await test.core.updateSessions.file(pair.1, of: session).size == 5)
        #expect(try await test.core.updateSessions.files(of: session).count == 1)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == [pair.0: "after"])
        #expect(try await test.core.items.file(pair.1, of: item).version == 3)

        let downloads = test.core.downloadSessions
        let download = try await downloads.create(item: item, by: TestLibrary.anna)
        _ = try await downloads.prepare(pair.0, of: download, by: TestLibrary.anna)
        _ = try await downloads.open(pair.1, of: download)
        #expect(try await downloads.file(pair.1, of: download).status == .prepared)

        let second = try await test.session(on: item)
        try await test.core.updateSessions.removeFile(pair.1, from: second)
        try await test.core.updateSessions.complete(second)
        #expect(try await test.contents(of: item).isEmpty)
    }

    @Test func oneNameForOneItem() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(Self.decomposed)
        #expect(try await kind { _ = try await test.item(Self.composed) } == .alreadyExists)
        #expect(try await test.core.items.find(.init(name: Self.composed)) == [item])
        #expect(try await test.core.items.find(.init(name: Self.decomposed)) == [item])
        let library = try await test.core.libraries.create(.local(Self.composed), by: TestLibrary.anna)
        #expect(try await test.core.libraries.find(.init(name: Self.decomposed)) == [library])
    }

    @Test(arguments: ["\0", "a\0", "a\u{7}b", "a\u{7F}"]) func controlCharacters(_ text: String) async throws {
        let test = try await TestLibrary.open()
        let (libraries, items, sessions) = (test.core.libraries, test.core.items, test.core.updateSessions)
        let item = try await test.item()
        let anna = TestLibrary.anna
        func create(_ change: (inout ItemService.CreateSpec) -> Void) async throws -> LibraryErrorKind? {
            var spec = ItemService.CreateSpec(libraryId: test.library, name: "other")
            change(&spec)
            let changed = spec
            return try await kind { _ = try await items.create(changed, by: anna) }
        }
        #expect(try await create { $0.name = text } == .invalidArgument)
        #expect(try await create { $0.description = text } == .invalidArgument)
        #expect(try await create { $0.type = text } == .invalidArgument)
        #expect(try await create { $0.sourceId = text } == .invalidArgument)
        #expect(try await kind { _ = try await libraries.create(.local(text), by: anna) } == .invalidArgument)
        #expect(try await kind { try await libraries.update(test.library, .init(name: text)) } == .invalidArgument)
        #expect(
            try await kind { try await libraries.update(test.library, .init(description: text)) } == .invalidArgument)
        #expect(try await kind { try await items.update(item, .init(name: text)) } == .invalidArgument)
        #expect(try await kind { try await items.update(item, .init(type: text)) } == .invalidArgument)
        #expect(
            try await kind { _ = try await items.copy(item, to: .init(libraryId: test.library, name: text), by: anna) }
                == .invalidArgument)
        #expect(try await kind { _ = try await items.find(.init(name: text)) } == .invalidArgument)
        #expect(try await kind { _ = try await items.find(.init(sourceId: text)) } == .invalidArgument)
        #expect(try await kind { _ = try await items.find(.init(type: text)) } == .invalidArgument)
        #expect(try await kind { _ = try await libraries.find(.init(name: text)) } == .invalidArgument)
        let session = try await test.session(on: item)
        #expect(try await kind { try await test.push(text, to: session) } == .invalidArgument)
        #expect(try await kind { try await sessions.fail(session, message: text) } == .invalidArgument)
        let download = try await test.core.downloadSessions.create(item: item, by: anna)
        #expect(
            try await kind { try await test.core.downloadSessions.fail(download, message: text) } == .invalidArgument)
    }

    @Test func linesInDescriptionsAndMessages() async throws {
        let test = try await TestLibrary.open()
        let text = "first\n\tsecond\r\n"
        try await test.core.libraries.update(test.library, .init(description: text))
        #expect(try await test.core.libraries.get(test.library).description == text)
        let session = try await test.session(on: try await test.item())
        try await test.core.updateSessions.fail(session, message: text)
        #expect(try await test.core.updateSessions.get(session).errorMessage?.description == text)
    }

    /// SQLite sees text end at NUL: an identifier with more after it is not the identifier before it.
    @Test func identifiersWithNUL() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.item(files: ["a": "abc"])
        let update = try await test.session(on: item)
        let download = try await test.core.downloadSessions.create(item: item, by: TestLibrary.anna)
        let (items, updates, downloads) = (test.core.items, test.core.updateSessions, test.core.downloadSessions)
        let anna = TestLibrary.anna
        #expect(try await kind { _ = try await items.get(item + "\0") } == .notFound)
        #expect(try await kind { _ = try await items.list(library: test.library + "\0") } == .notFound)
        #expect(try await kind { try await items.delete(item + "\0") } == .notFound)
        #expect(try await kind { _ = try await items.files(of: item + "\0") } == .notFound)
        #expect(try await kind { _ = try await items.find(.init(libraryId: test.library + "\0")) } == .invalidArgument)
        #expect(try await kind { _ = try await test.core.libraries.get(test.library + "\0") } == .notFound)
        #expect(
            try await kind { _ = try await items.create(.init(libraryId: test.library + "\0", name: "x"), by: anna) }
                == .notFound)
        #expect(try await kind { _ = try await test.session(on: item + "\0") } == .notFound)
        #expect(try await kind { _ = try await updates.list(item: item + "\0", by: anna) } == .notFound)
        #expect(try await kind { _ = try await updates.get(update + "\0") } == .notFound)
        #expect(try await kind { try await updates.complete(update + "\0") } == .notFound)
        #expect(try await kind { try await test.upload("x", to: "a", of: update + "\0") } == .notFound)
        #expect(try await kind { _ = try await downloads.get(download + "\0") } == .notFound)
        #expect(try await kind { try await downloads.cancel(download + "\0") } == .notFound)
        #expect(try await kind { _ = try await downloads.create(item: item + "\0", by: anna) } == .notFound)
        let token = UUID().uuidString + "\0"
        #expect(
            try await kind { _ = try await updates.create(.init(itemId: item), token: token, by: anna) }
                == .invalidArgument)
    }
}
