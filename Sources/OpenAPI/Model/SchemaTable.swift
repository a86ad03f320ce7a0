public import DocumentTree

/// What identifies a schema that references can lead to: the file and the JSON Pointer (RFC 6901) in it.
public struct SchemaID: Hashable, Sendable {
    public var filePath: String
    /// Without `#`, such as `/components/schemas/Pet`.
    public var pointer: String

    public init(filePath: String, pointer: String) {
        self.filePath = filePath
        self.pointer = pointer
    }
}

/// The schemas that have an identity: all of `components/schemas` and whatever else a reference leads to.
public struct SchemaTable: Sendable {
    public struct Entry: Sendable {
        public var id: SchemaID
        /// The component's name; for other targets the last pointer segment or the file's base name.
        public var name: String
        public var nameLocation: SourceLocation
        public var schema: Schema
        /// Whether it stands under `components/schemas` (or Swagger's `definitions`).
        public var isComponent: Bool
    }

    public private(set) var entries: [Entry] = []
    private var indices: [SchemaID: Int] = [:]

    public init() {}

    public subscript(id: SchemaID) -> Entry? { indices[id].map { entries[$0] } }

    mutating func add(_ entry: Entry) {
        if let index = indices[entry.id] {
            entries[index] = entry
        } else {
            indices[entry.id] = entries.count
            entries.append(entry)
        }
    }
}
