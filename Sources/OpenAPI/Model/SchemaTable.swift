public import DocumentTree

/// What identifies a schema that references can lead to: the file and the JSON Pointer (RFC 6901) in it.
public struct SchemaID: Hashable, Sendable {
    /// The path of the file.
    public var filePath: String
    /// Without `#`, such as `/components/schemas/Pet`.
    public var pointer: String

    /// Identifies a schema.
    public init(filePath: String, pointer: String) {
        self.filePath = filePath
        self.pointer = pointer
    }
}

/// The schemas that have an identity: all of `components/schemas` and whatever else a reference leads to.
public struct SchemaTable: Sendable {
    /// A schema with its name and place.
    public struct Entry: Sendable {
        /// What identifies it.
        public var id: SchemaID
        /// The component's name; for other targets the last pointer segment or the file's base name.
        public var name: String
        /// Where the name stands.
        public var nameLocation: SourceLocation
        /// The schema.
        public var schema: Schema
        /// Whether it stands under `components/schemas` (or Swagger's `definitions`).
        public var isComponent: Bool
    }

    /// The schemas in their order.
    public private(set) var entries: [Entry] = []
    private var indices: [SchemaID: Int] = [:]

    /// A table without schemas.
    public init() {}

    /// The schema that an id stands for.
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
