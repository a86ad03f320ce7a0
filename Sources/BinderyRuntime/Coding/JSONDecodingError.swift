import JSONText

/// Why a JSON text does not hold a value of the type asked for, and where.
public struct JSONDecodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Sendable, Equatable {
        /// The text is no JSON; the reason reads as the middle of a sentence.
        case malformed(String)
        /// The text is JSON, but holds another value than the type has room for.
        case mismatch(expected: String, found: String)
        /// An object lacks a member that the type requires.
        case missing(member: String)
        /// An object has a member twice, so that nobody can tell which of the two is meant (RFC 8259 §4).
        case duplicate(member: String)
    }

    /// All of it behind one pointer, so that the functions that throw it stay quick when they do not.
    private final class Storage: Sendable {
        let kind: Kind
        let offset: Int
        let path: String

        init(kind: Kind, offset: Int, path: String) {
            self.kind = kind
            self.offset = offset
            self.path = path
        }
    }

    private let storage: Storage

    /// Makes an error. Readers make theirs with ``JSONReader/missing(in:)`` and ``JSONReader/mismatch(expected:)``.
    public init(_ kind: Kind, offset: Int, path: String = "$") {
        storage = Storage(kind: kind, offset: offset, path: path)
    }

    /// What is wrong.
    public var kind: Kind { storage.kind }
    /// The index of the byte where the offending value (the second key, or the object without the member) begins.
    public var offset: Int { storage.offset }
    /// The path to the place: `$.spec.tags[3]`. For a missing member and one that
    /// occurs twice, the path to the object.
    public var path: String { storage.path }

    /// What is wrong and where, as one sentence without a full stop.
    public var description: String {
        switch kind {
        case .malformed(let reason): "not valid JSON at byte \(offset) (\(path)): \(reason)"
        case .mismatch(let expected, let found): "\(path): expected \(expected), found \(found)"
        case .missing(let member): "\(path): the member '\(member)' is missing"
        case .duplicate(let member): "\(path): the member '\(member)' occurs twice"
        }
    }

    /// Errors are equal when they tell the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.kind == right.kind && left.offset == right.offset && left.path == right.path
    }

    /// The same error with the path to its place, found by reading the text once more.
    func located(in text: UnsafeBufferPointer<UInt8>) -> Self {
        Self(kind, offset: offset, path: JSONPathLocator.path(to: offset, in: text))
    }
}

/// Why a value cannot be written as JSON.
public struct JSONEncodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The number that JSON does not have: `nan`, `inf` or `-inf`.
    public let number: String
    /// How many bytes had been written before it.
    public let offset: Int

    /// What is wrong, as one sentence without a full stop.
    public var description: String { "JSON has no number \(number) (after \(offset) bytes of the text)" }
}
