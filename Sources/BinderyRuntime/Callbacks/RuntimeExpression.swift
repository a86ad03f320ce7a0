import HTTPTypes

/// A text that is made of a call, such as the address of a callback: `{$request.body#/callbackUrl}?id={$request.query.id}`
/// (OpenAPI 3.1.1 §4.8.20.4).
public struct RuntimeExpression: Sendable, Hashable, CustomStringConvertible {
    /// An expression that has no value in a call, or is none.
    public struct Unresolved: Error, Sendable, Equatable, CustomStringConvertible {
        /// The expression: `$request.body#/callbackUrl`.
        public let expression: String
        /// What is wrong with it, as one sentence without a full stop.
        public let description: String
    }

    /// The expression as documents write it.
    public let description: String

    /// Makes an expression.
    /// - Parameter text: text with expressions in braces, or one expression without.
    public init(_ text: String) {
        description = text
    }

    /// The text that the expression makes of a call.
    /// - Throws: ``Unresolved`` where the call has no such value, or one that is no text.
    public func text(for call: RecordedCall) throws(Unresolved) -> String {
        if description.hasPrefix("$") { return try Self.value(of: description, in: call) }
        var text = ""
        var rest = description[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            text += try Self.value(of: String(rest[rest.index(after: open)..<close]), in: call)
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private static func value(of expression: String, in call: RecordedCall) throws(Unresolved) -> String {
        let parts = expression.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let source = parts.count == 2 ? parts[1] : ""
        let value: String?
        switch parts[0] {
        case "$url": value = call.url
        case "$method": value = call.context.head.method.rawValue
        case "$statusCode": value = call.status.map(String.init)
        case "$request": value = try call.request(source, expression)
        case "$response": value = try call.response(source, expression)
        default: throw Unresolved(expression: expression, description: "'\(expression)' is no runtime expression")
        }
        guard let value else {
            throw Unresolved(expression: expression, description: "the call has no value for '\(expression)'")
        }
        return value
    }
}
