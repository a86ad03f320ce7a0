import BinderyRuntime
import ContentLibraryAPI
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import ContentLibrary

/// PULL: the server fetches what it is told to.
@Suite(.timeLimit(.minutes(10))) struct PullTests {
    static func library(
        _ transport: ScriptedTransport, pulls: Int = 4, folder: TemporaryFolder = TemporaryFolder()
    ) async throws -> TestLibrary {
        try await TestLibrary.open(folder: folder) { settings in
            settings.sources = transport
            settings.concurrentPulls = pulls
        }
    }

    @Test func aFetchedFileIsReady() async throws {
        let gate = Gate()
        let test = try await Self.library(ScriptedTransport(gate.step))
        let item = try await test.item()
        let session = try await test.session(on: item)
        let added = try await test.pull("a", "https://u:secret@a.example/a", to: session, size: 6)
        #expect(added.status == .waitingForTransfer && added.source?.uri == "https://a.example/a")
        gate.write("abc")
        try await test.wait("a", of: session) { $0.status == .transferring && $0.bytesTransferred == 3 }
        gate.finish("def")
        try await test.wait("a", of: session) { $0.status == .ready && $0.size == 6 && $0.bytesTransferred == 6 }
        #expect(try await test.contents(of: item).isEmpty)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.contents(of: item) == ["a": "abcdef"])
        #expect(try await test.core.updateSessions.get(session).state == .done)
    }

    @Test func completeReturnsWhileItRuns() async throws {
        let gate = Gate()
        let test = try await Self.library(ScriptedTransport(gate.step))
        let item = try await test.item(files: ["a": "before"])
        let session = try await test.session(on: item)
        try await test.pull("a", to: session)
        try await test.push("b", to: session)
        #expect(try await kind { try await test.core.updateSessions.complete(session) } == .notAllowedInCurrentState)
        try await test.upload("pushed", to: "b", of: session)
        try await test.core.updateSessions.complete(session)
        try await test.core.updateSessions.complete(session)
        #expect(try await test.core.updateSessions.get(session).state == .active)
        #expect(try await test.contents(of: item) == ["a": "before"])
        #expect(try await kind { try await test.push("c", to: session) } == .notAllowedInCurrentState)
        #expect(try await kind { _ = try await test.session(on: item) } == .resourceBusy)
        gate.finish("after")
        try await test.wait(for: session) { $0 == .done }
        #expect(try await test.contents(of: item) == ["a": "after", "b": "pushed"])
        #expect(try await test.core.items.get(item).record.contentVersion == 3)
        #expect(try await test.objectCount == 2)
    }

    @Test(arguments: [404, 500]) func aStatusThatIsNoneFailsFileAndSession(_ status: Int) async throws {
        let gate = Gate()
        let transport = ScriptedTransport({ request in
            _ = try await gate.step(request).body.collect(upTo: 1)
            return try await answer(status)(request)
        })
        let test = try await Self.library(transport)
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.pull("a", to: session)
        try await test.core.updateSessions.complete(session)
        gate.finish()
        try await test.wait(for: session) { $0 == .error }
        let file = try await test.core.updateSessions.file("a", of: session)
        #expect(file.status == .error)
        #expect(file.errorMessage?.description == "The source answered with the status \(status).")
        #expect(try await test.core.updateSessions.get(session).errorMessage == file.errorMessage)
        #expect(try await test.contents(of: item).isEmpty)
        try await test.expectNothingLeft()
    }

    static let wrong: [(size: Int64?, checksum: String?, message: String)] = [
        (2, nil, "session.file.size_mismatch"), (4, nil, "session.file.size_mismatch"),
        (nil, String(repeating: "0", count: 64), "session.file.checksum_mismatch"),
    ]

    @Test(arguments: wrong.indices) func wrongContentFails(_ index: Int) async throws {
        let wrong = Self.wrong[index]
        let test = try await Self.library(ScriptedTransport(answer(200, "abc")))
        let session = try await test.session(on: try await test.item())
        try await test.pull("a", to: session, size: wrong.size, sha256: wrong.checksum)
        try await test.wait(for: session) { $0 == .error }
        let file = try await test.core.updateSessions.file("a", of: session)
        #expect(file.status == .error && file.errorMessage?.id == "com.bindery.content." + wrong.message)
        try await test.expectNothingLeft()
    }

    @Test func rightContentIsVerified() async throws {
        let test = try await Self.library(ScriptedTransport(answer(200, "abc")))
        let session = try await test.session(on: try await test.item())
        try await test.pull("a", to: session, size: 3, sha256: UploadTests.checksums[2].1)
        try await test.wait("a", of: session) { $0.status == .ready }
    }

    @Test func aDroppedConnectionIsResumed() async throws {
        let transport = ScriptedTransport(
            broken("abc", of: 6, SourceFetcherTests.strong), answer(206, "def", [.contentRange: "bytes 3-5/6"]))
        let test = try await Self.library(transport)
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.pull("a", to: session, size: 6)
        try await test.core.updateSessions.complete(session)
        try await test.wait(for: session) { $0 == .done }
        #expect(try await test.contents(of: item) == ["a": "abcdef"])
    }

    @Test func aSourceWithoutRangesStartsAnew() async throws {
        let test = try await Self.library(ScriptedTransport(broken("xyz", of: 6), answer(200, "abcdef")))
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.pull("a", to: session, size: 6)
        try await test.core.updateSessions.complete(session)
        try await test.wait(for: session) { $0 == .done }
        #expect(try await test.contents(of: item) == ["a": "abcdef"])
        #expect(try await test.objectCount == 1)
    }

    /// Whatever ends the wish for a file ends its fetching, and nothing of it stays.
    @Test(arguments: ["cancel", "fail", "remove", "replace", "delete item"]) func ending(_ how: String) async throws {
        let gate = Gate()
        let test = try await Self.library(ScriptedTransport(gate.step))
        let item = try await test.item()
        let session = try await test.session(on: item)
        let sessions = test.core.updateSessions
        try await test.pull("a", to: session)
        gate.write("abc")
        try await test.wait("a", of: session) { $0.bytesTransferred == 3 }
        switch how {
        case "cancel": try await sessions.cancel(session)
        case "fail": try await sessions.fail(session, message: "no")
        case "remove": try await sessions.removeFile("a", from: session)
        case "replace": try await test.push("a", to: session)
        default: try await test.core.items.delete(item)
        }
        while test.core.environment.transfers.count > 0 { await Task.yield() }
        #expect(gate.isEnded)
        try await test.expectNothingLeft()
        if how == "replace" {
            #expect(try await sessions.file("a", of: session).status == .waitingForTransfer)
            try await test.upload("pushed", to: "a", of: session)
            try await sessions.complete(session)
            #expect(try await test.contents(of: item) == ["a": "pushed"])
        }
    }

    @Test func completingIsCanceled() async throws {
        let gate = Gate()
        let test = try await Self.library(ScriptedTransport(gate.step))
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.pull("a", to: session)
        try await test.core.updateSessions.complete(session)
        try await test.core.updateSessions.cancel(session)
        gate.finish("abc")
        while test.core.environment.transfers.count > 0 { await Task.yield() }
        #expect(try await test.core.updateSessions.get(session).state == .canceled)
        #expect(try await test.contents(of: item).isEmpty)
        try await test.expectNothingLeft()
    }

    /// The server's own work is activity: such a session does not expire, and afterwards has its whole time again.
    @Test func aSessionThatIsFetchedForDoesNotExpire() async throws {
        let gate = Gate()
        let test = try await Self.library(ScriptedTransport(gate.step), pulls: 1)
        let item = try await test.item()
        let session = try await test.session(on: item)
        try await test.pull("a", to: session)
        test.clock.advance(1000)
        try await test.core.sweeper.sweep()
        #expect(try await test.core.updateSessions.list(by: TestLibrary.anna) == [session])
        #expect(try await test.core.updateSessions.get(session).expirationTime > test.clock.now)
        #expect(try await kind { _ = try await test.session(on: item) } == .resourceBusy)
        gate.finish("abc")
        try await test.wait("a", of: session) { $0.status == .ready }
        let end = test.clock.now.addingTimeInterval(300)
        #expect(try await test.core.updateSessions.get(session).expirationTime == end)
        test.clock.advance(300)
        #expect(try await kind { _ = try await test.core.updateSessions.get(session) } == .notFound)
        #expect(try await test.core.updateSessions.list(by: TestLibrary.anna).isEmpty)
    }

    @Test func aFewAtOnceAndTheOthersInOrder() async throws {
        let gates = (0..<4).map { _ in Gate() }
        let transport = ScriptedTransport(gates[0].step, gates[1].step, gates[2].step, gates[3].step)
        let test = try await Self.library(transport, pulls: 2)
        let session = try await test.session(on: try await test.item())
        for name in ["d", "c", "b", "a"] { try await test.pull(name, "https://a.example/\(name)", to: session) }
        while transport.requests.count < 2 { await Task.yield() }
        let statuses = try await test.core.updateSessions.files(of: session).map(\.status)
        #expect(statuses == [.transferring, .transferring, .waitingForTransfer, .waitingForTransfer])
        gates[0].finish("x")
        while transport.requests.count < 3 { await Task.yield() }
        #expect(transport.requests.last?.uri == "https://a.example/b")
        gates[2].finish("x")
        gates[1].finish("x")
        gates[3].finish("x")
        for name in ["a", "b", "c", "d"] { try await test.wait(name, of: session) { $0.status == .ready } }
        #expect(Set(transport.requests.prefix(2).map(\.uri)) == ["https://a.example/d", "https://a.example/c"])
    }

    /// A password is kept for as long as it may be needed, and no longer.
    @Test(arguments: [200, 404]) func secretsGo(_ status: Int) async throws {
        let gate = Gate()
        let test = try await Self.library(ScriptedTransport(gate.step, answer(status, "abc")))
        let session = try await test.session(on: try await test.item())
        try await test.pull("waits", "https://u:secret@a.example/a", to: session)
        try await test.pull("a", "https://u:secret@a.example/a", to: session)
        try await test.wait("a", of: session) { $0.status == (status == 200 ? .ready : .error) }
        func secrets() async throws -> [String?] {
            try await test.core.environment.store.read { db in
                try PulledFileRecord.order(Column("id")).fetchAll(db).map(\.userInformation)
            }
        }
        #expect(try await secrets() == (status == 200 ? ["u:secret", nil] : [nil, nil]))
        if status == 200 { try await test.core.updateSessions.cancel(session) }
        #expect(try await secrets() == [nil, nil])
        gate.finish()
    }

    @Test func whatIsAskedOfTheTransport() async throws {
        let transport = ScriptedTransport(answer(200, "abc"))
        let test = try await Self.library(transport)
        let session = try await test.session(on: try await test.item())
        let thumbprint = Array(repeating: "aB", count: 20).joined(separator: ":")
        let file = try await test.pull("a", to: session, thumbprint: thumbprint)
        #expect(file.source?.model.sslCertificateThumbprint == thumbprint.uppercased())
        try await test.wait("a", of: session) { $0.status == .ready }
        #expect(transport.requests[0].trust == .thumbprint(String(repeating: "ab", count: 20)))
        #expect(!transport.requests[0].allowsPrivateAddresses)
    }

    @Test func whatIsNotPinnedIsKnownByTheTrustedCertificates() async throws {
        let transport = ScriptedTransport(answer(200, "abc"))
        let test = try await Self.library(transport)
        _ = try await test.core.trustedCertificates.create(TrustedCertificatesTests.one)
        let session = try await test.session(on: try await test.item())
        try await test.pull("a", to: session)
        try await test.wait("a", of: session) { $0.status == .ready }
        #expect(transport.requests[0].trust == .authorities([TrustedCertificatesTests.one]))
    }

    static let malformed: [(PullSource.Request?, LibraryErrorKind)] = [
        (nil, .invalidArgument),
        (.init(uri: ""), .invalidArgument),
        (.init(uri: "ftp://a.example/a"), .invalidArgument),
        (.init(uri: "https:///a"), .invalidArgument),
        (.init(uri: "https://a.example/a", thumbprint: "ab"), .invalidArgument),
        (.init(uri: "http://a.example/a", thumbprint: String(repeating: "ab", count: 20)), .invalidArgument),
        (.init(uri: "https://a.example/a", certificate: "no PEM"), .invalidArgument),
        (.init(uri: "http://a.example/a", certificate: "no PEM"), .invalidArgument),
        (.init(uri: "file:///etc/passwd"), .invalidArgument),
    ]

    @Test(arguments: malformed.indices) func sourcesThatAreRefused(_ index: Int) async throws {
        let (source, expected) = Self.malformed[index]
        let test = try await Self.library(ScriptedTransport())
        let session = try await test.session(on: try await test.item())
        let found = try await kind {
            _ = try await test.core.updateSessions.addFile(
                .init(name: "a", sourceType: .pull, source: source), to: session, by: TestLibrary.berta)
        }
        #expect(found == expected)
        #expect(try await test.core.updateSessions.files(of: session).isEmpty)
    }

    @Test func withoutATransportNothingIsFetched() async throws {
        let test = try await TestLibrary.open()
        let session = try await test.session(on: try await test.item())
        #expect(try await kind { try await test.pull("a", to: session) } == .unsupported)
    }
}

extension TestLibrary {
    @discardableResult
    func pull(
        _ name: String, _ uri: String = "https://a.example/a", to session: String, size: Int64? = nil,
        sha256: String? = nil, thumbprint: String? = nil, by user: Principal = anna
    ) async throws -> SessionFile {
        try await core.updateSessions.addFile(
            .init(
                name: name, sourceType: .pull, size: size, checksum: sha256.map { (.sha256, $0) },
                source: .init(uri: uri, thumbprint: thumbprint)), to: session, by: user)
    }

    /// Asks for a file again and again until it is so.
    func wait(_ name: String, of session: String, until: (SessionFile) -> Bool) async throws {
        while !until(try await core.updateSessions.file(name, of: session)) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// Asks for a session's state again and again until it is so.
    func wait(for session: String, until: (UpdateSessionState) -> Bool) async throws {
        while !until(try await core.updateSessions.get(session).state) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// Neither staged bytes nor objects.
    func expectNothingLeft() async throws {
        while core.environment.transfers.count > 0 { await Task.yield() }
        #expect(try core.environment.folder.stagedUploads().isEmpty)
        #expect(try await objectCount == 0)
    }
}
