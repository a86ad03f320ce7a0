public import DocumentTree

/// The keywords that few schemas have.
///
/// They are read as properties of ``Schema``.
public struct RareKeywords: Sendable {
    /// Where the keywords stand that this document has and few others, by their names, for diagnostics.
    public var keywordLocations: [String: SourceLocation] = [:]

    /// `const`.
    public var constant: Node?
    public var defaultValue: Node?
    public var discriminator: Discriminator?
    @Indirect public var not: Schema?
    @Indirect public var ifSchema: Schema?
    @Indirect public var thenSchema: Schema?
    @Indirect public var elseSchema: Schema?

    // MARK: Objects

    public var patternProperties: [Property] = []
    @Indirect public var propertyNames: Schema?
    @Indirect public var unevaluatedProperties: Schema?
    public var dependentRequired: [(name: String, required: [String])] = []
    public var dependentSchemas: [Property] = []

    // MARK: Arrays

    public var prefixItems: [Schema] = []
    @Indirect public var contains: Schema?
    public var minContains: Int?
    public var maxContains: Int?
    @Indirect public var unevaluatedItems: Schema?

    // MARK: Strings

    public var contentEncoding: String?
    public var contentMediaType: String?
    @Indirect public var contentSchema: Schema?

    // MARK: Annotations

    public var xml: XML?
    public var externalDocumentation: ExternalDocumentation?

    static let unstated = RareKeywords()
}
