/// An enumeration of the document, which takes values that the document does not know.
///
/// A server of a newer version may send more values than the document lists; that must not break the client. So an
/// enumeration is a struct around its raw value, with one static property for each value of the document.
///
/// ```swift
/// public struct State: OpenEnum {
///     public let rawValue: String
///     public init(rawValue: String) { self.rawValue = rawValue }
///     public static var active: Self { Self(rawValue: "ACTIVE") }
///     public static var knownValues: [Self] { [.active] }
/// }
/// ```
public protocol OpenEnum: RawRepresentable, Hashable, ScalarParameterValue, CustomStringConvertible
where RawValue: ScalarParameterValue & Hashable {
    /// Makes a value, known or not.
    init(rawValue: RawValue)

    /// The values that the document lists, in its order.
    static var knownValues: [Self] { get }
}

extension OpenEnum {
    /// Whether the document lists this value.
    public var isKnown: Bool { Self.knownValues.contains(self) }

    /// The raw value as text.
    public var description: String { rawValue.parameterText }

    /// Reads the raw value; any is accepted.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self.init(rawValue: try RawValue(json: &reader))
    }

    /// Writes the raw value.
    public func encode(json writer: inout JSONWriter) {
        rawValue.encode(json: &writer)
    }

    /// The raw value as text.
    public var parameterText: String { rawValue.parameterText }

    /// Reads the raw value from text; any is accepted that is a raw value at all.
    public init?(parameterText: String) {
        guard let rawValue = RawValue(parameterText: parameterText) else { return nil }
        self.init(rawValue: rawValue)
    }
}

extension OpenEnum where RawValue == String {
    /// Reads the raw value; any is accepted.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self.init(rawValue: try reader.string())
    }

    /// Writes the raw value.
    public func encode(json writer: inout JSONWriter) {
        writer.value(rawValue)
    }
}
