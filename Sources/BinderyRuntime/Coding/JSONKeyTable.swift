import JSONText

/// The keys of the members that a model has, made once for each model.
///
/// ``JSONReader/nextKey(_:)`` looks keys up in it without making strings.
public struct JSONKeyTable: Sendable {
    let table: JSONText.JSONKeyTable

    /// Makes a table; the indices that ``JSONReader/nextKey(_:)`` answers are the places of the keys in this list.
    /// - Parameter keys: the keys as they stand in the document, without JSON's escapes.
    public init(_ keys: String...) {
        table = JSONText.JSONKeyTable(keys)
    }
}
