extension JSONReader {
    /// Reads a value of any type that is read from JSON.
    public mutating func value<Value: JSONDecodable>(_ type: Value.Type) throws(JSONDecodingError) -> Value {
        try Value(json: &self)
    }

    /// Reads a value; nil for `null`.
    public mutating func valueIfPresent<Value: JSONDecodable>(
        _ type: Value.Type
    ) throws(JSONDecodingError) -> Value? {
        if try nullIfPresent() { return nil }
        return try value(type)
    }

    /// Reads an array.
    public mutating func array<Element: JSONDecodable>(_ type: Element.Type) throws(JSONDecodingError) -> [Element] {
        try Element.array(json: &self)
    }

    /// Reads an array; nil for `null`.
    public mutating func arrayIfPresent<Element: JSONDecodable>(
        _ type: Element.Type
    ) throws(JSONDecodingError) -> [Element]? {
        if try nullIfPresent() { return nil }
        return try array(type)
    }

    /// Reads an object whose members are all of one type; a key that comes twice is an error.
    public mutating func dictionary<Value: JSONDecodable>(
        _ type: Value.Type
    ) throws(JSONDecodingError) -> [String: Value] {
        var values: [String: Value] = [:]
        try beginObject()
        while try nextMember() { try member(of: &values) }
        return values
    }

    /// Reads an object whose members are all of one type; nil for `null`.
    public mutating func dictionaryIfPresent<Value: JSONDecodable>(
        _ type: Value.Type
    ) throws(JSONDecodingError) -> [String: Value]? {
        if try nullIfPresent() { return nil }
        return try dictionary(type)
    }
}

extension JSONDecodable {
    /// Reads an array by reading one element after the other.
    public static func array(json reader: inout JSONReader) throws(JSONDecodingError) -> [Self] {
        if try reader.isTextForList() { return [try Self(json: &reader)] }
        try reader.beginArray()
        guard try reader.nextElement() else { return [] }
        var values: [Self] = []
        values.reserveCapacity(2)
        repeat {
            values.append(try Self(json: &reader))
        } while try reader.nextElement()
        return values
    }
}

extension JSONReader {
    /// True where a single string stands for a list of one: a form or a query that names a list's member once.
    mutating func isTextForList() throws(JSONDecodingError) -> Bool {
        guard textScalars else { return false }
        return try peekKind() != .array
    }
}
