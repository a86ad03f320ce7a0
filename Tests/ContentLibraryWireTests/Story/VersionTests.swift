import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import Testing

/// Which version changes with what (the table of semantics.md).
@Suite(.timeLimit(.minutes(10))) struct VersionTests {
    /// Everything that says something changed.
    struct Versions: Equatable {
        var content: String?
        var metadata: String?
        var item: String?
        var modified: Date?
        var files: [String: String] = [:]
        var library: String?
        var libraryModified: Date?

        init(of item: String, in library: String, _ wire: Wire) async throws {
            let model = try await wire.client.contentLibraryItem.get(libraryItemId: item)
            content = model.contentVersion
            metadata = model.metadataVersion
            self.item = model.version
            modified = model.lastModifiedTime
            for file in try await wire.client.contentLibraryItemFile.list(libraryItemId: item) {
                files[file.name] = file.version
            }
            let home = try await wire.client.contentLibraryOperations.get(libraryId: library)
            self.library = home.version
            libraryModified = home.lastModifiedTime
        }
    }

    @Test func theTable() async throws {
        try await Wire.serve { wire in
            let library = try await wire.library()
            let item = try await wire.client.contentLibraryItem.create(body: .init(libraryId: library, name: "item"))
            var expected = try await Versions(of: item, in: library, wire)
            #expect(expected.content == "1" && expected.metadata == "1" && expected.item == "1")

            // Content: its version, its time, and the versions of the files that came anew.
            wire.clock.advance(60)
            try await wire.change(item, files: ["a": "1", "b": "1"])
            (expected.content, expected.modified, expected.files) = ("2", wire.clock.now, ["a": "2", "b": "2"])
            #expect(try await Versions(of: item, in: library, wire) == expected)
            wire.clock.advance(60)
            try await wire.change(item, files: ["b": "1"])
            (expected.content, expected.modified, expected.files) = ("3", wire.clock.now, ["a": "2", "b": "3"])
            #expect(try await Versions(of: item, in: library, wire) == expected)

            // Metadata: its version, the item's own, and its time.
            wire.clock.advance(60)
            try await wire.client.contentLibraryItem.update(libraryItemId: item, body: .init(description: "new"))
            (expected.metadata, expected.item, expected.modified) = ("2", "2", wire.clock.now)
            #expect(try await Versions(of: item, in: library, wire) == expected)

            // The library: only what changes the library itself.
            wire.clock.advance(60)
            try await wire.client.contentLibraryOperations.update(libraryId: library, body: .init(name: "new"))
            (expected.library, expected.libraryModified) = ("2", wire.clock.now)
            #expect(try await Versions(of: item, in: library, wire) == expected)

            // A session that comes to nothing changes nothing.
            wire.clock.advance(60)
            let session = try await wire.session(on: item)
            try await wire.push("a", "3", to: session)
            try await wire.client.contentLibraryItemUpdateSession.cancel(updateSessionId: session)
            #expect(try await Versions(of: item, in: library, wire) == expected)
        }
    }

    /// A session remembers the content it began with.
    @Test func theSessionsContentVersion() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "1"])
            let session = try await wire.session(on: item)
            let sessions = try wire.client.contentLibraryItemUpdateSession
            try await wire.push("a", "2", to: session)
            try await sessions.complete(updateSessionId: session)
            #expect(try await sessions.get(updateSessionId: session).libraryItemContentVersion == "2")
            #expect(try await wire.client.contentLibraryItem.get(libraryItemId: item).contentVersion == "3")
        }
    }
}
