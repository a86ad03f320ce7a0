import GRDB

/// Which of all servers this is (`LibraryModel.server_guid`). It was made with the database and stays the same.
enum ServerIdentity {
    static func guid(_ db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT guid FROM server_identity") ?? ""
    }
}
