import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import Testing

/// What a session permits in each of its states, seen from the wire.
@Suite(.timeLimit(.minutes(10))) struct SessionStateTests {
    typealias Sessions = ContentLibraryItemUpdateSessionClient

    @Test func validateAndCompleteWithMissingBytes() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            try await wire.push("here", "content", to: session)
            let uri = try await wire.add("missing", to: session)
            let result = try await wire.client.contentLibraryItemUpdatesessionFile.validate(updateSessionId: session)
            #expect(result.hasErrors && result.invalidFiles.map(\.name) == ["missing"])

            let refused = try await refusal {
                try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            }
            #expect(refused.status == 400 && refused.kind == .notAllowedInCurrentState)
            #expect(refused.error.messages.count == 2 && refused.text.contains("missing"))
            #expect(try await wire.state(of: session) == .active)
            #expect(try await wire.contents(of: item).isEmpty)

            try await wire.put("late", to: uri)
            try await wire.client.contentLibraryItemUpdateSession.complete(updateSessionId: session)
            #expect(try await wire.contents(of: item) == ["here": "content", "missing": "late"])
        }
    }

    /// How a session ends, and the state it is in then.
    static let ends: [(LibraryItemUpdateSessionModelState, @Sendable (Sessions, String) async throws -> Void)] = [
        (.done, { try await $0.complete(updateSessionId: $1) }),
        (.canceled, { try await $0.cancel(updateSessionId: $1) }),
        (.error, { try await $0.fail(updateSessionId: $1, body: .init(clientErrorMessage: "given up")) }),
    ]

    @Test(arguments: 0..<3) func afterTheEnd(_ end: Int) async throws {
        let (state, finish) = Self.ends[end]
        try await Wire.serve { wire in
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            let uri = try await wire.add("a", to: session)
            try await wire.put("content", to: uri)
            let sessions = try wire.client.contentLibraryItemUpdateSession
            let files = try wire.client.contentLibraryItemUpdatesessionFile
            let active = try await refusal { try await sessions.delete(updateSessionId: session) }
            #expect(active.kind == .notAllowedInCurrentState && active.text.contains("ACTIVE"))
            try await finish(sessions, session)
            #expect(try await wire.state(of: session) == state)

            // Everything that needs an ACTIVE session, a second complete among them.
            let refusals = [
                try await refusal { try await sessions.complete(updateSessionId: session) },
                try await refusal { try await sessions.cancel(updateSessionId: session) },
                try await refusal { try await sessions.keepAlive(updateSessionId: session) },
                try await refusal {
                    try await sessions.fail(updateSessionId: session, body: .init(clientErrorMessage: "again"))
                },
                try await refusal { try await sessions.update(updateSessionId: session, body: .init()) },
                try await refusal { try await files.validate(updateSessionId: session) },
                try await refusal { try await wire.add("b", to: session) },
                try await refusal { try await files.remove(updateSessionId: session, fileName: "a") },
            ]
            for refused in refusals {
                #expect(refused.status == 400 && refused.kind == .notAllowedInCurrentState, "\(refused.text)")
                #expect(refused.text.contains(state.rawValue), "\(refused.text)")
            }
            try await wire.put("again", to: uri).expectError(400, .notAllowedInCurrentState)

            // What was, is still told, until somebody deletes it.
            #expect(try await files.list(updateSessionId: session).map(\.name) == ["a"])
            #expect(try await sessions.list(libraryItemId: item) == [session])
            try await wire.expectBytes(objects: state == .done ? 1 : 0)
            try await sessions.delete(updateSessionId: session)
            #expect(try await kind { try await sessions.delete(updateSessionId: session) } == .notFound)
            #expect(try await sessions.list().isEmpty)
            #expect(try await wire.contents(of: item) == (state == .done ? ["a": "content"] : [:]))
        }
    }

    @Test func progressGrows() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            let sessions = try wire.client.contentLibraryItemUpdateSession
            for (given, expected) in [(nil, 0), (30, 30), (10, 30), (100, 100)] as [(Int64?, Int64)] {
                try await sessions.keepAlive(updateSessionId: session, body: .init(clientProgress: given))
                #expect(try await sessions.get(updateSessionId: session).clientProgress == expected)
            }
            for wrong in [Int64(101), -1, .max] {
                let refused = try await kind {
                    try await sessions.keepAlive(updateSessionId: session, body: .init(clientProgress: wrong))
                }
                #expect(refused == .invalidArgument)
            }
        }
    }

    @Test func eachUserListsTheirOwn() async throws {
        try await Wire.serve { wire in
            let berta = try wire.client(BasicCredential(username: "berta", password: "secret"))
            let (first, second) = (try await wire.item("first"), try await wire.item("second"))
            let mine = try await wire.session(on: first)
            let hers = try await berta.contentLibraryItemUpdateSession.create(body: .init(libraryItemId: second))
            #expect(try await wire.client.contentLibraryItemUpdateSession.list() == [mine])
            #expect(try await berta.contentLibraryItemUpdateSession.list() == [hers])
            #expect(try await berta.contentLibraryItemUpdateSession.list(libraryItemId: first).isEmpty)
            #expect(try await wire.client.contentLibraryItemUpdateSession.list(libraryItemId: first) == [mine])
            let unknown = try await kind { try await berta.contentLibraryItemUpdateSession.list(libraryItemId: "none") }
            #expect(unknown == .notFound)
        }
    }

    @Test func expiry() async throws {
        try await Wire.serve { wire in
            let item = try await wire.item()
            let session = try await wire.session(on: item)
            let uri = try await wire.add("a", to: session)
            let sessions = try wire.client.contentLibraryItemUpdateSession
            // Whatever the client does keeps the session.
            wire.clock.advance(299)
            try await sessions.keepAlive(updateSessionId: session)
            wire.clock.advance(299)
            try await wire.put("content", to: uri)
            wire.clock.advance(299)
            #expect(try await wire.state(of: session) == .active)
            // Asking does not.
            wire.clock.advance(1)
            #expect(try await kind { try await sessions.get(updateSessionId: session) } == .notFound)
            #expect(try await kind { try await sessions.complete(updateSessionId: session) } == .notFound)
            try await wire.put("content", to: uri).expectError(404, .notFound)
            #expect(try await sessions.list().isEmpty)
            #expect(try await wire.contents(of: item).isEmpty)
            try await wire.expectBytes(objects: 0)
            // The item is free again.
            #expect(try await wire.session(on: item) != session)
        }
    }

    @Test func anEndedSessionIsForgottenInTime() async throws {
        try await Wire.serve { wire in
            let session = try await wire.session()
            try await wire.client.contentLibraryItemUpdateSession.cancel(updateSessionId: session)
            wire.clock.advance(3599)
            #expect(try await wire.state(of: session) == .canceled)
            wire.clock.advance(1)
            #expect(try await kind { try await wire.state(of: session) } == .notFound)
        }
    }
}
