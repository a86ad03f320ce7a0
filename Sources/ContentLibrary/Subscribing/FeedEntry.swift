/// What a publisher's `lib.json` says.
struct FeedDescriptor: Equatable, Sendable {
    /// Without the prefix `urn:uuid:`.
    var id: String
    var version: String
    var name: String
    var itemsHref: String
}

/// An item of a publisher's feed, its names checked.
struct FeedEntry: Equatable, Sendable {
    struct File: Equatable, Sendable {
        var name: String
        var size: Int64?
        var tag: String
        var href: String
    }

    /// The publisher's identifier, without the prefix `urn:uuid:`.
    var sourceId: String
    var name: String
    var description: String
    var type: String
    var version: String
    var selfHref: String
    var files: [File]
}

/// All items of a feed. What is wrong with one of them does not keep the others.
struct FeedContents: Equatable, Sendable {
    var entries: [FeedEntry]
    /// The identifiers of all items, also of those that cannot be taken over: none of them is gone.
    var sourceIds: Set<String>
    var problems: [LibraryMessage]
}
