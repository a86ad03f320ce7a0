/// Why a JSON text could not be read as asked, and at which byte.
public struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the scanner was ready to accept.
    public enum Expectation: Sendable, Equatable {
        /// The parts of the grammar (RFC 8259 §2) that can be missing.
        case value, key, keyOrClosingBrace, colon, commaOrClosingBrace, commaOrClosingBracket, digit
    }

    /// What is wrong.
    public enum Reason: Sendable, Equatable {
        /// The text stops in the middle of a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8, expected: Expectation)
        /// A comma directly before the closing bracket or brace.
        case trailingComma
        /// A backslash followed by something that RFC 8259 does not define.
        case badEscape
        /// A `\u` escape that is half of a surrogate pair.
        case loneSurrogate
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// A raw control character inside a string.
        case controlCharacter(UInt8)
        /// A number written with zeros in front, such as `007`.
        case leadingZero
        /// Something other than space after the one value of the text.
        case trailingContent
        /// More arrays and objects within each other than the limit allows.
        case tooDeep(limit: Int)

        /// A legal value, of another kind than the caller asked for.
        case unexpectedKind(JSONScanner.Kind, expected: JSONScanner.Kind)
        /// A legal number with a fraction, where an integer was asked for.
        case notAnInteger
        /// A legal integer that does not fit 64 bits.
        case integerOverflow
        /// A legal number that no `Double` can stand for.
        case numberOutOfRange
    }

    /// The index of the byte where it went wrong.
    public let offset: Int
    /// What is wrong there.
    public let reason: Reason

    /// Makes an error for the byte at `offset`.
    public init(_ reason: Reason, at offset: Int) {
        self.offset = offset
        self.reason = reason
    }

    /// True where the text is not JSON at all; false where it is, but holds another value than the caller asked for.
    public var isMalformed: Bool {
        switch reason {
        case .unexpectedKind, .notAnInteger, .integerOverflow, .numberOutOfRange: false
        default: true
        }
    }

    /// What is wrong, as the middle of a sentence: without capital, place or full stop.
    public var message: String {
        switch reason {
        case .unexpectedEnd: "the text ends in the middle of a value"
        case .unexpectedByte(let byte, let expected): "found \(Self.name(of: byte)) where \(expected) must stand"
        case .trailingComma: "a comma must not stand before the closing bracket"
        case .badEscape: "this escape sequence does not exist in JSON"
        case .loneSurrogate: "this escape is half of a surrogate pair"
        case .invalidUTF8: "these bytes are not UTF-8"
        case .controlCharacter(let byte): "\(Self.name(of: byte)) must be escaped inside a string"
        case .leadingZero: "a number must not begin with zeros"
        case .trailingContent: "there is more text after the value"
        case .tooDeep(let limit): "arrays and objects are nested more than \(limit) deep"
        case .unexpectedKind(let found, let expected): "found \(found) where \(expected) is expected"
        case .notAnInteger: "this number is not an integer"
        case .integerOverflow: "this integer does not fit 64 bits"
        case .numberOutOfRange: "this number is out of the range of a double"
        }
    }

    /// The message with the byte offset.
    public var description: String { "\(message) (at byte \(offset))" }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Character(Unicode.Scalar(byte)))'"
        case 0x20: "a space"
        case 0x09: "a tab"
        case 0x0A, 0x0D: "a line break"
        case 0x80...: "a character outside ASCII"
        default: "control character \(byte)"
        }
    }
}

extension JSONSyntaxError.Expectation: CustomStringConvertible {
    /// The expected thing, as it reads in a message.
    public var description: String {
        switch self {
        case .value: "a value"
        case .key: "a key in double quotes"
        case .keyOrClosingBrace: "a key in double quotes or '}'"
        case .colon: "':'"
        case .commaOrClosingBrace: "',' or '}'"
        case .commaOrClosingBracket: "',' or ']'"
        case .digit: "a digit"
        }
    }
}
