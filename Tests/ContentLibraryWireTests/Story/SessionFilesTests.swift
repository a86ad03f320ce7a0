import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import HTTPTypes
import Testing

/// What a session does to the files of its item.
@Suite(.timeLimit(.minutes(10))) struct SessionFilesTests {
    /// The session begins as a copy of the item, and nobody sees what becomes of it until it is complete.
    @Test func isolation() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["kept": "same", "changed": "before", "removed": "old"])
            let session = try await wire.session(on: item)
            let files = try wire.client.contentLibraryItemUpdatesessionFile
            #expect(try await files.list(updateSessionId: session).allSatisfy { $0.sourceType == .none })
            try await wire.push("changed", "after", to: session)
            try await wire.push("added", "new", to: session)
            try await files.remove(updateSessionId: session, fileName: "removed")

            let berta = try wire.client(BasicCredential(username: "berta", password: "secret"))
            let before = ["kept": "same", "changed": "before", "removed": "old"]
            for client in [berta, try wire.client] {
                let names = try await client.contentLibraryItemFile.list(libraryItemId: item).map(\.name)
                #expect(names.sorted() == before.keys.sorted())
                #expect(
                    try await kind { try await client.contentLibraryItemFile.get(libraryItemId: item, name: "added") }
                        == .notFound)
                let model = try await client.contentLibraryItem.get(libraryItemId: item)
                #expect(model.contentVersion == "2" && model.size == 13)
            }
            #expect(try await wire.contents(of: item) == before)
            #expect(try await berta.contentLibraryItemUpdateSession.list().isEmpty)

            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            #expect(try await wire.contents(of: item) == ["kept": "same", "changed": "after", "added": "new"])
            #expect(try await berta.contentLibraryItem.get(libraryItemId: item).size == 12)
            try await wire.expectBytes(objects: 3)
        }
    }

    @Test func removingEverythingLeavesAnEmptyItem() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "content", "b": "more"])
            let session = try await wire.session(on: item)
            for name in ["a", "b"] {
                try await wire.client.contentLibraryItemUpdatesessionFile.remove(
                    updateSessionId: session, fileName: name)
            }
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            #expect(try await wire.contents(of: item).isEmpty)
            #expect(try await wire.client.contentLibraryItem.get(libraryItemId: item).size == 0)
            try await wire.expectBytes(objects: 0)
        }
    }

    /// NONE takes a change back.
    @Test func noneKeepsWhatTheItemHas() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: ["a": "content"])
            let session = try await wire.session(on: item)
            try await wire.push("a", "changed", to: session)
            let files = try wire.client.contentLibraryItemUpdatesessionFile
            let kept = try await files.add(updateSessionId: session, body: .init(name: "a", sourceType: .none))
            #expect(kept.sourceType == .none && kept.status == .ready && kept.uploadEndpoint == nil)
            let unknown = try await kind {
                try await files.add(updateSessionId: session, body: .init(name: "b", sourceType: .none))
            }
            #expect(unknown == .invalidArgument)
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            #expect(try await wire.contents(of: item) == ["a": "content"])
            #expect(try await wire.client.contentLibraryItem.get(libraryItemId: item).contentVersion == "2")
            try await wire.expectBytes(objects: 1)
        }
    }

    @Test func unknownFilesAndSessions() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let files = try wire.client.contentLibraryItemUpdatesessionFile
            for (id, status, expected) in [
                (session, 400, StandardErrorKind.invalidArgument), ("none", 404, .notFound),
            ] {
                let get = try await refusal { try await files.get(updateSessionId: id, fileName: "x") }
                #expect(get.status == status && get.kind == expected)
                let remove = try await refusal { try await files.remove(updateSessionId: id, fileName: "x") }
                #expect(remove.status == status && remove.kind == expected)
            }
            #expect(try await kind { try await files.list(updateSessionId: "none") } == .notFound)
            #expect(try await kind { try await files.validate(updateSessionId: "none") } == .notFound)
            #expect(try await kind { try await wire.add("a", to: "none") } == .notFound)
        }
    }

    /// Names become paths on the machines of those who download.
    @Test(arguments: [
        "", ".", "..", "a/b", "/etc/passwd", "a\\b", "a\u{0}b", "a\nb", String(repeating: "n", count: 256),
    ]) func fileNames(_ name: String) async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let refused = try await refusal { try await wire.add(name, to: session) }
            #expect(refused.status == 400 && refused.kind == .invalidArgument, "\(refused.text)")
        }
    }

    @Test(arguments: ["ä b.txt", "a%2Fb", "?x=1&y", "#1", "+", "日本語.iso", "..a", String(repeating: "n", count: 255)])
    func fileNamesThatAreUnusual(_ name: String) async throws {
        try await Wire.serve { wire in
            let item = try await wire.item(files: [name: "content"])
            #expect(try await wire.contents(of: item) == [name: "content"])
            let uri = try await wire.download(name, of: item).uri
            #expect(try await wire.transport.exchange(.get, uri, fields: .anna).text == "content")
        }
    }

    /// What is refused when it is asked for.
    @Test func pull() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            func add(_ uri: String?, as user: String) async throws -> Refusal {
                let client = try wire.client(BasicCredential(username: user, password: "secret"))
                return try await refusal {
                    try await client.contentLibraryItemUpdatesessionFile.add(
                        updateSessionId: session,
                        body: .init(
                            name: "a", sourceType: .pull,
                            sourceEndpoint: uri.map { LibraryItemTransferEndpoint(uri: $0) }))
                }
            }
            #expect(try await add("ds:///a", as: "anna").status == 403)
            #expect(try await add("ds:///a", as: "berta").kind == .invalidArgument)
            #expect(try await add("gopher://a", as: "anna").kind == .invalidArgument)
            #expect(try await add(nil, as: "anna").kind == .invalidArgument)
            #expect(try await wire.state(of: session) == .active)
        }
    }
}
