public import BinderyRuntime
public import Foundation

/// An amount in cents.
public struct Money: JSONModel {
    public var cents: Int

    private static let jsonKeys = JSONKeyTable("amount", required: 0)

    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        cents = 0
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) {
            if key == 0 { cents = Int(try reader.double() * 100) } else { try reader.skipValue() }
        }
    }

    public func encode(json writer: inout JSONWriter) {
        writer.object(Self.jsonKeys, Double(cents) / 100)
    }
}

public enum Sales {
    /// A parameter, and so one piece of text.
    public struct Number: ScalarParameterValue {
        public var parameterText: String

        public init?(parameterText: String) {
            guard parameterText.hasPrefix("S") else { return nil }
            self.parameterText = parameterText
        }

        public init(json reader: inout JSONReader) throws(JSONDecodingError) {
            parameterText = try reader.string()
        }

        public func encode(json writer: inout JSONWriter) {
            writer.value(parameterText)
        }
    }
}

public struct Place: JSONModel {
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        try reader.skipValue()
    }

    public func encode(json writer: inout JSONWriter) {
        writer.beginObject()
        writer.endObject()
    }
}

/// A type of another module, which gets here what the runtime needs.
extension DateComponents: @retroactive ScalarParameterValue {
    public var parameterText: String { "\(year ?? 0)" }

    public init?(parameterText: String) {
        guard let year = Int(parameterText) else { return nil }
        self.init(year: year)
    }

    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self.init(year: Int(try reader.string()))
    }

    public func encode(json writer: inout JSONWriter) {
        writer.value(parameterText)
    }
}
