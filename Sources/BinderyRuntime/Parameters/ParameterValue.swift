/// What a parameter carries, before its style turns it into text: a scalar, a list, or named scalars.
public enum ParameterContent: Sendable, Equatable {
    /// One piece of text.
    case scalar(String)
    /// Several pieces of text in their order.
    case list([String])
    /// Names and values in their order; only single scalars can be values, as styles define nothing deeper.
    case map([Member])

    /// One named scalar.
    public struct Member: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its value as text.
        public var value: String

        /// Makes a member.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Which of the three forms a type has as a parameter.
public enum ParameterShape: Sendable, Equatable {
    /// One piece of text.
    case scalar
    /// Several of them.
    case list
    /// Several of them, each with a name.
    case map
}

/// A type that path, query, header and cookie parameters can have (OpenAPI 3.0.3 §4.7.12).
///
/// Every such type is a JSON type too, which makes functions for parameter values more special than those for models.
public protocol ParameterValue: JSONDecodable, JSONEncodable {
    /// The form of the type; it decides how a style's text is taken apart.
    static var parameterShape: ParameterShape { get }

    /// The value, ready for a style.
    var parameterContent: ParameterContent { get }

    /// Makes a value of what a style's text was taken apart to; nil where it does not fit.
    init?(parameterContent: ParameterContent)

    /// What a message says is expected, with its article.
    static var parameterExpectation: String { get }
}

/// A parameter type of one piece of text.
public protocol ScalarParameterValue: ParameterValue {
    /// The value as text, without percent-encoding.
    var parameterText: String { get }

    /// Reads a value from text, percent-encoding already resolved; nil where the text is none.
    init?(parameterText: String)
}

extension ScalarParameterValue {
    /// A scalar.
    public static var parameterShape: ParameterShape { .scalar }

    /// The value as one piece of text.
    public var parameterContent: ParameterContent { .scalar(parameterText) }

    /// Reads the one piece of text.
    public init?(parameterContent: ParameterContent) {
        guard case .scalar(let text) = parameterContent else { return nil }
        self.init(parameterText: text)
    }

    /// What a message says is expected.
    public static var parameterExpectation: String { "a value of the type \(Self.self)" }
}

extension Array: ParameterValue where Element: ScalarParameterValue {
    /// A list.
    public static var parameterShape: ParameterShape { .list }

    /// The elements as text.
    public var parameterContent: ParameterContent { .list(map(\.parameterText)) }

    /// Reads every element.
    public init?(parameterContent: ParameterContent) {
        guard case .list(let texts) = parameterContent else { return nil }
        self.init()
        reserveCapacity(texts.count)
        for text in texts {
            guard let element = Element(parameterText: text) else { return nil }
            append(element)
        }
    }

    /// What a message says is expected.
    public static var parameterExpectation: String { "a list, each element \(Element.parameterExpectation)" }
}

extension Dictionary: ParameterValue where Key == String, Value: ScalarParameterValue {
    /// Named scalars.
    public static var parameterShape: ParameterShape { .map }

    /// The members as text, in the order of their keys.
    public var parameterContent: ParameterContent {
        .map(sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value.parameterText) })
    }

    /// Reads every member; of those that occur twice, the last one counts.
    public init?(parameterContent: ParameterContent) {
        guard case .map(let members) = parameterContent else { return nil }
        self.init(minimumCapacity: members.count)
        for member in members {
            guard let value = Value(parameterText: member.value) else { return nil }
            self[member.name] = value
        }
    }

    /// What a message says is expected.
    public static var parameterExpectation: String { "named values, each \(Value.parameterExpectation)" }
}
