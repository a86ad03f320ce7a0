/// How much of a publisher's feed is taken. What is larger is refused as a whole, before it is kept.
struct FeedLimits: Sendable {
    /// `lib.json` and each `item.json`.
    var documentBytes = 1 << 20
    /// `items.json`.
    var itemsBytes = 64 << 20
    var items = 100_000
    var filesOfItem = 10_000
    /// How deep a document may be nested.
    var depth = 32
    /// A tag, a version or an identifier.
    var textLength = 1024
    var referenceLength = 8 << 10
}
