import Foundation
import GRDB
import Testing

@testable import ContentLibrary

@Suite struct AccessTests {
    static let cheap = PasswordHash.Cost(log2Rounds: 4)

    static func basic(_ pair: String) -> AccessService.Credentials {
        .init(authorization: "Basic " + Data(pair.utf8).base64EncodedString())
    }

    func access(to test: TestLibrary) throws -> AccessService {
        var users = UserDirectory()
        users.add("anna", try PasswordHash(password: "s:ecret", cost: Self.cheap), privileges: [.readStorage])
        return try AccessService(users: users, environment: test.core.environment)
    }

    @Test func hashesTellPasswordsApart() throws {
        let hash = try PasswordHash(password: "secret", cost: Self.cheap)
        #expect(hash.matches("secret") && !hash.matches("Secret") && !hash.matches(""))
        #expect(try PasswordHash(password: "secret", cost: Self.cheap) != hash)
        #expect(PasswordHash(hash.description) == hash)
        #expect(!hash.description.contains("secret"))
    }

    @Test func theDefaultCostWorks() throws {
        let hash = try PasswordHash(password: "secret")
        #expect(hash.description.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
        #expect(hash.matches("secret"))
    }

    /// RFC 7914 §12, third vector, cut to 32 bytes: the format means what others mean by it.
    @Test func agreesWithTheRFC() throws {
        let salt = Data("SodiumChloride".utf8).base64EncodedString().prefix { $0 != "=" }
        let bytes: [UInt8] = [
            0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb, 0xfd, 0xa8,
            0xfb, 0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2,
        ]
        let hash = Data(bytes).base64EncodedString().prefix { $0 != "=" }
        #expect(try #require(PasswordHash("$scrypt$ln=14,r=8,p=1$\(salt)$\(hash)")).matches("pleaseletmein"))
    }

    @Test func malformedHashes() throws {
        let good = try PasswordHash(password: "x", cost: Self.cheap).description
        for text in [
            "", "secret", "$scrypt$", good + "A", good.replacing("scrypt", with: "md5"),
            good.replacing("ln=4", with: "ln=40"),
            good.replacing("ln=4,r=8,p=1", with: "ln=20,r=32,p=16"), good.replacing("ln=4", with: "ln=0"),
            good.replacing(",p=1", with: ""),
        ] {
            #expect(PasswordHash(text) == nil, "\(text)")
        }
    }

    @Test func constantTimeComparison() {
        #expect(constantTimeEqual([1, 2], [1, 2]) && constantTimeEqual([], []))
        #expect(!constantTimeEqual([1, 2], [1, 3]) && !constantTimeEqual([1], [1, 2]))
    }

    @Test func usersFile() throws {
        let hash = try PasswordHash(password: "x", cost: Self.cheap)
        var users = UserDirectory()
        try users.add(file: "# users\n\nanna:\(hash)\nberta:\(hash):ContentLibrary.ReadStorage\n")
        #expect(users.names == ["anna", "berta"])
        #expect(users.principal("berta")?.privileges == [.readStorage])
        #expect(throws: UserDirectory.Malformed.self) { try users.add(file: "anna:plain") }
        #expect(throws: UserDirectory.Malformed.self) { try users.add(file: "dora:\(hash)\ndora:\(hash)\n") }
        #expect(throws: UserDirectory.Malformed.self) { try users.add(file: "anna") }
        #expect(throws: UserDirectory.Malformed.self) { try users.add(file: "anna:\(hash):Root") }
        #expect(try users.add(pair: "carla:pass:word"))
        #expect(users.password("carla")?.matches("pass:word") == true)
        for pair in ["carla", ":x", "carla:"] { #expect(try !users.add(pair: pair)) }
    }

    @Test func basicIsVerifiedOnceAndRemembered() async throws {
        let test = try await TestLibrary.open()
        let access = try access(to: test)
        for _ in 0..<3 {
            let principal = try await access.authenticate(Self.basic("anna:s:ecret"))
            #expect(principal == Principal(name: "anna", privileges: [.readStorage]))
        }
        #expect(access.checks.count == 1)
        test.clock.advance(300)
        _ = try await access.authenticate(Self.basic("anna:s:ecret"))
        #expect(access.checks.count == 2)
        for wrong in ["anna:wrong", "anna:", "nobody:s:ecret", "anna"] {
            #expect(try await kind { _ = try await access.authenticate(Self.basic(wrong)) } == .unauthenticated)
        }
        for field in ["Basic", "Basic !!!", "Digest x", "", "Bearer", "Bearer nothing"] {
            #expect(
                try await kind { _ = try await access.authenticate(.init(authorization: field)) }
                    == .unauthenticated)
        }
        #expect(try await kind { _ = try await access.authenticate(.init()) } == .unauthenticated)
        // A user who does not exist costs as much as one who does; what is no pair costs nothing.
        #expect(access.checks.count == 5)
    }

    /// Strangers can make the server hash only so much.
    @Test func passwordChecksDoNotPileUp() async throws {
        let checks = PasswordChecks(threads: 1, waitingLimit: 1)
        let hash = try PasswordHash(password: "x", cost: Self.cheap)
        let gate = DispatchSemaphore(value: 0)
        let running = Task { try await checks.pool.run { gate.wait() } }
        while checks.pool.runningCount == 0 { await Task.yield() }
        let waiting = Task { try await checks.matches("x", hash) }
        while checks.pool.waitingCount == 0 { await Task.yield() }
        #expect(try await kind { _ = try await checks.matches("x", hash) } == .serviceUnavailable)
        gate.signal()
        try await running.value
        #expect(try await waiting.value)
        #expect(try await checks.matches("x", hash))
    }

    @Test func unusedLoginSessionsAreSwept() async throws {
        let test = try await TestLibrary.open()
        let access = try access(to: test)
        let sweeper = Sweeper(environment: test.core.environment, logins: access.sessions)
        let anna = Self.basic("anna:s:ecret").authorization
        func rows() async throws -> Int {
            try await test.core.environment.store.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM login_session") ?? 0
            }
        }
        _ = try await access.logIn(authorization: anna)
        test.clock.advance(1000)
        let used = try await access.logIn(authorization: anna).id
        test.clock.advance(800)
        try await sweeper.sweep()
        // The store knows the last use only to a tenth of the time.
        #expect(await access.sessions.count == 1)
        #expect(try await rows() == 2)
        test.clock.advance(180)
        try await sweeper.sweep()
        #expect(try await rows() == 1)
        #expect(try await access.authenticate(.init(sessionId: used)).name == "anna")
        test.clock.advance(1980)
        try await sweeper.sweep()
        #expect(await access.sessions.count == 0)
        #expect(try await rows() == 0)
    }

    @Test func rememberedPasswordsAreForgotten() throws {
        let verified = VerifiedPasswords(lifetime: 300)
        let pair = try #require(NamePassword("anna:secret"))
        let now = Date(timeIntervalSince1970: 0)
        verified.insert(pair, now: now)
        #expect(verified.contains(pair, now: now))
        #expect(!verified.contains(try #require(NamePassword("anna:Secret")), now: now))
        #expect(!verified.contains(pair, now: now.addingTimeInterval(300)))
    }

    @Test func loginSessions() async throws {
        let folder = TemporaryFolder()
        let clock = TestClock()
        let id: String
        do {
            let test = try await TestLibrary.open(folder: folder, clock: clock)
            let access = try access(to: test)
            id = try await access.logIn(authorization: Self.basic("anna:s:ecret").authorization).id
            #expect(id.utf8.count == 64)
            #expect(try await access.authenticate(.init(sessionId: id)).name == "anna")
            #expect(try await access.authenticate(.init(authorization: "bearer \(id)")).name == "anna")
            clock.advance(1000)
            let info = try await access.loginSession(.init(sessionId: id))
            #expect(info.user == "anna" && info.lastAccessedTime == clock.now && info.createdTime < clock.now)
            #expect(
                try await kind { _ = try await access.logIn(authorization: "Bearer \(id)") } == .unauthenticated)
            #expect(
                try await kind { _ = try await access.loginSession(Self.basic("anna:s:ecret")) }
                    == .unauthenticated)
            try test.core.close()
        }
        // It survives a restart, and the store holds no identifier.
        let test = try await TestLibrary.open(folder: folder, clock: clock)
        let access = try access(to: test)
        #expect(try await access.authenticate(.init(sessionId: id)).name == "anna")
        let stored = try await test.core.environment.store.read { db in
            try String.fetchAll(db, sql: "SELECT digest FROM login_session")
        }
        #expect(stored.count == 1 && stored != [id])
        clock.advance(1800)
        #expect(try await kind { _ = try await access.authenticate(.init(sessionId: id)) } == .unauthenticated)

        let second = try await access.logIn(authorization: Self.basic("anna:s:ecret").authorization).id
        try await access.logOut(.init(sessionId: second))
        #expect(
            try await kind { _ = try await access.authenticate(.init(sessionId: second)) } == .unauthenticated)
        #expect(try await kind { try await access.logOut(.init(sessionId: second)) } == .unauthenticated)
    }
}
