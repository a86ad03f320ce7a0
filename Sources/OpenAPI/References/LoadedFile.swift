import DocumentTree

/// A file's tree, with the places that pointers have led to so far.
final class LoadedFile {
    let file: SourceFile
    let root: Node
    /// What the file's own `openapi` or `swagger` says, or what the file that refers to it follows.
    let version: SpecificationVersion

    /// The URI that the file gives itself (OpenAPI 3.2.0 "OpenAPI Object").
    let selfURI: String?

    private var places: [String: Place] = [:]
    private var anchors: [String: JSONPointer]?

    /// One node that a pointer leads to.
    final class Place {
        let node: Node
        /// Where its key was written; the node itself where it has none.
        let keyLocation: SourceLocation
        /// The members by key, made when a large mapping is first looked into.
        private lazy var indices: [String: Int] = makeIndices()

        init(node: Node, keyLocation: SourceLocation) {
            self.node = node
            self.keyLocation = keyLocation
        }

        func child(_ token: String) -> Place? {
            switch node.value {
            case .mapping(let members):
                let index = members.count <= 8 ? members.firstIndex { $0.key == token } : indices[token]
                guard let index else { return nil }
                return Place(node: members[index].value, keyLocation: members[index].keyLocation)
            case .sequence(let items):
                guard let index = Self.arrayIndex(token), items.indices.contains(index) else { return nil }
                return Place(node: items[index], keyLocation: items[index].location)
            default:
                return nil
            }
        }

        private func makeIndices() -> [String: Int] {
            guard case .mapping(let members) = node.value else { return [:] }
            return Dictionary(members.indices.map { (members[$0].key, $0) }) { first, _ in first }
        }

        /// RFC 6901 §4: digits without a leading zero.
        private static func arrayIndex(_ token: String) -> Int? {
            guard !token.isEmpty, token.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            if token.utf8.count > 1, token.utf8.first == UInt8(ascii: "0") { return nil }
            return Int(token)
        }
    }

    /// What a pointer leads to, or how far it leads.
    enum Lookup {
        case found(Place)
        /// `parent` is the last place on the way that exists, `token` what it does not have.
        case missing(token: String, parent: Place, parentPointer: JSONPointer)
    }

    init(file: SourceFile, root: Node, version: SpecificationVersion) {
        self.file = file
        self.root = root
        self.version = version
        selfURI = version == .v3_2 ? root["$self"]?.stringText : nil
        places[""] = Place(node: root, keyLocation: root.location)
    }

    /// Follows a pointer from the root (RFC 6901 §4). Parents are remembered, so that many pointers into one large
    /// mapping cost one look-up each.
    func place(at pointer: JSONPointer) -> Lookup {
        var current = Place(node: root, keyLocation: root.location)
        var path = ""
        if let start = places[path] { current = start } else { places[path] = current }
        for (depth, token) in pointer.tokens.enumerated() {
            path += "/"
            path += JSONPointer.escaped(token)
            if let known = places[path] {
                current = known
                continue
            }
            guard let next = current.child(token) else {
                let parentPointer = JSONPointer(tokens: Array(pointer.tokens.prefix(depth)))
                return .missing(token: token, parent: current, parentPointer: parentPointer)
            }
            places[path] = next
            current = next
        }
        return .found(current)
    }

    /// Where `$anchor: name` was written (JSON Schema 2020-12 core §8.2.2).
    func pointer(toAnchor name: String) -> JSONPointer? {
        let known = anchors ?? AnchorSearch.anchors(in: root)
        anchors = known
        return known[name]
    }
}
