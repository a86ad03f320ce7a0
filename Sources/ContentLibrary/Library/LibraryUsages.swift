import Foundation
import GRDB

/// The operations of `library.Usages`: who depends on a library, which is why it must not go.
struct LibraryUsages: Sendable {
    /// How many a library may have.
    static let limit = 10_000
    /// How long a URN may be.
    static let urnLimit = 2048

    struct Record: StoreRecord, Equatable {
        static let databaseTableName = "library_usage"

        var id: String
        var libraryId: String
        var resourceUrn: String
        var additionTime: Date
    }

    let environment: LibraryEnvironment

    /// - Throws: NotFound, InvalidArgument for what is no URN (RFC 8141), AlreadyExists for a resource that is recorded.
    func add(_ urn: String, to library: String) async throws -> String {
        try await environment.transaction { transaction in
            _ = try LibraryRecord.find(transaction.db, id: library)
            try Self.check(urn)
            let usages = Record.filter(Column("library_id") == library)
            guard try usages.filter(Column("resource_urn") == urn).isEmpty(transaction.db) else {
                throw LibraryError(
                    .alreadyExists, LibraryMessage("usage.exists", "The usage by {0} is recorded already.", urn))
            }
            guard try usages.fetchCount(transaction.db) < Self.limit else {
                throw LibraryError.invalid(
                    "resource_urn",
                    LibraryMessage("usage.too_many", "A library has at most {0} usages.", String(Self.limit)))
            }
            let usage = Record(
                id: transaction.ids.next(), libraryId: library, resourceUrn: urn, additionTime: transaction.now)
            try usage.insert(transaction.db)
            return usage.id
        }
    }

    func list(library: String) async throws -> [Record] {
        try await environment.store.read { db in
            _ = try LibraryRecord.find(db, id: library)
            return try Record.filter(Column("library_id") == library)
                .order(Column("addition_time"), Column("id")).fetchAll(db)
        }
    }

    func get(_ id: String, of library: String) async throws -> Record {
        try await environment.store.read { db in try Self.find(db, id: id, of: library) }
    }

    func remove(_ id: String, from library: String) async throws {
        try await environment.transaction { transaction in
            _ = try Self.find(transaction.db, id: id, of: library).delete(transaction.db)
        }
    }

    /// Whether anybody depends on a library.
    static func any(_ db: Database, of library: String) throws -> Bool {
        try !Record.filter(Column("library_id") == library).isEmpty(db)
    }

    private static func find(_ db: Database, id: String, of library: String) throws -> Record {
        _ = try LibraryRecord.find(db, id: library)
        guard let usage = try Record.lookUp(db, id: id), usage.libraryId == library else {
            throw LibraryError.notFound(.usage, id)
        }
        return usage
    }

    /// `urn:` NID `:` NSS, as RFC 8141 §2 spells them, in ASCII.
    private static func check(_ urn: String) throws(LibraryError) {
        let parts = urn.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map { Array($0.utf8) }
        let isNamed = { (byte: UInt8) in
            let character = Character(UnicodeScalar(byte))
            return character.isASCII && (character.isLetter || character.isNumber)
        }
        guard urn.utf8.count <= urnLimit, parts.count == 3,
            String(decoding: parts[0], as: UTF8.self).lowercased() == "urn",
            (2...32).contains(parts[1].count), parts[1].allSatisfy({ isNamed($0) || $0 == UInt8(ascii: "-") }),
            parts[1].first.map(isNamed) == true, parts[1].last.map(isNamed) == true, !parts[2].isEmpty,
            urn.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw .invalid(
                "resource_urn",
                LibraryMessage("usage.urn", "{0} is not a URN, like urn:vmomi:vm:vm-12.", String(urn.prefix(100))))
        }
    }
}
