/// The keywords of a schema object: those of OpenAPI 3.0.3 §4.7.24 and of JSON Schema 2020-12 with OpenAPI's own
/// vocabulary (3.1.1 §4.8.24).
enum SchemaKeyword: String, CaseIterable {
    case reference = "$ref"
    case type, nullable, format
    case enumeration = "enum"
    case const
    case defaultValue = "default"
    case properties, required, additionalProperties, patternProperties, propertyNames, unevaluatedProperties
    case minProperties, maxProperties, dependentRequired, dependentSchemas
    case items, prefixItems, contains, minContains, maxContains, unevaluatedItems, minItems, maxItems, uniqueItems
    case minLength, maxLength, pattern, contentEncoding, contentMediaType, contentSchema
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case allOf, oneOf, anyOf, not
    case ifSchema = "if"
    case thenSchema = "then"
    case elseSchema = "else"
    case discriminator
    case title, description, example, examples, deprecated, readOnly, writeOnly, xml, externalDocs
    case definitions = "$defs"
    case olderDefinitions = "definitions"
    case anchor = "$anchor"
    case comment = "$comment"
    case dialect = "$schema"
    case id = "$id"
    case dynamicReference = "$dynamicRef"
    case dynamicAnchor = "$dynamicAnchor"
    case vocabulary = "$vocabulary"

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    init?(named name: String) {
        guard let keyword = Self.byName[name] else { return nil }
        self = keyword
    }

    /// The versions whose dialect has the keyword (Swagger 2.0 "Schema Object", OpenAPI 3.0.3 §4.7.24).
    var versions: ClosedRange<SpecificationVersion> {
        switch self {
        case .nullable:
            .v3_0 ... .v3_0
        case .oneOf, .anyOf, .not, .writeOnly, .deprecated:
            .v3_0 ... .v3_2
        case .const, .patternProperties, .propertyNames, .unevaluatedProperties, .dependentRequired, .dependentSchemas,
            .prefixItems, .contains, .minContains, .maxContains, .unevaluatedItems, .contentEncoding,
            .contentMediaType, .contentSchema, .ifSchema, .thenSchema, .elseSchema, .examples, .definitions,
            .olderDefinitions, .anchor, .comment, .dialect, .id, .dynamicReference, .dynamicAnchor, .vocabulary:
            .v3_1 ... .v3_2
        default:
            .v2_0 ... .v3_2
        }
    }

    /// Keywords that say something for people only, and do no harm beside `$ref` before OpenAPI 3.1.
    var isKeptBesideReference: Bool {
        switch self {
        case .reference, .title, .description, .example, .externalDocs: true
        default: false
        }
    }
}

extension SchemaKeyword {
    /// Whether diagnostics point to the keyword itself, since no type comes of it.
    var isRare: Bool {
        switch self {
        case .not, .ifSchema, .thenSchema, .elseSchema, .patternProperties, .propertyNames, .dependentRequired,
            .dependentSchemas, .prefixItems, .contains, .minContains, .maxContains, .contentSchema, .unevaluatedItems:
            true
        default: false
        }
    }
}
