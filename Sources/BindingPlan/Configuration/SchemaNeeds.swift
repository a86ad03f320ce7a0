internal import OpenAPI

/// The schemas that operations and other schemas lead to.
struct SchemaNeeds {
    private(set) var ids: Set<SchemaID> = []
    private let schemas: SchemaTable
    private let overrides: TypeOverrides
    /// The schemas that name a schema in their `allOf`, which its discriminator can lead to.
    private let subtypes: [SchemaID: [SchemaID]]

    init(_ schemas: SchemaTable, overrides: TypeOverrides) {
        self.schemas = schemas
        self.overrides = overrides
        var subtypes: [SchemaID: [SchemaID]] = [:]
        for entry in schemas.entries {
            for base in entry.schema.allOf.compactMap(\.reference) { subtypes[base, default: []].append(entry.id) }
        }
        self.subtypes = subtypes
    }

    /// Adds what the operations of a document need.
    mutating func addOperations(of document: Document) {
        for item in document.paths + document.webhooks { add(item) }
    }

    /// Adds a schema with what it needs. One that a type of the configuration stands for needs nothing more.
    mutating func add(_ id: SchemaID) {
        var waiting = [id]
        while let id = waiting.popLast() {
            guard ids.insert(id).inserted, overrides[id] == nil, let entry = schemas[id] else { continue }
            if entry.schema.discriminator != nil { waiting += descendants(of: id) }
            references(of: entry.schema, &waiting)
        }
    }

    private func descendants(of id: SchemaID) -> [SchemaID] {
        var found: Set<SchemaID> = [id]
        var waiting = [id]
        while let next = waiting.popLast() {
            for subtype in subtypes[next] ?? [] where found.insert(subtype).inserted { waiting.append(subtype) }
        }
        return found.subtracting([id]).sorted { ($0.filePath, $0.pointer) < ($1.filePath, $1.pointer) }
    }

    private func references(of schema: Schema, _ result: inout [SchemaID]) {
        guard overrides.type(for: schema) == nil else { return }
        if let id = schema.reference { result.append(id) }
        if let discriminator = schema.discriminator { result += discriminator.mapping.map(\.schema) }
        for child in schema.subschemas { references(of: child.schema, &result) }
    }

    private mutating func add(_ schema: Schema?) {
        guard let schema else { return }
        var found: [SchemaID] = []
        references(of: schema, &found)
        for id in found { add(id) }
    }

    private mutating func add(_ item: PathItem) {
        for operation in item.operations { add(operation) }
    }

    private mutating func add(_ operation: OpenAPI.Operation) {
        for parameter in operation.parameters { add(parameter.content) }
        add(operation.requestBody?.content ?? [])
        for response in operation.responses {
            add(response.content)
            for header in response.headers { add(header.content) }
        }
        for item in operation.callbacks.flatMap(\.pathItems) { add(item) }
    }

    private mutating func add(_ content: [MediaType]) {
        for mediaType in content {
            add(mediaType.schema)
            add(mediaType.itemSchema)
            for header in mediaType.encoding.flatMap(\.headers) { add(header.content) }
        }
    }

    private mutating func add(_ content: Parameter.Content) {
        switch content {
        case .schema(let schema, _, _, _): add(schema)
        case .mediaType(let mediaType): add([mediaType])
        }
    }
}
