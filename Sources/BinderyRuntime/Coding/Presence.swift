/// The value of a member that may be left out, and that may be `null` as well, which is something else: in a change, `null`
/// takes a value away that absence leaves as it is (RFC 7396 §1).
///
/// ```swift
/// change.note = .value("new")
/// change.note = .null
/// let note = change.note.wrapped ?? "none"
/// ```
public enum Presence<Value: Sendable>: Sendable {
    /// The object has no such member.
    case absent
    /// The member is `null`.
    case null
    /// The member has a value.
    case value(Value)

    /// A value, or absence for nil.
    public init(_ value: Value?) {
        self = value.map(Self.value) ?? .absent
    }

    /// The value; nil where there is none, for either reason.
    public var wrapped: Value? {
        get { if case .value(let value) = self { value } else { nil } }
        set { self = Self(newValue) }
    }
}

extension Presence: Equatable where Value: Equatable {}

extension Presence: Hashable where Value: Hashable {}

extension Presence: JSONDecodable where Value: JSONDecodable {
    /// Reads a value or `null`. Absence is what stays where nothing is read.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.nullIfPresent() ? .null : .value(try Value(json: &reader))
    }
}

extension Presence: JSONEncodable where Value: JSONEncodable {
    /// Writes the value, or `null`; absence, which only a member can express, is `null` elsewhere.
    public func encode(json writer: inout JSONWriter) {
        if case .value(let value) = self { value.encode(json: &writer) } else { writer.null() }
    }

    /// Writes the value or `null` as a member of an object, and nothing for absence.
    public func encode(as member: inout JSONMember, json writer: inout JSONWriter) {
        if case .absent = self { return member.skip(json: &writer) }
        member.writeKey(json: &writer)
        encode(json: &writer)
    }
}
