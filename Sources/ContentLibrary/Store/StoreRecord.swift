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
        .custom { value in String.fromDatabaseValue(value).flatMap(StoreTime.date) }
    }
}

/// Times as the store has them: text of UTC with milliseconds, such as `2020-01-01 00:00:00.000`.
enum StoreTime {
    static func date(_ text: String) -> Date? { RFC3339.date(from: text + "Z") }
}

extension Row {
    /// A time.
    func time(_ column: String) throws -> Date {
        let text = try decode(String.self, forColumn: column)
        guard let date = StoreTime.date(text) else { throw malformed(column, text) }
        return date
    }

    /// One of the values that an enumeration has.
    func choice<Value: RawRepresentable<String>>(_ column: String) throws -> Value {
        let text = try decode(String.self, forColumn: column)
        guard let value = Value(rawValue: text) else { throw malformed(column, text) }
        return value
    }

    /// A structure that is JSON text.
    func structure<Value: Decodable>(_ column: String) throws -> Value? {
        try decode(String?.self, forColumn: column).map { try JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }

    /// A list of structures that is JSON text.
    func list<Element: Decodable>(_ column: String) throws -> [Element] {
        // Most are empty: there is nothing to decode.
        try decode(String.self, forColumn: column) == "[]" ? [] : structure(column) ?? []
    }

    private func malformed(_ column: String, _ text: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_MISMATCH, message: "\(text) in the column \(column)")
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
