import JSONText
import RegularExpressions

/// The types that a schema allows, JSON Schema 2020-12 validation §6.1.1.
struct SchemaTypes: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = Self(rawValue: 1)
    static let boolean = Self(rawValue: 2)
    static let integer = Self(rawValue: 4)
    static let number = Self(rawValue: 8)
    static let string = Self(rawValue: 16)
    static let array = Self(rawValue: 32)
    static let object = Self(rawValue: 64)
    static let any: Self = [.null, .boolean, .integer, .number, .string, .array, .object]

    static let named: [(name: String, type: SchemaTypes)] = [
        ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .number), ("string", .string),
        ("array", .array), ("object", .object),
    ]
}

/// A schema, ready to be applied to values. References are indices, so that schemas may lead back to themselves.
final class SchemaNode: Sendable {
    let types: SchemaTypes
    let assertions: [Assertion]

    init(types: SchemaTypes = .any, assertions: [Assertion] = []) {
        self.types = types
        self.assertions = assertions
    }

    /// What accepts every value.
    static let anything = SchemaNode()
    /// What accepts none.
    static let nothing = SchemaNode(assertions: [.nothing])
}

/// One keyword of a schema, or several that are looked at together.
enum Assertion: Sendable {
    /// The schema `false`.
    case nothing
    case reference(Int)
    /// `enum` and `const`.
    case values([JSONTape], keyword: String)

    case minimum(DecimalNumber, isExclusive: Bool)
    case maximum(DecimalNumber, isExclusive: Bool)
    case multipleOf(DecimalNumber)

    case minLength(Int)
    case maxLength(Int)
    case pattern(RegularExpression)

    case minItems(Int)
    case maxItems(Int)
    case uniqueItems
    case items(prefix: [SchemaNode], rest: SchemaNode?)
    case contains(SchemaNode, minimum: Int, maximum: Int?)

    case minProperties(Int)
    case maxProperties(Int)
    case members(MemberRules)
    case dependentRequired(name: String, required: [String])
    case dependentSchema(name: String, SchemaNode)

    case allOf([SchemaNode])
    case anyOf([SchemaNode])
    case oneOf([SchemaNode])
    case discriminator(DiscriminatorRule)
    case not(SchemaNode)
    case condition(if: SchemaNode, then: SchemaNode, else: SchemaNode)
}

/// `properties`, `required`, `patternProperties`, `additionalProperties` and `propertyNames`.
final class MemberRules: Sendable {
    /// The names of `properties` and then those that are only in `required`.
    let keys: JSONText.JSONKeyTable
    let properties: [SchemaNode]
    /// How many of ``properties`` are stated; the names behind them are additional ones.
    let statedCount: Int
    let required: [String]
    /// Whether each of ``keys`` is required.
    let isRequired: [Bool]
    /// One bit for each of ``keys`` that is required; nil where there are more keys than bits.
    let requiredMask: UInt64?
    let patterns: [(pattern: RegularExpression, schema: SchemaNode)]
    let additional: SchemaNode?
    let names: SchemaNode?

    init(
        properties: [(name: String, schema: SchemaNode)], required: [String],
        patterns: [(pattern: RegularExpression, schema: SchemaNode)], additional: SchemaNode?, names: SchemaNode?
    ) {
        var isRequired = properties.map { _ in false }
        var others: [String] = []
        for name in required {
            if let index = properties.firstIndex(where: { $0.name.isSame(as: name) }) {
                isRequired[index] = true
            } else {
                others.append(name)
            }
        }
        isRequired += others.map { _ in true }
        keys = JSONText.JSONKeyTable(properties.map(\.name) + others)
        self.properties = properties.map(\.schema)
        statedCount = properties.count
        self.required = required
        self.isRequired = isRequired
        requiredMask =
            isRequired.count > UInt64.bitWidth
            ? nil : isRequired.enumerated().reduce(0) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 }
        self.patterns = patterns
        self.additional = additional
        self.names = names
    }
}

/// OpenAPI's `discriminator`: which schema a member's value chooses.
final class DiscriminatorRule: Sendable {
    let property: String
    let schemas: [String: SchemaNode]
    /// Whether there are no others: alternatives, not the subtypes of a schema that may be meant itself.
    let isClosed: Bool

    init(property: String, schemas: [String: SchemaNode], isClosed: Bool) {
        self.property = property
        self.schemas = schemas
        self.isClosed = isClosed
    }
}

extension SchemaNode {
    /// The references in it, wherever they stand.
    var references: [Int] {
        assertions.flatMap { assertion in
            if case .reference(let index) = assertion { return [index] }
            return assertion.parts.flatMap(\.references)
        }
    }

    /// Whether there is more to check than types and required members, which decoding a model checks anyway; but for `null`
    /// alone, which no Swift type stands for.
    var isConstrained: Bool {
        types == .null
            || assertions.contains { assertion in
                switch assertion {
                case .reference: false
                case .items, .allOf, .discriminator: assertion.parts.contains { $0.isConstrained }
                case .members(let rules):
                    !rules.patterns.isEmpty || rules.names != nil || assertion.parts.contains { $0.isConstrained }
                default: true
                }
            }
    }
}

extension Assertion {
    /// The schemas in it.
    var parts: [SchemaNode] {
        switch self {
        case .items(let prefix, let rest): prefix + [rest].compactMap(\.self)
        case .contains(let schema, _, _), .dependentSchema(_, let schema), .not(let schema): [schema]
        case .members(let rules):
            rules.properties + rules.patterns.map(\.schema) + [rules.additional, rules.names].compactMap(\.self)
        case .allOf(let schemas), .anyOf(let schemas), .oneOf(let schemas): schemas
        case .discriminator(let rule): Array(rule.schemas.values)
        case .condition(let test, let then, let otherwise): [test, then, otherwise]
        default: []
        }
    }
}
