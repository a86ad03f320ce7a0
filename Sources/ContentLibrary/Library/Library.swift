import GRDB

/// A library with how it is published, or subscribed.
struct Library: Equatable, Sendable {
    var record: LibraryRecord
    var publication: PublicationRecord?
    var subscription: SubscriptionRecord?
    /// What content is pushed through (`SubscriptionInfo.source_info`).
    var push: PushRecord?
    /// `LibraryModel.server_guid`.
    var serverGuid: String

    init(_ db: Database, _ record: LibraryRecord) throws {
        self.record = record
        serverGuid = try ServerIdentity.guid(db)
        publication = try PublicationRecord.lookUp(db, id: record.id)
        subscription = try SubscriptionRecord.lookUp(db, id: record.id)
        push = try PushRecord.filter(Column("subscribed_library_id") == record.id).fetchOne(db)
    }
}
