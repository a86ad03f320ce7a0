/// A value of a kind that the document does not describe: what its base describes of it, and all of it.
public struct UnknownSubtype<Base: JSONModel>: JSONModel {
    /// The members that every kind has.
    public let base: Base
    /// The whole value, which is what is written.
    public let json: JSONValue

    /// Makes a value that has nothing but the members of the base.
    /// - Throws: ``JSONEncodingError`` where the base holds a number that JSON does not have.
    public init(_ base: Base) throws(JSONEncodingError) {
        self.base = base
        json = try JSONValue(encoding: base)
    }

    /// Reads the value twice, as the base and as it is.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        let mark = reader.mark()
        base = try Base(json: &reader)
        reader.reset(mark)
        json = try reader.unknown()
    }

    /// Writes the value as it was read.
    public func encode(json writer: inout JSONWriter) {
        writer.value(json)
    }
}

extension UnknownSubtype: Equatable where Base: Equatable {}

extension UnknownSubtype: Hashable where Base: Hashable {}
