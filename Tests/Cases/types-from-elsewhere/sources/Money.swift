public import BinderyRuntime
public import Foundation

/// An amount in cents.
public struct Money: JSONModel {
    public var cents: Int

    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        cents = 0
        _ = try reader.beginObject()
        while let key = try reader.nextKey() {
            if key == "amount" { cents = Int(try reader.double() * 100) } else { try reader.skipValue() }
        }
    }

    public func encode(json writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("\"amount\":", Double(cents) / 100)
        writer.endObject()
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
