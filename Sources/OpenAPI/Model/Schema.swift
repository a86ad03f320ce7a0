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
    /// Whether `null` is a value, by `nullable` or by the types.
    public var isNullable = false
    /// Whether `null` is the only type that is stated, as in `anyOf: [{…}, {type: "null"}]` (JSON Schema 2020-12).
    public var isOnlyNull = false
    /// `format`.
    public var format: String?
    /// `enum`; nulls are in here as well as in ``isNullable``.
    public var enumValues: [Node]?

    // MARK: Objects and arrays

    /// `properties`.
    public var properties: [Property] = []
    /// `required`.
    public var required: [String] = []
    /// What is said of members without a schema of their own.
    public var additionalProperties: AdditionalProperties = .unstated
    /// `items`.
    @Indirect public var items: Schema?

    // MARK: Composition

    /// `allOf`.
    public var allOf: [Schema] = []
    /// `oneOf`.
    public var oneOf: [Schema] = []
    /// `anyOf`.
    public var anyOf: [Schema] = []
    /// JSON Schema's `true` (nil here and no keywords) and `false`, which nothing matches.
    public var isNever = false

    // MARK: Annotations

    /// `title`.
    public var title: String?
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// `example` or `examples`.
    public var examples: [Node] = []
    /// `deprecated`.
    public var isDeprecated = false
    /// `readOnly`.
    public var isReadOnly = false
    /// `writeOnly`.
    public var isWriteOnly = false
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
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
    /// The values of `type` beside `null`.
    case object, array, string, number, integer, boolean
}

/// A named schema, as in `properties`.
public struct Property: Sendable {
    /// The member's name.
    public var name: String
    /// Where the name stands.
    public var nameLocation: SourceLocation
    /// What the member is.
    public var schema: Schema

    /// Names a schema.
    public init(name: String, nameLocation: SourceLocation, schema: Schema) {
        self.name = name
        self.nameLocation = nameLocation
        self.schema = schema
    }
}

/// What a schema says of properties that it does not name, OpenAPI 3.0.3 §4.7.24.1.
public enum AdditionalProperties: Sendable {
    /// Nothing is said, which allows them.
    case unstated
    /// `true`.
    case allowed
    /// `false`.
    case forbidden
    /// What they are.
    indirect case schema(Schema)
}

/// A limit on a number, with its value as written.
public struct Bound: Sendable {
    /// The number as written, so that decimals stay exact.
    public var value: String
    /// Whether the number itself is out of bounds.
    public var isExclusive: Bool

    /// Makes a limit.
    public init(value: String, isExclusive: Bool) {
        self.value = value
        self.isExclusive = isExclusive
    }
}

/// OpenAPI 3.0.3 §4.7.25.
public struct Discriminator: Sendable {
    /// A value with the schema that it stands for.
    public struct Mapping: Sendable {
        /// The value of the member.
        public var value: String
        /// The schema.
        public var schema: SchemaID
        /// Where it stands.
        public var location: SourceLocation
    }

    /// The member whose value tells the schema.
    public var propertyName: String
    /// The written mapping, with names and references resolved.
    public var mapping: [Mapping]
    /// Where it stands.
    public var location: SourceLocation
}

/// OpenAPI 3.0.3 §4.7.26.
public struct XML: Sendable {
    /// The name of the element or attribute.
    public var name: String?
    /// The URI of its namespace.
    public var namespace: String?
    /// The prefix of its name.
    public var prefix: String?
    /// Whether it is an attribute and no element.
    public var isAttribute: Bool
    /// Whether an array has an element around its items.
    public var isWrapped: Bool
}
