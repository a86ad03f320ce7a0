internal import DocumentTree
internal import OpenAPI

extension ConfigurationReader {
    // MARK: Objects and lists

    /// The members of an object by key; an error for each key that is not one of `known`.
    mutating func members(of node: Node, _ subject: String, known: [String]) -> [String: Node.Member]? {
        guard case .mapping(let members) = node.value else {
            wrongType(node, of: subject, expected: "an object")
            return nil
        }
        for member in members where !known.contains(member.key) {
            log.error(
                "unknown-key",
                "\(subject) has no key '\(member.key.escapedForMessage)'",
                at: member.keyLocation,
                help: suggestion(for: member.key, among: known)
            )
        }
        return Dictionary(members.map { ($0.key, $0) }) { first, _ in first }
    }

    mutating func required(
        _ key: String,
        in members: [String: Node.Member],
        of node: Node,
        _ subject: String
    ) -> Node.Member? {
        if let member = members[key] { return member }
        reportMissing(key, in: node, subject)
        return nil
    }

    mutating func reportMissing(_ key: String, in node: Node, _ subject: String, help: String? = nil) {
        log.error("missing-key", "the key '\(key)' is missing; \(subject) must have it", at: node.location, help: help)
    }

    /// The items of a list. A single text counts as a list of one.
    mutating func items(of member: Node.Member) -> [Node] {
        switch member.value.value {
        case .sequence(let items): return items
        case .string: return [member.value]
        default:
            wrongType(member.value, of: "'\(member.key)'", expected: "a list")
            return []
        }
    }

    // MARK: Texts

    mutating func string(_ node: Node) -> String? {
        if case .string(let text) = node.value { return text }
        wrongType(node, of: "the value", expected: "a string")
        return nil
    }

    /// A path, made relative to the folder that the program runs in.
    mutating func path(_ member: Node.Member) -> String? {
        guard let text = string(member.value) else { return nil }
        guard !text.isEmpty else {
            invalid(
                "'\(member.key)' is empty", at: member.value.location, help: "the configuration's own folder is '.'")
            return nil
        }
        return FilePath.resolving(text, against: file.path)
    }

    /// A name with at most one `*`.
    mutating func pattern(_ node: Node) -> String? {
        guard let text = string(node) else { return nil }
        guard !text.isEmpty, text.utf8.count(where: { $0 == UInt8(ascii: "*") }) <= 1 else {
            invalid("a pattern is a name with at most one '*'", at: node.location)
            return nil
        }
        return text
    }

    /// One of the values that an enumeration lists.
    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(_ member: Node.Member) -> Value? {
        guard let text = string(member.value) else { return nil }
        if let value = Value(rawValue: text) { return value }
        invalid(
            "'\(member.key)' cannot be '\(text.escapedForMessage)'",
            at: member.value.location,
            help: suggestion(for: text, among: Value.allCases.map(\.rawValue))
        )
        return nil
    }

    mutating func identifier(_ member: Node.Member) -> String? {
        identifier(member.value)
    }

    mutating func identifier(_ node: Node, allowsDots: Bool = false) -> String? {
        guard let text = string(node) else { return nil }
        let parts = allowsDots ? text.split(separator: ".", omittingEmptySubsequences: false).map(String.init) : [text]
        guard parts.allSatisfy(Self.isIdentifier) else {
            invalid("'\(text.escapedForMessage)' is not a Swift name", at: node.location)
            return nil
        }
        return text
    }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return text.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
    }

    // MARK: Errors

    mutating func invalid(_ message: String, at location: SourceLocation, help: String? = nil) {
        log.error("invalid-value", message, at: location, help: help)
    }

    func suggestion(for word: String, among known: [String]) -> String {
        Spelling.closest(to: word, among: known).map { "did you mean '\($0)'?" }
            ?? "possible are \(known.map { "'\($0)'" }.joined(separator: ", "))"
    }

    mutating func wrongType(_ node: Node, of subject: String, expected: String) {
        let actual =
            switch node.value {
            case .null: "null"
            case .bool: "a boolean"
            case .integer: "an integer"
            case .decimal: "a number"
            case .string: "a string"
            case .sequence: "a list"
            case .mapping: "an object"
            }
        log.error("wrong-type", "\(subject) must be \(expected), but is \(actual)", at: node.location)
    }
}
