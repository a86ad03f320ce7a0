import BinderyRuntime

extension JSONValue {
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    var array: [JSONValue]? { if case .array(let array) = self { array } else { nil } }

    /// A member of an object; null counts as none.
    subscript(key: String) -> JSONValue? {
        guard let value = object?[key], value != .null else { return nil }
        return value
    }

    /// The value as JSON, shortened.
    var text: String {
        guard let bytes = try? encoded() else { return "?" }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.count > 300 ? text.prefix(300) + "…" : text
    }
}
