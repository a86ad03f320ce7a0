import DocumentTree

/// A value outside of bodies: Swagger 2.0 describes it by keywords of the parameter or header itself ("Parameter Object",
/// "Items Object", "Header Object"), where OpenAPI 3 has a schema.
struct SwaggerValue {
    var schema: Schema
    var style: ParameterStyle
    /// Whether the type is `file`.
    var isFile: Bool

    /// Reads a value with the style that says how it is written.
    ///
    /// - Returns: nil where there is no type, which is reported.
    static func read(_ cursor: inout ObjectCursor, in place: SwaggerPlace) -> SwaggerValue? {
        let format = CollectionFormat.read(&cursor)
        guard let schema = readSchema(&cursor, allowsFile: place == .formData) else { return nil }
        let isFile = cursor.node["type"]?.stringText == "file"
        guard schema.types == [.array] else {
            if format != nil { reportNoEffect("collectionFormat", cursor) }
            return SwaggerValue(schema: schema, style: .ofScalar(in: place), isFile: isFile)
        }
        guard schema.items?.types != [.array] else {
            return text(cursor, in: place, "no style of OpenAPI 3 writes arrays inside of arrays")
        }
        if let style = (format ?? .csv).style(in: place) {
            return SwaggerValue(schema: schema, style: style, isFile: isFile)
        }
        let name = format?.rawValue ?? ""
        return text(cursor, in: place, "OpenAPI 3 has no style for '\(name)' in '\(place.rawValue)'")
    }

    /// What cannot be written by a style is left to whoever sends it, as one string.
    private static func text(_ cursor: ObjectCursor, in place: SwaggerPlace, _ reason: String) -> SwaggerValue {
        cursor.context.log.warning(
            "unsupported-collection-format",
            "\(reason); the value is bound as one string",
            at: cursor.node["collectionFormat"]?.location ?? cursor.location,
            help: "join the elements by their separator before they are sent"
        )
        var schema = Schema(location: cursor.location)
        schema.types = [.string]
        return SwaggerValue(schema: schema, style: .ofScalar(in: place), isFile: false)
    }

    // MARK: Schemas

    private static let keywords: [SchemaKeyword] = [
        .format, .defaultValue, .enumeration, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum, .multipleOf,
        .maxLength, .minLength, .pattern, .maxItems, .minItems, .uniqueItems,
    ]

    private static func readSchema(_ cursor: inout ObjectCursor, allowsFile: Bool) -> Schema? {
        let context = cursor.context
        var schema = Schema(location: cursor.location)
        let type = readType(&cursor, allowsFile: allowsFile)
        readItems(&cursor, isArray: type?.value.stringText == "array", into: &schema)
        var members = keywords.compactMap { cursor.take($0.rawValue) }
        if let type { members.insert(type, at: 0) }
        members += cursor.extensions.filter { $0.key == "x-nullable" }
        SchemaReader(context: context, version: .v2_0, allowsFile: allowsFile).read(members, into: &schema)
        schema.extensions = []
        return type == nil ? nil : schema
    }

    /// `type` is one name, and never that of an object.
    private static func readType(_ cursor: inout ObjectCursor, allowsFile: Bool) -> Node.Member? {
        // A `schema` is reported as a key that has no place here.
        let isMisplaced = cursor.node["schema"] != nil || cursor.node["$ref"] != nil
        let found = isMisplaced ? cursor.take("type") : cursor.takeRequired("type", help: help(allowsFile))
        guard let member = found else { return nil }
        switch member.value.stringText {
        case nil:
            cursor.context.reportWrongType(member.value, of: "'type'", expected: "a string")
            return nil
        case "object":
            cursor.context.log.error(
                "unknown-type",
                "\(cursor.kind.phrase) outside of the body cannot be of type 'object'",
                at: member.value.location,
                help: help(allowsFile)
            )
            return nil
        default:
            return member
        }
    }

    private static func help(_ allowsFile: Bool) -> String {
        let names = "the types are string, number, integer, boolean"
        return allowsFile ? "\(names), array and file" : "\(names) and array"
    }

    /// Swagger 2.0, "Items Object".
    private static func readItems(_ cursor: inout ObjectCursor, isArray: Bool, into schema: inout Schema) {
        let context = cursor.context
        guard isArray else {
            if cursor.take("items") != nil { reportNoEffect("items", cursor) }
            return
        }
        guard let member = cursor.takeRequired("items", help: "say what the elements of the array are") else {
            schema.items = Schema(location: cursor.location)
            return
        }
        schema.items =
            ObjectCursor.read(member.value, as: .items, in: context) { cursor in
                // Only arrays inside of arrays are written by it, and those are not.
                _ = CollectionFormat.read(&cursor)
                return readSchema(&cursor, allowsFile: false)
            } ?? Schema(location: member.value.location)
    }

    private static func reportNoEffect(_ key: String, _ cursor: ObjectCursor) {
        cursor.context.log.warning(
            "no-effect",
            "'\(key)' has no effect, since the type is not 'array'",
            at: cursor.node[key]?.location ?? cursor.location
        )
    }
}
