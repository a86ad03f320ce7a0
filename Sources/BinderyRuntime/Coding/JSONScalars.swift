#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension String: JSONDecodable, JSONEncodable {
    /// Reads a string.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.string()
    }

    /// Reads an array of strings.
    public static func array(json reader: inout JSONReader) throws(JSONDecodingError) -> [String] {
        if try reader.isTextForList() { return [try reader.string()] }
        try reader.beginArray()
        guard try reader.nextElement() else { return [] }
        var values: [String] = []
        values.reserveCapacity(4)
        repeat {
            values.append(try reader.string())
        } while try reader.nextElement()
        return values
    }

    /// Writes a string.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension Bool: JSONDecodable, JSONEncodable {
    /// Reads `true` or `false`.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.bool()
    }

    /// Writes `true` or `false`.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension Int: JSONDecodable, JSONEncodable {
    /// Reads an integer.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.int()
    }

    /// Reads an array of integers.
    public static func array(json reader: inout JSONReader) throws(JSONDecodingError) -> [Int] {
        if try reader.isTextForList() { return [try reader.int()] }
        try reader.beginArray()
        guard try reader.nextElement() else { return [] }
        var values: [Int] = []
        values.reserveCapacity(4)
        repeat {
            values.append(try reader.int())
        } while try reader.nextElement()
        return values
    }

    /// Writes an integer.
    public func encode(json writer: inout JSONWriter) {
        writer.value(Int64(self))
    }
}

extension Int32: JSONDecodable, JSONEncodable {
    /// Reads an integer of 32 bits.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.int32()
    }

    /// Writes an integer.
    public func encode(json writer: inout JSONWriter) {
        writer.value(Int64(self))
    }
}

extension Int64: JSONDecodable, JSONEncodable {
    /// Reads an integer of 64 bits.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.int64()
    }

    /// Reads an array of integers.
    public static func array(json reader: inout JSONReader) throws(JSONDecodingError) -> [Int64] {
        if try reader.isTextForList() { return [try reader.int64()] }
        try reader.beginArray()
        guard try reader.nextElement() else { return [] }
        var values: [Int64] = []
        values.reserveCapacity(4)
        repeat {
            values.append(try reader.int64())
        } while try reader.nextElement()
        return values
    }

    /// Writes an integer.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension UInt64: JSONDecodable, JSONEncodable {
    /// Reads a non-negative integer below 2^63.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.uint64()
    }

    /// Writes an integer.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension Double: JSONDecodable, JSONEncodable {
    /// Reads a number.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.double()
    }

    /// Reads an array of numbers.
    public static func array(json reader: inout JSONReader) throws(JSONDecodingError) -> [Double] {
        if try reader.isTextForList() { return [try reader.double()] }
        try reader.beginArray()
        guard try reader.nextElement() else { return [] }
        var values: [Double] = []
        values.reserveCapacity(4)
        repeat {
            values.append(try reader.double())
        } while try reader.nextElement()
        return values
    }

    /// Writes a number; infinities and NaN make the text fail.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension Float: JSONDecodable, JSONEncodable {
    /// Reads a number.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.float()
    }

    /// Writes a number; infinities and NaN make the text fail.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension Date: JSONDecodable, JSONEncodable {
    /// Reads a date with time.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.date()
    }

    /// Writes a date with time.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}

extension Data: JSONDecodable, JSONEncodable {
    /// Reads bytes in base64.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.data()
    }

    /// Writes bytes in base64.
    public func encode(json writer: inout JSONWriter) {
        writer.value(self)
    }
}
