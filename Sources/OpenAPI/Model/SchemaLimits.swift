/// The keywords of a schema that bound values: JSON Schema 2020-12 validation §6.2 to §6.5 and §8.
///
/// They are read as properties of ``Schema``.
public struct SchemaLimits: Sendable {
    /// `minLength`.
    public var minLength: Int?
    /// `maxLength`.
    public var maxLength: Int?
    /// `pattern`.
    public var pattern: String?
    /// `minimum`.
    public var minimum: Bound?
    /// `maximum`.
    public var maximum: Bound?
    /// The looser one where both `minimum` and a number as `exclusiveMinimum` are given; it has no effect.
    public var looserMinimum: Bound?
    /// The looser one where both `maximum` and a number as `exclusiveMaximum` are given; it has no effect.
    public var looserMaximum: Bound?
    /// As written, so that decimals stay exact.
    public var multipleOf: String?
    /// `minItems`.
    public var minItems: Int?
    /// `maxItems`.
    public var maxItems: Int?
    /// `uniqueItems`.
    public var uniqueItems = false
    /// `minProperties`.
    public var minProperties: Int?
    /// `maxProperties`.
    public var maxProperties: Int?

    static let unstated = SchemaLimits()
}
