public import DocumentTree

/// A schema of OpenAPI 3.0 or of JSON Schema 2020-12 in one form: `nullable` and `type: [x, "null"]` are both
/// ``isNullable``, exclusive bounds are both a ``Bound``, `example` and `examples` are both ``examples``.
public struct Schema: Sendable {
    /// Where the schema object was written.
    public var location: SourceLocation

    /// `$ref`. The other keywords of a 3.1 schema stand beside it and apply as well; those of a 3.0 schema are dropped
    /// with a diagnostic, except `description`, which is kept as documentation.
    public var reference: SchemaID?

    // MARK: Type and values

    /// The stated types without `null`; empty where the schema states none.
    public var types: [JSONType] = []
    public var isNullable = false
    /// Whether `null` is the only type that is stated, as in `anyOf: [{…}, {type: "null"}]` (JSON Schema 2020-12).
    public var isOnlyNull = false
    public var format: String?
    /// `enum`; nulls are in here as well as in ``isNullable``.
    public var enumValues: [Node]?
    public var constant: Node?
    public var defaultValue: Node?

    // MARK: Objects

    public var properties: [Property] = []
    public var required: [String] = []
    public var additionalProperties: AdditionalProperties = .unstated
    public var patternProperties: [Property] = []
    @Indirect public var propertyNames: Schema?
    @Indirect public var unevaluatedProperties: Schema?
    public var minProperties: Int?
    public var maxProperties: Int?
    public var dependentRequired: [(name: String, required: [String])] = []
    public var dependentSchemas: [Property] = []

    // MARK: Arrays

    @Indirect public var items: Schema?
    public var prefixItems: [Schema] = []
    @Indirect public var contains: Schema?
    public var minContains: Int?
    public var maxContains: Int?
    @Indirect public var unevaluatedItems: Schema?
    public var minItems: Int?
    public var maxItems: Int?
    public var uniqueItems = false

    // MARK: Strings and numbers

    public var minLength: Int?
    public var maxLength: Int?
    public var pattern: String?
    public var contentEncoding: String?
    public var contentMediaType: String?
    public var minimum: Bound?
    public var maximum: Bound?
    /// As written, so that decimals stay exact.
    public var multipleOf: String?

    // MARK: Composition

    public var allOf: [Schema] = []
    public var oneOf: [Schema] = []
    public var anyOf: [Schema] = []
    @Indirect public var not: Schema?
    @Indirect public var ifSchema: Schema?
    @Indirect public var thenSchema: Schema?
    @Indirect public var elseSchema: Schema?
    public var discriminator: Discriminator?
    /// JSON Schema's `true` (nil here and no keywords) and `false`, which nothing matches.
    public var isNever = false

    // MARK: Annotations

    public var title: String?
    public var description: String?
    public var examples: [Node] = []
    public var isDeprecated = false
    public var isReadOnly = false
    public var isWriteOnly = false
    public var xml: XML?
    public var externalDocumentation: ExternalDocumentation?
    public var extensions: [Node.Member] = []

    public init(location: SourceLocation) {
        self.location = location
    }
}

public enum JSONType: String, Sendable {
    case object, array, string, number, integer, boolean
}

public struct Property: Sendable {
    public var name: String
    public var nameLocation: SourceLocation
    public var schema: Schema

    public init(name: String, nameLocation: SourceLocation, schema: Schema) {
        self.name = name
        self.nameLocation = nameLocation
        self.schema = schema
    }
}

public enum AdditionalProperties: Sendable {
    case unstated
    case allowed
    case forbidden
    indirect case schema(Schema)
}

/// A limit on a number, with its value as written.
public struct Bound: Sendable {
    public var value: String
    public var isExclusive: Bool

    public init(value: String, isExclusive: Bool) {
        self.value = value
        self.isExclusive = isExclusive
    }
}

/// OpenAPI 3.0.3 §4.7.25.
public struct Discriminator: Sendable {
    public struct Mapping: Sendable {
        public var value: String
        public var schema: SchemaID
        public var location: SourceLocation
    }

    public var propertyName: String
    /// The written mapping, with names and references resolved.
    public var mapping: [Mapping]
    public var location: SourceLocation
}

/// OpenAPI 3.0.3 §4.7.26.
public struct XML: Sendable {
    public var name: String?
    public var namespace: String?
    public var prefix: String?
    public var isAttribute: Bool
    public var isWrapped: Bool
}
