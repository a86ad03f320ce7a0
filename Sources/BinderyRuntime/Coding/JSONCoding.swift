#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A type whose values are read from JSON.
public protocol JSONDecodable: Sendable {
    /// Reads one value, which the reader then has passed.
    /// - Throws: ``JSONDecodingError`` where the text is no JSON, or holds another value.
    init(json reader: inout JSONReader) throws(JSONDecodingError)

    /// Reads an array of such values. There is a default; only types of the runtime have a quicker way.
    static func array(json reader: inout JSONReader) throws(JSONDecodingError) -> [Self]
}

/// A type whose values are written as JSON.
public protocol JSONEncodable: Sendable {
    /// Writes the value, as exactly one JSON value.
    ///
    /// What JSON cannot express (a NaN) is remembered by the writer and thrown at the end.
    func encode(json writer: inout JSONWriter)

    /// Writes the value as the next member of an object. There is a default; only optional values may be left out.
    func encode(as member: inout JSONMember, json writer: inout JSONWriter)
}

/// What generated models are: read from JSON and written to it.
public typealias JSONModel = JSONDecodable & JSONEncodable

extension JSONDecodable {
    /// Reads a whole JSON text.
    /// - Parameters:
    ///   - bytes: the text, UTF-8; a byte order mark in front is passed over (RFC 8259 §8.1 allows it).
    ///   - depthLimit: how deep arrays and objects may be nested.
    /// - Returns: the one value of the text. Members that the type does not know are passed over.
    /// - Throws: ``JSONDecodingError`` with the path to the place; also where an object that is kept has a member twice.
    public static func decode(
        from bytes: [UInt8], depthLimit: Int = JSONReader.defaultDepthLimit
    ) throws(JSONDecodingError) -> Self {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONDecodingError) in
            try decode(from: buffer, depthLimit: depthLimit)
        }
    }

    /// Reads a whole JSON text, as ``decode(from:depthLimit:)`` with an array of bytes does.
    public static func decode(
        from bytes: ArraySlice<UInt8>, depthLimit: Int = JSONReader.defaultDepthLimit
    ) throws(JSONDecodingError) -> Self {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONDecodingError) in
            try decode(from: buffer, depthLimit: depthLimit)
        }
    }

    /// Reads a whole JSON text, as ``decode(from:depthLimit:)`` with an array of bytes does.
    public static func decode(
        from data: Data, depthLimit: Int = JSONReader.defaultDepthLimit
    ) throws(JSONDecodingError) -> Self {
        try decode(from: [UInt8](data), depthLimit: depthLimit)
    }

    /// Reads a whole JSON text, as ``decode(from:depthLimit:)`` with an array of bytes does.
    public static func decode(
        from text: String, depthLimit: Int = JSONReader.defaultDepthLimit
    ) throws(JSONDecodingError) -> Self {
        try decode(from: [UInt8](text.utf8), depthLimit: depthLimit)
    }

    /// Reads a whole text; with `textScalars`, strings stand for numbers and booleans too (see ``ParameterObject``).
    static func decode(
        from text: UnsafeBufferPointer<UInt8>, depthLimit: Int, textScalars: Bool = false
    ) throws(JSONDecodingError) -> Self {
        let text = JSONReader.withoutByteOrderMark(text)
        var reader = JSONReader(text, depthLimit: depthLimit)
        reader.textScalars = textScalars
        do {
            let value = try Self(json: &reader)
            try reader.end()
            return value
        } catch {
            throw error.located(in: text)
        }
    }
}

extension JSONEncodable {
    /// Writes the value as a whole JSON text, UTF-8, without white space.
    /// - Throws: ``JSONEncodingError`` where the value holds a number that JSON does not have.
    public func encoded() throws(JSONEncodingError) -> [UInt8] {
        var writer = JSONWriter()
        encode(json: &writer)
        return try writer.finish()
    }
}
