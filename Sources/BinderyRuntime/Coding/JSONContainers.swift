extension Optional: JSONDecodable where Wrapped: JSONDecodable {
    /// Reads a value; nil for `null`.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.valueIfPresent(Wrapped.self)
    }
}

extension Optional: JSONEncodable where Wrapped: JSONEncodable {
    /// Writes the value, or `null`.
    public func encode(json writer: inout JSONWriter) {
        if let self { self.encode(json: &writer) } else { writer.null() }
    }
}

extension Array: JSONDecodable where Element: JSONDecodable {
    /// Reads an array.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try Element.array(json: &reader)
    }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    /// Writes an array.
    public func encode(json writer: inout JSONWriter) {
        writer.beginArray()
        for element in self { element.encode(json: &writer) }
        writer.endArray()
    }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    /// Reads an object whose members are all of one type.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.dictionary(Value.self)
    }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// Writes an object, its members in the order of their keys.
    public func encode(json writer: inout JSONWriter) {
        writer.beginObject()
        writer.members(self)
        writer.endObject()
    }
}
