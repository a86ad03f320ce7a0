/// An enumeration of the document that takes no values but those that the document lists.
///
/// ```swift
/// public enum State: String, ClosedEnum {
///     case active = "ACTIVE"
/// }
/// ```
public protocol ClosedEnum: RawRepresentable, CaseIterable, Hashable, ScalarParameterValue, CustomStringConvertible
where RawValue: ScalarParameterValue & Hashable {}

extension ClosedEnum {
    /// The raw value as text.
    public var description: String { rawValue.parameterText }

    /// Reads the raw value.
    /// - Throws: ``JSONDecodingError`` for one that the document does not list.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        let start = reader.mark()
        guard let value = Self(rawValue: try RawValue(json: &reader)) else {
            reader.reset(start)
            throw reader.mismatch(expected: Self.parameterExpectation)
        }
        self = value
    }

    /// Writes the raw value.
    public func encode(json writer: inout JSONWriter) {
        rawValue.encode(json: &writer)
    }

    /// The raw value as text.
    public var parameterText: String { rawValue.parameterText }

    /// Reads the raw value from text; nil where the document does not list it.
    public init?(parameterText: String) {
        guard let rawValue = RawValue(parameterText: parameterText) else { return nil }
        self.init(rawValue: rawValue)
    }

    /// What a message says is expected.
    public static var parameterExpectation: String {
        "one of \(allCases.map { "'\($0.rawValue.parameterText)'" }.joined(separator: ", "))"
    }
}
