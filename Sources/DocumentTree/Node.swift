/// One value of a document, with the place where it was written.
///
/// YAML and JSON documents become the same tree. Aliases are already followed and merge keys already merged.
public struct Node: Sendable {
    /// What the document says at this place.
    public enum Value: Sendable {
        case null
        case bool(Bool)
        /// An integer that fits 64 bits.
        case integer(Int64)
        /// Any other number, as it was written (`1.0`, `1e400`, `18446744073709551616`), so that nothing is lost.
        case decimal(String)
        case string(String)
        case sequence([Node])
        case mapping([Member])
    }

    /// One key of a mapping with its value, in the order of the document.
    public struct Member: Sendable {
        /// The key as text, whatever it looks like: `200` is "200".
        public let key: String
        /// Where the key was written.
        public let keyLocation: SourceLocation
        /// What stands under the key.
        public let value: Node

        /// Makes a member.
        public init(key: String, keyLocation: SourceLocation, value: Node) {
            self.key = key
            self.keyLocation = keyLocation
            self.value = value
        }
    }

    /// What the document says.
    public let value: Value
    /// Where the value begins; for an alias, where its anchor stands.
    public let location: SourceLocation

    /// Makes a node.
    public init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }
}

extension Node {
    /// The value under `key`, where this node is a mapping that has it.
    public subscript(key: String) -> Node? {
        guard case .mapping(let members) = value else { return nil }
        return members.first { $0.key == key }?.value
    }
}
