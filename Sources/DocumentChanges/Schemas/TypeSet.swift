internal import OpenAPI

/// The types of values that a schema allows, without `null`.
struct TypeSet: Equatable {
    /// How values are written.
    enum Notation {
        /// With their type, as in JSON.
        case typed
        /// As text, so that every value is a string, too, as in header fields and in XML.
        case text
        /// As text that can be a list of one, as in query parameters of style `form` that are exploded (OpenAPI 3.0.3
        /// §4.7.12.2).
        case textList
    }

    /// Empty where every type is allowed.
    var types: [JSONType]
    var format: String?
    /// What the items of arrays are, where nothing but their types is said of them.
    var itemTypes: [JSONType]?

    /// The types of several schemas of which a value follows one, for sentences; they may say more than their types.
    private(set) var alternatives: [JSONType] = []

    /// Values of several schemas, of which little more than their types is known.
    static func anyOf(_ alternatives: [JSONType]) -> TypeSet {
        var set = TypeSet()
        for type in alternatives where !set.alternatives.contains(type) { set.alternatives.append(type) }
        return set
    }

    private init() { types = [] }

    /// - Parameter items: The schema's items, with references followed.
    init(_ schema: Schema, items: Schema?) {
        types = schema.types
        format = schema.format
        if types == [.array] {
            guard let items else { itemTypes = []; return }
            itemTypes = items.withoutAnnotations.allSatisfy { $0 == "type" } ? items.types : nil
        }
    }

    static func == (left: TypeSet, right: TypeSet) -> Bool {
        Set(left.types) == Set(right.types) && left.format == right.format
    }

    /// Whether every value of the other set is in this one.
    func contains(_ other: TypeSet, in notation: Notation) -> Bool {
        if types.isEmpty { return containsFormat(of: other) }
        if other.types.isEmpty { return false }
        let allInside = other.types.allSatisfy { contains($0, in: notation) }
        guard allInside else { return notation == .textList && containsAsItems(other) }
        return containsFormat(of: other)
    }

    private func contains(_ type: JSONType, in notation: Notation) -> Bool {
        if types.contains(type) { return true }
        if type == .integer, types.contains(.number) { return true }
        return notation != .typed && format == nil && types.contains(.string)
    }

    /// A list of one is written like its item.
    private func containsAsItems(_ other: TypeSet) -> Bool {
        guard let itemTypes else { return false }
        var items = self
        items.types = itemTypes
        items.itemTypes = nil
        return items.contains(other, in: .text)
    }

    private func containsFormat(of other: TypeSet) -> Bool {
        guard let format, format != other.format else { return true }
        return other.format.map { Self.narrower[format]?.contains($0) ?? false } ?? false
    }

    /// Formats whose values are all of another one (OpenAPI Format Registry).
    private static let narrower: [String: Set<String>] = [
        "int64": ["int32", "int16", "int8"], "int32": ["int16", "int8"], "double": ["float"],
        "uri-reference": ["uri"], "iri": ["uri"], "iri-reference": ["uri", "uri-reference", "iri"],
    ]
}

extension TypeSet: CustomStringConvertible {
    /// `string (date-time)`, `array of integer`, `anything`.
    var description: String {
        let shown = types.isEmpty ? alternatives : types
        var text = shown.isEmpty ? "anything" : shown.map(\.rawValue).joined(separator: " or ")
        if let itemTypes, !itemTypes.isEmpty { text += " of \(itemTypes.map(\.rawValue).joined(separator: " or "))" }
        return format.map { "\(text) (\($0))" } ?? text
    }
}
