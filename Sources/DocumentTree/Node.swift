/// One value of a document, with the place where it was written.
///
/// YAML and JSON documents become the same tree. Aliases are already followed and merge keys already merged.
public struct Node: Sendable {
    /// What the document says at this place.
    public enum Value: Sendable {
        /// `null`, or nothing at all.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// An integer that fits 64 bits.
        case integer(Int64)
        /// Any other number, as it was written (`1.0`, `1e400`, `18446744073709551616`), so that nothing is lost.
        case decimal(String)
        /// Text.
        case string(String)
        /// An array.
        case sequence([Node])
        /// An object, its members in the order of the document.
        case mapping([Member])
    }

    /// One key of a mapping with its value, in the order of the document.
    public struct Member: Sendable {
        /// The key as text, whatever it looks like: `200` is "200". Empty where the key is a ``keyNode``.
        public let key: String
        private let keyLine: UInt32
        private let keyColumn: UInt32
        private let nodeKey: NodeKey?
        /// What stands under the key.
        public let value: Node

        /// Makes a member whose key is a text.
        /// - Parameter keyLocation: where the key was written, in the file of the value.
        public init(key: String, keyLocation: SourceLocation, value: Node) {
            self.init(key: key, nodeKey: nil, keyPlace: (keyLocation.line, keyLocation.column), value: value)
        }

        init(key: String, nodeKey: NodeKey?, keyPlace: (line: UInt32, column: UInt32), value: Node) {
            self.key = key
            self.nodeKey = nodeKey
            keyLine = keyPlace.line
            keyColumn = keyPlace.column
            self.value = value
        }

        /// Where the key was written.
        public var keyLocation: SourceLocation {
            SourceLocation(file: value.location.file, line: keyLine, column: keyColumn)
        }

        /// The key where it is more than a text: a sequence, a mapping, or a scalar with a tag of its own.
        ///
        /// Only documents that were read as ``YAMLProfile/full`` have any.
        public var keyNode: Node? { nodeKey?.node }
    }

    /// What the document says; the text of a scalar whose ``tag`` only an application understands.
    public let value: Value
    /// The number of the tag in the file's table, or 0. It stands in the gap behind the value, and so takes no room.
    private let tagNumber: UInt32
    /// Where the value begins; for an alias, where its anchor stands.
    public let location: SourceLocation

    /// Makes a node.
    public init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
        tagNumber = 0
    }

    /// Makes a node with a tag that is not of YAML's core schema.
    init(_ value: Value, at location: SourceLocation, tag: String) {
        self.value = value
        self.location = location
        tagNumber = location.file.number(ofTag: tag)
    }

    /// The tag, resolved (`!local`, `tag:example.com,2000:app/foo`), where it is not of YAML's core schema, whose tags
    /// are what ``value`` shows.
    ///
    /// Only documents that were read as ``YAMLProfile/full`` have any.
    public var tag: String? { tagNumber == 0 ? nil : location.file.tag(tagNumber) }
}

extension Node {
    /// The value under `key`, where this node is a mapping that has it.
    public subscript(key: String) -> Node? {
        guard case .mapping(let members) = value else { return nil }
        return members.first { $0.key == key && $0.keyNode == nil }?.value
    }
}

/// A key that is more than a text, in a box because it is rare.
final class NodeKey: Sendable {
    let node: Node

    init(_ node: Node) { self.node = node }
}
