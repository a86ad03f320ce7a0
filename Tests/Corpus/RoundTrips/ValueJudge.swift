import BinderyRuntime

/// Tells whether values are what their schemas describe, and what else their texts could have been meant for.
struct ValueJudge {
    private let schemas: SchemaSet

    /// What the Swift types of formats demand, as JSON Schema: RFC 3339 §5.6, RFC 4648 §4, and the ranges of integers.
    static let formats = [
        "date-time": #"{"pattern":"^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$"}"#,
        "byte": #"{"pattern":"^[A-Za-z0-9+/]*={0,2}$"}"#,
        "int32": #"{"minimum":-2147483648,"maximum":2147483647}"#,
        "int64": #"{"minimum":-9223372036854775808,"maximum":9223372036854775807}"#,
    ]

    /// - Parameter text: all schemas, as ``SchemaSet`` takes them.
    /// - Throws: where they are none, and no value would be valid.
    init(_ text: String) throws {
        schemas = SchemaSet(text)
        if schemas[""] != nil { throw Unusable() }
    }

    struct Unusable: Error {}

    /// What is wrong with a value by its schema, each violation a line.
    func violations(of json: String, by schema: String) -> [String] {
        guard let schema = schemas[schema] else { return [] }
        do {
            let report = try schema.validate(text: Array(json.utf8))
            return report.violations.map { $0.description.split(whereSeparator: \.isNewline).joined(separator: " ") }
        } catch {
            return ["is no JSON: \(error)"]
        }
    }

    /// What a string was meant for that its schema does not allow: the JSON value that its text spells, if the schema
    /// allows that, or if it is an object or an array, which nobody writes for text.
    func spelled(by json: String, for schema: String) -> String? {
        guard let text = try? String.decode(from: json) else { return nil }
        // Between JSON tokens one white space is as good as another; inside there is none of these.
        let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        guard let value = try? JSONValue.decode(from: line) else { return nil }
        switch value {
        case .object, .array: return line
        default: return violations(of: line, by: schema).isEmpty ? line : nil
        }
    }
}
