import DocumentTree

/// Brings the two spellings of exclusive limits to one ``Bound``.
///
/// In Swagger 2.0 and OpenAPI 3.0 `exclusiveMinimum` is a boolean that makes `minimum` exclusive (JSON Schema Wright-00 §5.3); in 3.1
/// it is a limit of its own (JSON Schema 2020-12 validation §6.2.5). Where both limits of 3.1 are given, the stricter
/// one is the schema's limit.
struct NumericBounds {
    private struct Limit {
        var inclusive: Node?
        var exclusive: Node?
        var isExclusive: Node?
    }

    private var minimum = Limit()
    private var maximum = Limit()
    private var isEmpty = true

    /// Takes one of the four keywords.
    mutating func take(
        _ keyword: SchemaKeyword,
        _ member: Node.Member,
        version: SpecificationVersion,
        in context: ReadingContext
    ) {
        isEmpty = false
        switch (keyword, member.value.value) {
        case (.minimum, .integer), (.minimum, .decimal):
            minimum.inclusive = member.value
        case (.maximum, .integer), (.maximum, .decimal):
            maximum.inclusive = member.value
        case (.exclusiveMinimum, .integer), (.exclusiveMinimum, .decimal):
            reportOtherVersion(member, isUsual: version.usesJSONSchema, version, context)
            minimum.exclusive = member.value
        case (.exclusiveMaximum, .integer), (.exclusiveMaximum, .decimal):
            reportOtherVersion(member, isUsual: version.usesJSONSchema, version, context)
            maximum.exclusive = member.value
        case (.exclusiveMinimum, .bool(let value)):
            reportOtherVersion(member, isUsual: !version.usesJSONSchema, version, context)
            if value { minimum.isExclusive = member.value }
        case (.exclusiveMaximum, .bool(let value)):
            reportOtherVersion(member, isUsual: !version.usesJSONSchema, version, context)
            if value { maximum.isExclusive = member.value }
        default:
            context.reportWrongType(member.value, of: "'\(member.key)'", expected: "a number")
        }
    }

    /// Writes what was taken into the schema.
    func apply(to schema: inout Schema, in context: ReadingContext) {
        if isEmpty { return }
        (schema.minimum, schema.looserMinimum) = bounds(minimum, "minimum", context) { $0 > $1 }
        (schema.maximum, schema.looserMaximum) = bounds(maximum, "maximum", context) { $0 < $1 }
    }

    private func bounds(
        _ limit: Limit,
        _ name: String,
        _ context: ReadingContext,
        isStricter: (Double, Double) -> Bool
    ) -> (stricter: Bound?, looser: Bound?) {
        guard let inclusive = limit.inclusive?.numberText else {
            if let flag = limit.isExclusive {
                context.log.warning(
                    "no-effect",
                    "'exclusive\(name.capitalizedFirst)' has no effect without '\(name)'",
                    at: flag.location
                )
            }
            return (limit.exclusive?.numberText.map { Bound(value: $0, isExclusive: true) }, nil)
        }
        guard let exclusive = limit.exclusive?.numberText else {
            return (Bound(value: inclusive, isExclusive: limit.isExclusive != nil), nil)
        }
        let inclusiveWins = isStricter(Double(inclusive) ?? 0, Double(exclusive) ?? 0)
        let bounds = (Bound(value: inclusive, isExclusive: false), Bound(value: exclusive, isExclusive: true))
        return inclusiveWins ? bounds : (bounds.1, bounds.0)
    }

    private func reportOtherVersion(
        _ member: Node.Member,
        isUsual: Bool,
        _ version: SpecificationVersion,
        _ context: ReadingContext
    ) {
        if isUsual { return }
        let limit = member.key == "exclusiveMinimum" ? "minimum" : "maximum"
        context.log.warning(
            "other-version-keyword",
            version.usesJSONSchema
                ? "'\(member.key)' is a number in \(version.name); true is understood as in OpenAPI 3.0"
                : "'\(member.key)' is a boolean in \(version.name); the number is understood as in OpenAPI 3.1",
            at: member.value.location,
            help: version.usesJSONSchema
                ? "write the limit itself here, in place of '\(limit)'"
                : "put the limit under '\(limit)', and 'true' here"
        )
    }
}
