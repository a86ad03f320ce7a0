import DocumentTree

/// Finds every `$anchor` of a file, once, when the first reference by anchor appears.
enum AnchorSearch {
    /// The schemas' places by anchor; the first of several with one name counts.
    static func anchors(in root: Node) -> [String: JSONPointer] {
        var found: [String: JSONPointer] = [:]
        var waiting: [(node: Node, tokens: [String])] = [(root, [])]
        while let (node, tokens) = waiting.popLast() {
            switch node.value {
            case .mapping(let members):
                for member in members.reversed() {
                    if member.key == "$anchor", case .string(let name) = member.value.value {
                        found[name] = JSONPointer(tokens: tokens)
                    }
                    if isContainer(member.value) { waiting.append((member.value, tokens + [member.key])) }
                }
            case .sequence(let items):
                for (index, item) in items.enumerated().reversed() where isContainer(item) {
                    waiting.append((item, tokens + [String(index)]))
                }
            default:
                break
            }
        }
        return found
    }

    private static func isContainer(_ node: Node) -> Bool {
        switch node.value {
        case .mapping, .sequence: true
        default: false
        }
    }
}
