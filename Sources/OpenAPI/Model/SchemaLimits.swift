/// The keywords of a schema that bound values: JSON Schema 2020-12 validation §6.2 to §6.5 and §8.
///
/// They are read as properties of ``Schema``.
public struct SchemaLimits: Sendable {
    public var minLength: Int?
    public var maxLength: Int?
    public var pattern: String?
    public var minimum: Bound?
    public var maximum: Bound?
    /// As written, so that decimals stay exact.
    public var multipleOf: String?
    public var minItems: Int?
    public var maxItems: Int?
    public var uniqueItems = false
    public var minProperties: Int?
    public var maxProperties: Int?

    static let unstated = SchemaLimits()
}
