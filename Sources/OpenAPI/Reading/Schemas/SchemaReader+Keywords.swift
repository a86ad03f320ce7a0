import DocumentTree
import RegularExpressions

/// Keywords that need more than one step.
extension SchemaReader {
    func readReference(_ node: Node, into schema: inout Schema) {
        guard let text = node.stringText else {
            context.reportWrongType(node, of: "'$ref'", expected: "a string")
            return
        }
        schema.reference = context.schema(referredToBy: text, at: node.location)
    }

    /// `type`: one name, or in JSON Schema a list of them (JSON Schema 2020-12 validation §6.1.1).
    func readType(_ node: Node, into schema: inout Schema) {
        switch node.value {
        case .string(let name):
            if name == "null" { reportOtherVersionType(node, "'null'") }
            addType(name, at: node, into: &schema)
        case .sequence(let items):
            reportOtherVersionType(node, "a list of types")
            if items.isEmpty {
                context.log.error("empty-list", "'type' must name at least one type", at: node.location)
            }
            for item in items {
                if let name = item.stringText {
                    addType(name, at: item, into: &schema)
                } else if item.isNull {
                    context.log.warning(
                        "wrong-type",
                        "each item of 'type' must be a string, but is null; it is understood as 'null'",
                        at: item.location,
                        help: "write it in quotes"
                    )
                    schema.isNullable = true
                } else {
                    context.reportWrongType(item, of: "each item of 'type'", expected: "a string")
                }
            }
        default:
            context.reportWrongType(node, of: "'type'", expected: "a string")
        }
        schema.isOnlyNull = schema.isNullable && schema.types.isEmpty
    }

    private func reportOtherVersionType(_ node: Node, _ spelling: String) {
        // JSON Schema draft 4, which Swagger 2.0 takes `type` from, has both.
        if version != .v3_0 { return }
        context.log.warning(
            "other-version-keyword",
            "OpenAPI 3.0 does not know \(spelling) as 'type'; it is understood as in OpenAPI 3.1",
            at: node.location,
            help: "use 'nullable: true' for null, or declare 'openapi: 3.1.0'"
        )
    }

    private func addType(_ name: String, at node: Node, into schema: inout Schema) {
        if name == "null" {
            schema.isNullable = true
        } else if let type = JSONType(rawValue: name) {
            if !schema.types.contains(type) { schema.types.append(type) }
        } else if name == "file", allowsFile {
            schema.types.append(.string)
            schema.format = "binary"
        } else {
            let names = ["object", "array", "string", "number", "integer", "boolean"]
            context.log.error(
                "unknown-type",
                "there is no type '\(name.escapedForMessage)'",
                at: node.location,
                help: unknownTypeHelp(name) ?? Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" }
                    ?? "the types are object, array, string, number, integer and boolean"
            )
        }
    }

    /// Names that other notations have for what OpenAPI expresses by a format.
    private func unknownTypeHelp(_ name: String) -> String? {
        switch name {
        case "file" where version == .v2_0: "only responses and form parameters can be a 'file'"
        case "file": "write 'type: string' with 'format: binary'"
        case "date", "date-time", "uuid", "uri", "byte", "binary": "write 'type: string' with 'format: \(name)'"
        case "float", "double": "write 'type: number' with 'format: \(name)'"
        case "long", "int64": "write 'type: integer' with 'format: int64'"
        case "int", "int32": "write 'type: integer' with 'format: int32'"
        case "any": "leave 'type' out to accept every value"
        default: nil
        }
    }

    func readEnumeration(_ member: Node.Member, into schema: inout Schema) {
        guard case .sequence(let values) = member.value.value else {
            wrongType(member, expected: "a list")
            return
        }
        schema.enumValues = values
        if values.isEmpty {
            context.log.warning("empty-list", "'enum' allows no value at all", at: member.value.location)
        }
        var seen: Set<String> = []
        for value in values {
            if let text = value.stringText, !seen.insert(text).inserted {
                context.log.warning(
                    "duplicate-value", "'enum' lists '\(text.escapedForMessage)' twice", at: value.location)
            }
        }
    }

    func required(_ member: Node.Member) -> [String] {
        if case .bool = member.value.value {
            wrongType(
                member,
                expected: "a list of property names",
                help: "list the property in the 'required' of the object that has it"
            )
            return []
        }
        var seen: Set<String> = []
        return strings(member.value, of: member.key).filter { seen.insert($0).inserted }
    }

    func readAdditionalProperties(_ node: Node, into schema: inout Schema) {
        if case .bool(let isAllowed) = node.value {
            schema.additionalProperties = isAllowed ? .allowed : .forbidden
        } else {
            schema.additionalProperties = .schema(Schema.read(node, in: context))
        }
    }

    func dependentRequired(_ member: Node.Member) -> [(name: String, required: [String])] {
        guard let members = member.value.objectMembers else {
            wrongType(member, expected: "an object")
            return []
        }
        return members.map { (name: $0.key, required: strings($0.value, of: $0.key)) }
    }

    /// `items` is one schema. Before JSON Schema 2020-12 a list of them meant what `prefixItems` says now, and is
    /// understood so.
    func readItems(_ member: Node.Member, into schema: inout Schema) {
        guard case .sequence = member.value.value else {
            schema.items = Schema.read(member.value, in: context)
            return
        }
        context.log.warning(
            "other-version-keyword",
            "'items' must be one schema in \(version.name); the list is understood as 'prefixItems'",
            at: member.value.location,
            help: version.usesJSONSchema ? "write 'prefixItems'" : nil
        )
        schema.prefixItems = schemaList(member)
    }

    func readPattern(_ member: Node.Member, into schema: inout Schema) {
        schema.pattern = string(member)
        if let pattern = schema.pattern { check(pattern: pattern, at: member.value.location) }
    }

    func patternProperties(_ member: Node.Member) -> [Property] {
        let properties = schemaMap(member)
        for property in properties { check(pattern: property.name, at: property.nameLocation) }
        return properties
    }

    /// Tries a pattern with what it will be matched with (JSON Schema 2020-12 core §6.4).
    private func check(pattern: String, at location: SourceLocation) {
        do throws(RegularExpressionError) {
            _ = try RegularExpression(pattern)
        } catch {
            context.log.warning(
                "invalid-pattern",
                "'\(pattern.escapedForMessage)' is no regular expression that can be checked: \(error)",
                at: location,
                help: "patterns are those of ECMA-262 (JavaScript)"
            )
        }
    }

    func readMultipleOf(_ member: Node.Member, into schema: inout Schema) {
        guard let text = member.value.numberText else {
            wrongType(member, expected: "a number")
            return
        }
        guard let number = Double(text), number > 0 else {
            context.log.error("out-of-range", "'multipleOf' must be greater than zero", at: member.value.location)
            return
        }
        schema.multipleOf = text
    }

    /// `examples` is a list (JSON Schema 2020-12 validation §9.5). Named examples, which media types have, are taken by
    /// their values: they say nothing that a binding depends on.
    func readExamples(_ member: Node.Member, into schema: inout Schema) {
        switch member.value.value {
        case .sequence(let examples):
            schema.examples += examples
        case .mapping(let members):
            schema.examples += members.map { $0.value["value"] ?? $0.value }
            context.log.warning(
                "wrong-type",
                "'examples' of a schema must be a list, but is an object",
                at: member.value.location
            )
        default:
            wrongType(member, expected: "a list")
        }
    }
}
