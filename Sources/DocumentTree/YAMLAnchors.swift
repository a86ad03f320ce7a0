/// The anchors of a document, as aliases find them.
struct YAMLAnchors {
    /// What an anchor names.
    struct Target {
        let node: Node
        /// The text of a scalar, for an alias that is a key.
        let text: String?
        /// The number of nodes in it, aliases followed.
        let nodeCount: Int
        /// How deep sequences and mappings are nested in it, itself included.
        let height: Int
    }

    /// Which of the anchors with the same name; a name may be given again and then means the later node.
    typealias Serial = Int

    private enum State {
        case open(Serial)
        case closed(Target)
    }

    private var states: [String: State] = [:]
    private var nextSerial = 0

    /// Notes that the node of an anchor begins.
    mutating func open(_ name: String) -> Serial {
        nextSerial += 1
        states[name] = .open(nextSerial)
        return nextSerial
    }

    /// Notes what the anchor names, unless a later anchor inside it took the name over.
    mutating func close(_ name: String, _ serial: Serial, _ target: Target) {
        guard case .open(serial) = states[name] else { return }
        states[name] = .closed(target)
    }

    /// What an alias means.
    func target(of name: String, at location: @autoclosure () -> SourceLocation) throws(Diagnostic) -> Target {
        switch states[name] {
        case .closed(let target): return target
        case .open:
            throw .refusal(
                "recursive-alias", "the alias \(Diagnostic.quoted("*" + name)) stands inside of what it means",
                at: location(),
                help: "write $ref for a structure that holds itself"
            )
        case nil:
            throw .refusal(
                "unknown-anchor", "no anchor \(Diagnostic.quoted("&" + name)) stands before this alias", at: location(),
                help: "define the anchor earlier in the same document, or quote a text that begins with '*'"
            )
        }
    }
}
