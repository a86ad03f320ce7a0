import JSONText

/// The keys of the members that a model has, made once for each model.
///
/// ``JSONReader/nextKey(in:)`` looks keys up in it without making strings, and knows by it what is missing; and
/// ``JSONWriter/object(_:_:)`` writes them.
public final class JSONKeyTable: Sendable {
    let table: JSONText.JSONKeyTable
    /// One bit for each key that every object must have, 64 keys a word.
    let required: [UInt64]
    /// The first word of those, and whether there are bits in the others.
    let firstRequired: UInt64
    let requiresMore: Bool

    /// Makes a table; the indices that ``JSONReader/nextKey(in:)`` answers are the places of the keys in this list.
    /// - Parameters:
    ///   - keys: the keys as they stand in the document, without JSON's escapes.
    ///   - required: the places of those keys that every object must have.
    public convenience init(_ keys: String..., required: Int...) {
        self.init(keys: keys, required: required)
    }

    /// Makes a table of keys in an array.
    public init(keys: [String], required: [Int]) {
        table = JSONText.JSONKeyTable(keys)
        var words = [UInt64](repeating: 0, count: (keys.count + 63) / 64)
        for index in required where index >= 0 && index < keys.count { words[index >> 6] |= 1 << UInt64(index & 63) }
        self.required = words
        firstRequired = words.first ?? 0
        requiresMore = words.dropFirst().contains { $0 != 0 }
    }

    /// Whether every object must have the key at `index`.
    func isRequired(_ index: Int) -> Bool { required[index >> 6] >> UInt64(index & 63) & 1 == 1 }
}
