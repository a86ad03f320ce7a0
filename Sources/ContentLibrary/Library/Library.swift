import GRDB

/// A library with how it is published.
struct Library: Equatable, Sendable {
    var record: LibraryRecord
    var publication: PublicationRecord?

    init(_ db: Database, _ record: LibraryRecord) throws {
        self.record = record
        publication = try PublicationRecord.lookUp(db, id: record.id)
    }
}
