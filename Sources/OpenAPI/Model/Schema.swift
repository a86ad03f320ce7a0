public import DocumentTree

/// A schema of OpenAPI 3.0 or of JSON Schema 2020-12 in one form: `nullable` and `type: [x, "null"]` are both
/// ``isNullable``, exclusive bounds are both a ``Bound``, `example` and `examples` are both ``examples``.
///
/// The keywords that few schemas have are kept apart, in ``SchemaLimits`` and ``RareKeywords``, and are properties of the
/// schema all the same: `schema.minLength`, `schema.discriminator`.
@dynamicMemberLookup
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

    // MARK: Objects and arrays

    public var properties: [Property] = []
    public var required: [String] = []
    public var additionalProperties: AdditionalProperties = .unstated
    @Indirect public var items: Schema?

    // MARK: Composition

    public var allOf: [Schema] = []
    public var oneOf: [Schema] = []
    public var anyOf: [Schema] = []
    /// JSON Schema's `true` (nil here and no keywords) and `false`, which nothing matches.
    public var isNever = false

    // MARK: Annotations

    public var title: String?
    public var description: String?
    public var examples: [Node] = []
    public var isDeprecated = false
    public var isReadOnly = false
    public var isWriteOnly = false
    public var extensions: [Node.Member] = []

    @Indirect private var limits: SchemaLimits?
    @Indirect private var rareKeywords: RareKeywords?

    /// Whether a keyword of ``SchemaLimits`` may be stated. Asking is cheaper than reading one keyword.
    public var hasLimits: Bool { limits != nil }

    /// Whether a keyword of ``RareKeywords`` may be stated. Asking is cheaper than reading one keyword.
    public var hasRareKeywords: Bool { rareKeywords != nil }

    /// A schema without keywords, which accepts every value.
    public init(location: SourceLocation) {
        self.location = location
    }

    /// A keyword of ``SchemaLimits``.
    public subscript<Value>(dynamicMember keyword: WritableKeyPath<SchemaLimits, Value>) -> Value {
        get { (limits ?? .unstated)[keyPath: keyword] }
        set {
            var changed = limits ?? .unstated
            changed[keyPath: keyword] = newValue
            limits = changed
        }
    }

    /// A keyword of ``RareKeywords``.
    public subscript<Value>(dynamicMember keyword: WritableKeyPath<RareKeywords, Value>) -> Value {
        get { (rareKeywords ?? .unstated)[keyPath: keyword] }
        set {
            var changed = rareKeywords ?? .unstated
            changed[keyPath: keyword] = newValue
            rareKeywords = changed
        }
    }
}

/// The types that a schema can state, OpenAPI 3.0.3 §4.4 and JSON Schema 2020-12 core §4.2.1.
public enum JSONType: String, Sendable {
    case object, array, string, number, integer, boolean
}

/// A named schema, as in `properties`.
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

/// What a schema says of properties that it does not name, OpenAPI 3.0.3 §4.7.24.1.
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
