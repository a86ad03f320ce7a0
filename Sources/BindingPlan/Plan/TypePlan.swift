public import DocumentTree

/// A type to declare, with everything decided but its place in a file.
public struct TypePlan: Sendable {
    /// What kind of declaration it is.
    public enum Kind: Sendable {
        /// A struct.
        case structure(StructurePlan)
        /// A struct around a raw value, or an enum of raw values.
        case openEnum(EnumPlan)
        /// An enum with a case for each alternative.
        case alternatives(AlternativesPlan)
        /// `public typealias`.
        case alias(SwiftType)
        /// A struct around one value, where an alias would mean itself.
        case wrapper(SwiftType)
        /// An enum of kinds of bodies, or of the parts of one.
        case contents(ContentsPlan)
    }

    /// The type.
    public var name: TypeName
    /// The schema's name in the document; nil for schemas that have none of their own.
    public var schemaName: String?
    /// Where it stands.
    public var location: SourceLocation
    /// The documentation's lines, without `///`.
    public var documentation: [String]
    /// What it is.
    public var kind: Kind
    /// Protocols beside `JSONModel`.
    public var conformances: [String] = []
    /// The schema's extensions.
    public var extensions: [ExtensionPlan] = []
    /// The types that are declared within this one, in order.
    public var children: [TypeName] = []
}

/// A struct with one property per member of a JSON object.
public struct StructurePlan: Sendable {
    /// The properties, in the order of the document.
    public var properties: [PropertyPlan]
    /// The type of the members that the document does not name, where they are kept.
    public var additional: AdditionalPlan?
}

/// The property that keeps the members that the document does not name.
public struct AdditionalPlan: Sendable {
    /// The property.
    public var name: String
    /// The type of the members' values.
    public var type: SwiftType
}

/// One member of a JSON object.
public struct PropertyPlan: Sendable {
    /// The member's name on the wire.
    public var jsonName: String
    /// The property's name, without backticks.
    public var name: String
    /// Without `Optional`, which ``isOptional`` says.
    public var type: SwiftType
    /// The schema's `format`.
    public var format: String?
    /// Whether each object must have the member.
    public var isRequired: Bool
    /// Whether the member can be null.
    public var isNullable: Bool
    /// Whether absence and null are two things beside a value: the Swift type is `Presence` then, not `Optional`.
    public var hasThreeStates = false
    /// Whether it stands in `@Indirect`, because a value of its type may hold one of its own kind.
    public var isIndirect = false
    /// What the document says that the value is where it is missing.
    public var documentDefault: Node?
    /// The Swift expression of the value that a missing member decodes to.
    public var decodingDefault: String?
    /// The Swift expression of the initialiser's default argument, beside the `nil` of optional ones.
    public var argumentDefault: String?
    /// The one value that the document allows.
    public var constant: Node?
    /// Whether the default is the value by which a discriminator knows the type.
    public var isDiscriminator = false
    /// The keywords that limit its values.
    public var constraints: [ConstraintPlan]
    /// The documentation's lines, without `///`.
    public var documentation: [String]
    /// Whether it should no longer be used.
    public var isDeprecated: Bool
    /// Whether only responses have it.
    public var isReadOnly: Bool
    /// Whether only requests have it.
    public var isWriteOnly: Bool
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [ExtensionPlan] = []
    /// Where it stands.
    public var location: SourceLocation

    /// Whether the Swift type is an `Optional`.
    public var isOptional: Bool { isNullable || (!isRequired && decodingDefault == nil) }

    /// The type with its `Optional`.
    public var fullType: SwiftType { isOptional ? type.asOptional : type }

    func named(_ name: String) -> PropertyPlan {
        var plan = self
        plan.name = name
        return plan
    }
}

/// A keyword that limits values, kept for validation and documentation.
public struct ConstraintPlan: Sendable, Hashable {
    /// The keyword.
    public var keyword: String
    /// Its value as text.
    public var value: String
}

/// A struct around a raw value, with the values that the document knows, or an enum of only these.
public struct EnumPlan: Sendable {
    /// One of the values that the document lists.
    public struct Case: Sendable {
        /// The constant or case, without backticks.
        public var name: String
        /// The value as a Swift literal.
        public var literal: String
        /// The value as the document writes it.
        public var value: String
        /// Whether it should no longer be used.
        public var isDeprecated = false
        /// The documentation's lines, without `///`.
        public var documentation: [String]
    }

    /// The type of the raw values.
    public var rawType: SwiftType
    /// The values that the document lists.
    public var cases: [Case]
    /// Whether there are no other values than the cases.
    public var isClosed = false
}

/// An enum with one case per alternative.
public struct AlternativesPlan: Sendable {
    /// An alternative.
    public struct Case: Sendable {
        /// The case, without backticks.
        public var name: String
        /// The type of its value.
        public var type: SwiftType
        /// Whether the case is `indirect`, since its value can hold one of the enum.
        public var isIndirect = false
        /// The values of the discriminator that stand for this alternative.
        public var values: [String]
        /// Whether the alternative's own type need not have one of them, so that the enum has to write it.
        public var lacksValue = false
        /// The kinds of JSON value that this alternative can be.
        public var kinds: Set<JSONKindPlan>
        /// The documentation's lines, without `///`.
        public var documentation: [String]
    }

    /// How a value tells which alternative it is.
    public enum Selection: Sendable {
        /// By the value of a member.
        case discriminator(property: String)
        /// By its JSON type, and among those of one type by trying in the order of ``order``.
        case kinds
    }

    /// What becomes of a value whose discriminator the document does not know.
    public enum Unknown: Sendable {
        /// There is none: it is an error, or nothing tells.
        case none
        /// `unknown(String, JSONValue)`.
        case json
        /// `unknown(UnknownSubtype<Base>)`, where the discriminator stands on a base schema.
        case base(SwiftType)
    }

    /// A property that all alternatives have.
    public struct SharedProperty: Sendable {
        /// The property of the enum.
        public var name: String
        /// The property of each alternative.
        public var member: String
        /// Whether it should no longer be used.
        public var isDeprecated: Bool
        /// The type, without `Presence`.
        public var type: SwiftType
        /// Whether the type stands in `Presence`.
        public var hasThreeStates: Bool
        /// The documentation's lines, without `///`.
        public var documentation: [String]
    }

    /// The alternatives, in the order of the document.
    public var cases: [Case]
    /// How a value tells which of them it is.
    public var selection: Selection
    /// What becomes of a value that is none.
    public var unknown: Unknown
    /// Whether the case for such values is `indirect`.
    public var isUnknownIndirect = false
    /// The kinds of JSON value that may be two of the alternatives at once, each with members that the other lacks.
    public var kindsOfBoth: Set<JSONKindPlan> = []
    /// Whether there is a case `both` for such values.
    public var hasBoth: Bool { !kindsOfBoth.isEmpty }
    /// The order in which undiscriminated alternatives are tried, as indices into ``cases``.
    public var order: [Int]
    /// The members of JSON objects that stand beside the alternatives and so are in all of them.
    public var commonMembers: Set<String> = []
    /// The properties that all alternatives have, readable without a switch.
    public var sharedProperties: [SharedProperty]
}

/// A kind of JSON value, as the first byte of its text tells it.
public enum JSONKindPlan: String, Sendable, CaseIterable {
    /// The kinds of values (RFC 8259 §3).
    case object, array, string, number, bool, null
}
