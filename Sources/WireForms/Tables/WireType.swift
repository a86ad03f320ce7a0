/// A type, as far as wire forms write its values in ways of their own.
public indirect enum WireType: Sendable, Equatable {
    /// Nothing.
    case void
    /// Any value.
    case any
    /// An object of members that nobody describes: a dynamic structure.
    case dynamic
    /// Text. Identifiers, enums, dates and URIs are text too.
    case string
    /// Text that is not shown, and bytes in Base64.
    case secret, binary
    /// The other scalars.
    case boolean, integer, number
    /// A list or a set.
    case list(WireType)
    /// A map from text.
    case map(WireType)
    /// The structure of a schema, or an enum.
    case named(String)

    /// Reads a type in the words of a document.
    /// - Parameters:
    ///   - text: `string`, `boolean`, `integer`, `number`, `any`, `[T]`, `{T}`, or a schema's name; empty for nothing.
    ///   - format: the schema's format.
    public init(_ text: some StringProtocol, format: String = "") {
        switch text.first {
        case nil: self = .void
        case "[": self = .list(WireType(text.dropFirst().dropLast(), format: format))
        case "{" where text == "{any}": self = .dynamic
        case "{": self = .map(WireType(text.dropFirst().dropLast(), format: format))
        default: self = Self.simple(String(text), format)
        }
    }

    private static func simple(_ text: String, _ format: String) -> WireType {
        switch (text, format) {
        case ("string", "password"): .secret
        case ("string", "byte"): .binary
        case ("string", _): .string
        case ("boolean", _): .boolean
        case ("integer", _): .integer
        case ("number", _): .number
        case ("any", _): .any
        default: .named(text)
        }
    }
}
