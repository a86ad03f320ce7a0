import DocumentTree

/// A walk over an object's keys that cannot ignore one without saying so: readers take the keys that they know, and
/// ``read(_:as:in:body:)`` reports whatever is left.
struct ObjectCursor {
    let node: Node
    let kind: ObjectKind
    let context: ReadingContext

    private let members: [Node.Member]
    private var taken: Set<Int> = []
    private var takenOfFirst64: UInt64 = 0
    /// The keys that were asked for: what the object may have.
    private var known: [String] = []

    private init(node: Node, members: [Node.Member], kind: ObjectKind, context: ReadingContext) {
        self.node = node
        self.members = members
        self.kind = kind
        self.context = context
    }

    /// Reads an object, and reports every key that `body` did not take and that is no extension.
    ///
    /// - Returns: What `body` makes of it; nil where the node is not an object, which is reported.
    static func read<Value>(
        _ node: Node,
        as kind: ObjectKind,
        in context: ReadingContext,
        body: (inout ObjectCursor) -> Value?
    ) -> Value? {
        guard case .mapping(let members) = node.value else {
            context.reportWrongType(node, of: "this", expected: kind.phrase)
            return nil
        }
        var cursor = ObjectCursor(node: node, members: members, kind: kind, context: context)
        let value = body(&cursor)
        cursor.reportRemaining()
        return value
    }

    var location: SourceLocation { node.location }

    /// The members whose keys begin with `x-` (OpenAPI 3.0.3 §4.9).
    var extensions: [Node.Member] { members.filter(\.isExtension) }

    /// Every member, for objects whose keys are names. Nothing is left to report then.
    mutating func takeAll() -> [Node.Member] {
        for index in members.indices { mark(index) }
        return members
    }

    /// The member under a key, where there is one.
    mutating func take(_ key: String) -> Node.Member? {
        known.append(key)
        for index in members.indices where members[index].key == key {
            mark(index)
            return members[index]
        }
        return nil
    }

    /// The member under a key that the object must have (OpenAPI 3.0.3 §4, "REQUIRED").
    mutating func takeRequired(_ key: String, help: String? = nil) -> Node.Member? {
        if let member = take(key) { return member }
        reportMissing(key, help: help)
        return nil
    }

    func reportMissing(_ key: String, severity: Diagnostic.Severity = .error, help: String? = nil) {
        context.log.report(
            Diagnostic(
                id: "missing-key",
                severity: severity,
                message: "the key '\(key)' is missing; \(kind.phrase) must have it",
                location: location,
                help: help
            )
        )
    }

    private mutating func mark(_ index: Int) {
        if index < 64 {
            takenOfFirst64 |= 1 << UInt64(index)
        } else {
            taken.insert(index)
        }
    }

    private func isTaken(_ index: Int) -> Bool {
        index < 64 ? takenOfFirst64 & (1 << UInt64(index)) != 0 : taken.contains(index)
    }

    private func reportRemaining() {
        for index in members.indices where !isTaken(index) && !members[index].isExtension {
            UnknownKey(member: members[index], kind: kind, version: context.version(at: location))
                .report(to: &context.log, known: known)
        }
    }
}
