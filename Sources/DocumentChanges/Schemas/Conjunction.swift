internal import DocumentTree
internal import OpenAPI

/// Writes a schema with `allOf` as one without, to see whether it says what another one says in one piece.
struct Conjunction {
    let resolver: SchemaResolver
    /// How many more parts may be joined: parts that share parts would else be as many as their paths.
    private var budget = 256

    init(_ resolver: SchemaResolver) { self.resolver = resolver }

    /// The schema in one piece; nil where that cannot be said.
    mutating func merged(_ schema: Schema) -> Schema? {
        // Schemas that contain themselves have no such form.
        guard budget > 0 else { return nil }
        budget -= 1
        var result = schema
        result.allOf = []
        for part in schema.allOf {
            guard let part = merged(resolver.resolve(part).schema), result.join(part) else { return nil }
        }
        return result
    }
}

extension Schema {
    /// Adds what another schema says of the same value.
    ///
    /// - Returns: Whether both together can be said in one schema.
    fileprivate mutating func join(_ other: Schema) -> Bool {
        let mine = Set(withoutAnnotations)
        let shared = mine.intersection(other.withoutAnnotations).subtracting(["type", "required", "schemas"])
        let isPlain = [self, other].allSatisfy { $0.subschemas.allSatisfy { $0.path.first == "properties" } }
        guard isOpen, other.isOpen, shared.isEmpty, isPlain,
            types.isEmpty || other.types.isEmpty || types == other.types
        else {
            return false
        }
        var names: [String: Int] = [:]
        for (index, property) in properties.enumerated() { names[property.name] = index }
        for property in other.properties {
            // What two parts say of one property would have to be joined in turn.
            guard names[property.name] == nil else { return false }
        }
        let place = location
        add(other)
        location = place
        return true
    }

    /// Whether properties that it does not name are allowed. A part that is not open forbids those of the other parts.
    private var isOpen: Bool {
        if case .forbidden = additionalProperties { false } else { true }
    }
}
