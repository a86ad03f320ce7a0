import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import Testing

/// Creating over the wire: once per client token, one ACTIVE session per item.
@Suite(.timeLimit(.minutes(10))) struct CreationTests {
    static let token = "5d1d4d8c-2f6c-4c8e-9f27-0d8c4f6e7a11"

    @Test func theSameTokenCreatesOnce() async throws {
        try await Wire.serve { wire in
            let library = try await wire.library(token: Self.token)
            #expect(try await wire.library(token: Self.token) == library)
            #expect(try await wire.library(token: Self.token.uppercased()) == library)

            let items = try wire.client.contentLibraryItem
            let spec = LibraryItemModel(libraryId: library, name: "item")
            let item = try await items.create(body: spec, clientToken: Self.token)
            #expect(try await items.create(body: spec, clientToken: Self.token) == item)
            let copy = LibraryItemModel(libraryId: library, name: "copy")
            let copied = try await items.copy(sourceLibraryItemId: item, body: copy, clientToken: Self.token)
            #expect(try await items.copy(sourceLibraryItemId: item, body: copy, clientToken: Self.token) == copied)

            let sessions = try wire.client.contentLibraryItemUpdateSession
            let session = try await sessions.create(body: .init(libraryItemId: item), clientToken: Self.token)
            #expect(try await sessions.create(body: .init(libraryItemId: item), clientToken: Self.token) == session)
            let downloads = try wire.client.contentLibraryItemDownloadSession
            let download = try await downloads.create(body: .init(libraryItemId: item), clientToken: Self.token)
            #expect(try await downloads.create(body: .init(libraryItemId: item), clientToken: Self.token) == download)

            #expect(try await wire.client.contentLibraryOperations.list() == [library])
            #expect(try await items.list(libraryId: library).count == 2)
        }
    }

    @Test func withoutATokenEachRequestCreates() async throws {
        try await Wire.serve { wire in
            #expect(try await wire.library() != wire.library())
            let refused = try await refusal { try await wire.library(token: "no-uuid") }
            #expect(refused.status == 400 && refused.kind == .invalidArgument && refused.text.contains("no-uuid"))
        }
    }

    /// Another user's token is another token.
    @Test func tokensBelongToUsers() async throws {
        try await Wire.serve { wire in
            let mine = try await wire.library(token: Self.token)
            let berta = try wire.client(BasicCredential(username: "berta", password: "secret"))
            let hers = try await berta.contentLocalLibrary.create(
                body: LibraryModel(
                    name: "hers", storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-1")]
                ),
                clientToken: Self.token)
            #expect(mine != hers)
        }
    }

    /// Of many requests with one token at the same time, one creates.
    @Test func aTokenInManyRequestsAtOnce() async throws {
        try await Wire.serve { wire in
            let ids = try await withThrowingTaskGroup(of: String.self) { tasks in
                for _ in 0..<8 { tasks.addTask { try await wire.library(token: Self.token) } }
                return try await tasks.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        }
    }

    @Test func oneActiveSessionAnItem() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            let refused = try await refusal { try await wire.session(on: item) }
            #expect(refused.status == 500 && refused.kind == .resourceBusy)
            #expect(refused.text.contains(item), "\(refused.text)")
            try await wire.client.contentLibraryItemUpdateSession.cancel(updateSessionId: session)
            #expect(try await wire.session(on: item) != session)
        }
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var name: String
        var status: Int
        var kind: StandardErrorKind
        var call: @Sendable (Wire) async throws -> String

        var testDescription: String { name }
    }

    static let wrong = [
        Wrong(name: "no name", status: 400, kind: .invalidArgument) { try await $0.library("") },
        Wrong(name: "a long name", status: 400, kind: .invalidArgument) {
            try await $0.library(String(repeating: "n", count: 81))
        },
        Wrong(name: "another datastore", status: 400, kind: .invalidArgument) {
            try await $0.client.contentLocalLibrary.create(
                body: LibraryModel(
                    name: "a", storageBackings: [LibraryStorageBacking(type: .datastore, datastoreId: "datastore-9")]))
        },
        Wrong(name: "no datastore", status: 400, kind: .invalidArgument) {
            try await $0.client.contentLocalLibrary.create(body: LibraryModel(name: "a"))
        },
        Wrong(name: "an item in no library", status: 404, kind: .notFound) {
            try await $0.client.contentLibraryItem.create(body: .init(libraryId: "none", name: "a"))
        },
        Wrong(name: "an item of a name that is taken", status: 400, kind: .alreadyExists) { wire in
            let library = try await wire.library()
            _ = try await wire.client.contentLibraryItem.create(body: .init(libraryId: library, name: "a"))
            return try await wire.client.contentLibraryItem.create(body: .init(libraryId: library, name: "a"))
        },
        Wrong(name: "a session on no item", status: 404, kind: .notFound) { try await $0.session(on: "none") },
        Wrong(name: "a session on nothing", status: 400, kind: .invalidArgument) {
            try await $0.client.contentLibraryItemUpdateSession.create(body: .init())
        },
        Wrong(name: "a download of no item", status: 404, kind: .notFound) {
            try await $0.client.contentLibraryItemDownloadSession.create(body: .init(libraryItemId: "none"))
        },
        Wrong(name: "a stale version", status: 400, kind: .invalidArgument) { wire in
            let item = try await wire.item()
            try await wire.client.contentLibraryItem.update(libraryItemId: item, body: .init(name: "b", version: "7"))
            return item
        },
    ]

    @Test(arguments: wrong) func whatIsNotCreated(_ wrong: Wrong) async throws {
        try await Wire.serve { wire in
            let refused = try await refusal { try await wrong.call(wire) }
            #expect(refused.status == wrong.status && refused.kind == wrong.kind, "\(refused.text)")
            #expect(!refused.text.isEmpty)
        }
    }
}
