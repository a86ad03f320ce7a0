extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// An object.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
    }
}

extension JSONValue {
    /// The string, where it is one.
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The members, where it is an object.
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
    /// The elements, where it is an array.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// Puts any value that is written as JSON into this form.
    /// - Throws: ``JSONEncodingError`` where the value holds a number that JSON does not have.
    public init(encoding value: some JSONEncodable) throws(JSONEncodingError) {
        let bytes = try value.encoded()
        // What the writer wrote is JSON, but it may be nested deeper than a reader accepts by default.
        self = (try? JSONValue.decode(from: bytes, depthLimit: .max)) ?? .null
    }

    /// Reads a value of another type from this one.
    /// - Throws: ``JSONDecodingError`` where it does not fit.
    public func decoded<Value: JSONDecodable>(as type: Value.Type = Value.self) throws(JSONDecodingError) -> Value {
        var writer = JSONWriter()
        encode(json: &writer)
        return try Value.decode(from: writer.written(), depthLimit: .max)
    }
}
