public import DocumentTree

/// Changes that are known and accepted, each with the reason, as a YAML list:
///
/// ```yaml
/// - id: response-property-enum-value-added
///   operation: GET /pets/*
///   reason: Clients of these operations were told.
/// ```
///
/// `operation` (method and path) or `path` narrow an entry down; in them and in `id`, `*` is any text.
public struct IgnoreList: Sendable {
    /// One accepted kind of change.
    struct Entry: Sendable {
        var id: TextPattern
        var operation: TextPattern?
        var path: TextPattern?
        var location: SourceLocation

        /// Whether a change is accepted for an operation, or for what belongs to none where that is nil.
        func matches(_ changeID: String, _ name: OperationName?) -> Bool {
            guard id.matches(changeID) else { return false }
            if let operation, !(name.map { operation.matches($0.description) } ?? false) { return false }
            if let path, !(name.map { path.matches($0.path) } ?? false) { return false }
            return true
        }
    }

    private var used: Set<Int> = []
    var entries: [Entry]

    /// A list without entries.
    public init() { entries = [] }

    /// Reads the list.
    ///
    /// - Parameters:
    ///   - file: Its text.
    ///   - log: Receives what is wrong with it.
    /// - Returns: The list; nil where the log has a new error.
    public init?(_ file: SourceFile, log: inout DiagnosticLog) {
        var reader = IgnoreListReader()
        do throws(Diagnostic) {
            entries = reader.read(try DocumentReader.read(file))
        } catch {
            log.report(error)
            return nil
        }
        reader.log.diagnostics.forEach { log.report($0) }
        if reader.log.hasErrors { return nil }
    }

    /// Whether a change is accepted.
    ///
    /// - Parameters:
    ///   - id: Its id.
    ///   - operation: The operation that it belongs to; nil where it belongs to none.
    public mutating func accepts(_ id: String, of operation: OperationName?) -> Bool {
        let matching = entries.indices.filter { entries[$0].matches(id, operation) }
        used.formUnion(matching)
        return !matching.isEmpty
    }

    /// The changes that are not accepted, and of the others those of operations for which they are not.
    public mutating func remaining(of changes: [Change]) -> [Change] {
        changes.compactMap { change in
            guard case .operations(let names) = change.scope else { return accepts(change.id, of: nil) ? nil : change }
            let rest = names.filter { !accepts(change.id, of: $0) }
            guard !rest.isEmpty else { return nil }
            var change = change
            change.scope = .operations(rest)
            return change
        }
    }

    /// Warns of each entry that nothing was accepted by, unless it may be about changes that were not looked for. The ids
    /// of those for Swift source begin with `swift-`.
    ///
    /// - Parameters:
    ///   - log: Receives the warnings.
    ///   - isWireCompared: Whether changes on the wire were looked for.
    ///   - isSwiftCompared: Whether changes for Swift source were looked for.
    public func reportUnused(to log: inout DiagnosticLog, isWireCompared: Bool = true, isSwiftCompared: Bool = true) {
        for (index, entry) in entries.enumerated() where !used.contains(index) {
            let isOpen =
                (!isSwiftCompared && entry.id.mayBegin(with: "swift-"))
                || (!isWireCompared && !entry.id.begins(with: "swift-"))
            if isOpen { continue }
            log.warning("unused-ignore", "the entry matches no change", at: entry.location, help: "take it out")
        }
    }
}

/// A text in which `*` is any text.
struct TextPattern: Sendable {
    private let parts: [Substring]

    init(_ text: String) { parts = text.split(separator: "*", omittingEmptySubsequences: false) }

    /// Whether all texts that match begin with this.
    func begins(with prefix: String) -> Bool { parts.first?.hasPrefix(prefix) ?? false }

    /// Whether a text that matches may begin with this.
    func mayBegin(with prefix: String) -> Bool {
        begins(with: prefix) || (parts.count > 1 && parts.first.map { prefix.hasPrefix($0) } ?? false)
    }

    func matches(_ text: String) -> Bool {
        guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return false }
        if parts.count == 1 { return text == first }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

/// Reads the tree of a list. Every key is known or an error, because a misspelt one would have no effect.
private struct IgnoreListReader {
    private static let keys = ["id", "operation", "path", "reason"]
    var log = DiagnosticLog()

    mutating func read(_ root: Node) -> [IgnoreList.Entry] {
        switch root.value {
        case .sequence(let items): return items.compactMap { entry($0) }
        case .null: return []
        default:
            log.error("wrong-type", "a list of entries is expected here", at: root.location)
            return []
        }
    }

    private mutating func entry(_ node: Node) -> IgnoreList.Entry? {
        guard case .mapping(let members) = node.value else {
            log.error("wrong-type", "an entry must be an object with 'id' and 'reason'", at: node.location)
            return nil
        }
        var texts: [String: String] = [:]
        for member in members {
            guard Self.keys.contains(member.key) else {
                log.error(
                    "unknown-key", "an entry has no key '\(member.key)'", at: member.keyLocation,
                    help: "the keys are \(Self.keys.joined(separator: ", "))")
                continue
            }
            guard case .string(let text) = member.value.value, text.contains(where: { !$0.isWhitespace }) else {
                log.error("wrong-type", "'\(member.key)' must be a text", at: member.value.location)
                continue
            }
            texts[member.key] = text
        }
        for key in ["id", "reason"] where !members.contains(where: { $0.key == key }) {
            log.error("missing-key", "the key '\(key)' is missing", at: node.location)
        }
        guard let id = texts["id"], texts["reason"] != nil else { return nil }
        return IgnoreList.Entry(
            id: TextPattern(id), operation: texts["operation"].map { TextPattern($0) },
            path: texts["path"].map { TextPattern($0) }, location: node.location)
    }
}
