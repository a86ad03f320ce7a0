public import DocumentTree

/// The keywords that few schemas have.
///
/// They are read as properties of ``Schema``.
public struct RareKeywords: Sendable {
    /// Where the keywords stand that this document has and few others, by their names, for diagnostics.
    public var keywordLocations: [String: SourceLocation] = [:]

    /// `const`.
    public var constant: Node?
    /// `default`.
    public var defaultValue: Node?
    /// `discriminator`.
    public var discriminator: Discriminator?
    /// `not`.
    @Indirect public var not: Schema?
    /// `if`.
    @Indirect public var ifSchema: Schema?
    /// `then`.
    @Indirect public var thenSchema: Schema?
    /// `else`.
    @Indirect public var elseSchema: Schema?

    // MARK: Objects

    /// `patternProperties`.
    public var patternProperties: [Property] = []
    /// `propertyNames`.
    @Indirect public var propertyNames: Schema?
    /// `unevaluatedProperties`.
    @Indirect public var unevaluatedProperties: Schema?
    /// `dependentRequired`.
    public var dependentRequired: [(name: String, required: [String])] = []
    /// `dependentSchemas`.
    public var dependentSchemas: [Property] = []

    // MARK: Arrays

    /// `prefixItems`.
    public var prefixItems: [Schema] = []
    /// `contains`.
    @Indirect public var contains: Schema?
    /// `minContains`.
    public var minContains: Int?
    /// `maxContains`.
    public var maxContains: Int?
    /// `unevaluatedItems`.
    @Indirect public var unevaluatedItems: Schema?

    // MARK: Strings

    /// `contentEncoding`.
    public var contentEncoding: String?
    /// `contentMediaType`.
    public var contentMediaType: String?
    /// `contentSchema`.
    @Indirect public var contentSchema: Schema?

    // MARK: Annotations

    /// `xml`.
    public var xml: XML?
    /// `externalDocs`.
    public var externalDocumentation: ExternalDocumentation?

    static let unstated = RareKeywords()
}
