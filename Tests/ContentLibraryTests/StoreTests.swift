import Foundation
import GRDB
import Testing

@testable import ContentLibrary

@Suite struct StoreTests {
    private struct Failed: Error {}

    // MARK: What is remembered

    @Test func whatWasReadIsRememberedUntilSomebodyWrites() {
        let cache = ReadCache()
        func read(_ value: Int) -> Int { cache.value(of: "a") { value } }
        #expect(read(1) == 1 && read(2) == 1)
        #expect(cache.value(of: "b") { 3 } == 3)
        // Another type is another thing.
        #expect(cache.value(of: "a") { "text" } == "text")
        cache.willWrite()
        #expect(read(4) == 4 && read(5) == 5)
        cache.didWrite()
        #expect(read(6) == 6 && read(7) == 6)
    }

    @Test func whatIsReadWhileAWriteBeginsIsNotRemembered() {
        let cache = ReadCache()
        let value = cache.value(of: "a") {
            cache.willWrite()
            cache.didWrite()
            return 1
        }
        #expect(value == 1)
        #expect(cache.value(of: "a") { 2 } == 2)
    }

    @Test func oneOfTwoWritersIsEnough() {
        let cache = ReadCache()
        cache.willWrite()
        cache.willWrite()
        cache.didWrite()
        #expect(cache.value(of: "a") { 1 } == 1)
        cache.didWrite()
        #expect(cache.value(of: "a") { 2 } == 2)
    }

    @Test func nothingIsRememberedOfAFailure() throws {
        let cache = ReadCache()
        #expect(throws: Failed.self) { try cache.value(of: "a") { () throws -> Int in throw Failed() } }
        let nothing: Int? = cache.value(of: "a") { nil }
        #expect(nothing == nil)
        // That there is nothing is remembered as well as anything.
        #expect(cache.value(of: "a") { 1 as Int? } == nil)
    }

    @Test func whoeverAsksSeesWhatWasWritten() async throws {
        let test = try await TestLibrary.open()
        let store = test.core.environment.store
        func name() throws -> String {
            try store.lookUp(test.library) { db in try LibraryRecord.find(db, id: test.library).name }
        }
        #expect(try name() == "library")
        try await store.write { db in try db.execute(sql: "UPDATE library SET name = 'one'") }
        #expect(try name() == "one")
        await #expect(throws: Failed.self) {
            try await store.write { db in
                try db.execute(sql: "UPDATE library SET name = 'two'")
                throw Failed()
            }
        }
        #expect(try name() == "one")
        try await store.writeRegardless { db in try db.execute(sql: "UPDATE library SET name = 'three'") }
        #expect(try name() == "three")
        try await store.writeOutsideTransaction { db in try db.execute(sql: "UPDATE library SET name = 'four'") }
        #expect(try name() == "four")
    }

    // MARK: Reading

    @Test func readersSeeOneInstantAndWaitForNobody() async throws {
        let test = try await TestLibrary.open()
        let store = test.core.environment.store
        let library = test.library
        @Sendable func names(_ db: Database) throws -> [String] {
            try String.fetchAll(db, sql: "SELECT name FROM library")
        }
        let seen = try store.readNow { db in
            var seen = [try names(db)]
            // A writer, and as many readers as one likes, while this one reads.
            let writer = try DatabaseQueue(path: test.core.environment.folder.databasePath)
            try writer.write { db in
                try db.execute(sql: "UPDATE library SET name = 'new' WHERE id = ?", arguments: [library])
            }
            try store.readNow { inner in
                seen.append(try names(inner))
                seen.append(try store.readNow(names))
            }
            seen.append(try names(db))
            return seen
        }
        #expect(seen == [["library"], ["new"], ["new"], ["library"]])
        #expect(try await store.read(names) == ["new"])
        #expect(throws: Failed.self) { try store.readNow { _ in throw Failed() } }
        #expect(try store.readNow(names) == ["new"])
    }

    @Test func readersCannotWrite() async throws {
        let test = try await TestLibrary.open()
        #expect(throws: DatabaseError.self) {
            try test.core.environment.store.readNow { db in try db.execute(sql: "DELETE FROM library") }
        }
    }

    @Test func aClosedStoreIsNotReadAgain() async throws {
        let test = try await TestLibrary.open()
        let store = test.core.environment.store
        try store.readNow { _ in try store.close() }
        #expect(throws: DatabaseError.self) { try store.readNow { _ in } }
        await #expect(throws: DatabaseError.self) { try await store.read { _ in } }
    }

    // MARK: Records

    @Test func timesAreReadAsTheyAreWritten() {
        var generator = SystemRandomNumberGenerator()
        let some = (0..<200).map { _ in Double.random(in: -1e9...4e9, using: &generator) }
        for seconds in some + [0, 951_782_400, 1_709_164_799.999, 1_700_000_000.001, -0.001] {
            let date = Date(timeIntervalSince1970: (seconds * 1000).rounded() / 1000)
            guard let text = String.fromDatabaseValue(date.databaseValue), let read = StoreTime.date(text) else {
                Issue.record("\(seconds) is not read")
                continue
            }
            #expect(abs(read.timeIntervalSince(date)) < 0.0011, "\(text)")
            #expect(read.databaseValue == Date.fromDatabaseValue(date.databaseValue)?.databaseValue)
        }
        #expect(StoreTime.date("yesterday") == nil)
    }

    @Test func sessionsAreReadAsTheyAreWritten() async throws {
        let test = try await TestLibrary.open()
        let item = try await test.core.items.create(
            .init(libraryId: test.library, name: "item"), by: TestLibrary.anna)
        let time = test.clock.now
        let signer = ContentPreview.Signer(issuer: "i", subject: "s", isSelfSigned: true, pem: "p", chain: ["a", "b"])
        let sessions = [
            UpdateSessionRecord(
                id: "1", itemId: item, user: "anna", state: .active, itemContentVersion: 3, clientProgress: 40,
                warningBehavior: [WarningBehavior(type: .selfSignedCertificate, ignored: true)],
                expirationTime: time, completing: true,
                preview: ContentPreview(state: .available, warnings: [.expiredCertificate], signer: signer)),
            UpdateSessionRecord(
                id: "2", itemId: item, user: "berta", state: .error, itemContentVersion: 1, clientProgress: 0,
                warningBehavior: [], errorMessage: LibraryMessage("a", "b {0}", "c"), expirationTime: time),
        ]
        try await test.core.environment.store.write { db in
            for session in sessions { try session.insert(db) }
        }
        let store = test.core.environment.store
        for session in sessions {
            let found = try store.readNow { db in try UpdateSessionRecord.lookUp(db, id: session.id) }
            let listed = try store.readNow { db in try UpdateSessionRecord.all(db, "WHERE id = ?", [session.id]) }
            #expect(found == session && listed == [session])
        }
        let cut = try store.readNow { db in try UpdateSessionRecord.lookUp(db, id: "1\0") }
        #expect(cut == nil)
    }

    // MARK: Much of everything

    /// What is looked for is found by an index that leads to it, and a whole library is listed without sorting.
    @Test(arguments: [
        (ItemService.FindSpec(libraryId: "l"), "COVERING INDEX library_item_in_order"),
        (.init(libraryId: "l", type: "t"), "library_item_in_order"),
        (.init(name: "n"), "library_item_by_name (name=?)"),
        (.init(name: "n", libraryId: "l"), "library_item_by_name (name=? AND library_id=?)"),
        (.init(name: "n", libraryId: "l", type: "t", cached: true), "library_item_by_name (name=? AND library_id=?)"),
        (.init(sourceId: "s"), "library_item_by_source_of_any (source_id=?)"),
        (.init(libraryId: "l", sourceId: "s"), "library_item_by_source (library_id=? AND source_id=?)"),
    ])
    func itemsAreFoundByAnIndex(spec: ItemService.FindSpec, index: String) async throws {
        let test = try await TestLibrary.open()
        let plan = try await test.core.environment.store.read { db in
            let statement = try ItemService.search(spec).makePreparedRequest(db, forSingleResult: false).statement
            return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement.sql, arguments: statement.arguments)
                .map { $0["detail"] as String }
        }
        #expect(plan.first?.hasPrefix("SEARCH library_item USING ") == true, "\(plan)")
        #expect(plan.first?.contains(index) == true, "\(plan)")
        let sorts = plan.contains { $0.contains("TEMP B-TREE") }
        #expect(sorts == (spec.name != nil || spec.sourceId != nil), "\(plan)")
    }

    @Test(arguments: ["update_session", "download_session"])
    func sessionsOfAUserAreCountedByAnIndex(table: String) async throws {
        let test = try await TestLibrary.open()
        let plan = try await test.core.environment.store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT count(*) FROM \(table)
                    WHERE user = 'a' AND state = 'ACTIVE' AND expiration_time > 'b'
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.count == 1 && plan.first?.contains("COVERING INDEX \(table)_by_user") == true, "\(plan)")
    }
}
