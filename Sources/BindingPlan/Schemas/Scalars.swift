internal import OpenAPI

/// The Swift types of JSON's simple types and their formats.
enum Scalars {
    static func type(_ type: JSONType, _ schema: Schema) -> SwiftType? {
        switch type {
        case .string: string(schema)
        case .integer: integer(schema.format)
        case .number: schema.format == "float" ? .float : .double
        case .boolean: .bool
        case .object, .array: nil
        }
    }

    static func integer(_ format: String?) -> SwiftType {
        switch format {
        case "int64", "long": .int64
        case "int32": .int32
        default: .int
        }
    }

    private static func string(_ schema: Schema) -> SwiftType {
        switch schema.format {
        case "date-time": .date
        case "byte", "binary": .data
        default: schema.contentEncoding == "base64" ? .data : .string
        }
    }
}
