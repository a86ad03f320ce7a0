import BinderyRuntime
import Foundation
import GRDB
import Synchronization

/// A record whose properties are its table's columns, in Swift's spelling.
protocol StoreRecord: Codable, FetchableRecord, PersistableRecord, Sendable {}

extension StoreRecord {
    /// The record of an identifier as a client sent it: every look-up by one is made here.
    ///
    /// SQLite takes text to end at NUL, so an identifier with a NUL would find what the part before it names.
    static func lookUp(_ db: Database, id: String) throws -> Self? {
        guard !id.utf8.contains(0), let key = try db.primaryKey(databaseTableName).columns.first else { return nil }
        return try fetchOne(
            db.cachedStatement(sql: "SELECT * FROM \(databaseTableName) WHERE \(key) = ?"), arguments: [id])
    }

    /// The records that a clause of SQL chooses. What is asked for again and again is asked for so: the statement is
    /// prepared once.
    static func all(_ db: Database, _ clause: String, _ arguments: StatementArguments) throws -> [Self] {
        try fetchAll(
            db.cachedStatement(sql: "SELECT * FROM \(databaseTableName) \(clause)"), arguments: arguments)
    }

    static var databaseColumnDecodingStrategy: DatabaseColumnDecodingStrategy { .custom(PropertyName.of) }
    static var databaseColumnEncodingStrategy: DatabaseColumnEncodingStrategy { .convertToSnakeCase }

    /// As `Date` does itself, without a calendar.
    static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
        .custom { value in String.fromDatabaseValue(value).flatMap { RFC3339.date(from: $0 + "Z") } }
    }
}

/// What the property of a column is called. GRDB asks for it anew with each row.
private struct PropertyName: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    private static let known = Mutex<[String: PropertyName]>([:])

    /// There are as many as the schema has columns.
    static func of(_ column: String) -> any CodingKey {
        known.withLock { known in
            if let name = known[column] { return name }
            let words = column.split(separator: "_").map(String.init)
            let name = PropertyName(stringValue: (words.prefix(1) + words.dropFirst().map(\.capitalized)).joined())
            known[column] = name
            return name
        }
    }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
