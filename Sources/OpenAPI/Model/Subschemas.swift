extension Schema {
    /// The schemas that are written in this one, by their way from it, such as `["properties", "name"]`.
    public var subschemas: [(path: [String], schema: Schema)] {
        var result: [(path: [String], schema: Schema)] = []
        func add(_ keyword: String, _ properties: [Property]) {
            for property in properties { result.append(([keyword, property.name], property.schema)) }
        }
        func add(_ keyword: String, _ schemas: [Schema]) {
            for (index, schema) in schemas.enumerated() { result.append(([keyword, String(index)], schema)) }
        }
        func add(_ keyword: String, _ schema: Schema?) {
            if let schema { result.append(([keyword], schema)) }
        }
        add("properties", properties)
        if case .schema(let value) = additionalProperties { add("additionalProperties", value) }
        add("items", items)
        add("allOf", allOf)
        add("oneOf", oneOf)
        add("anyOf", anyOf)
        guard hasRareKeywords else { return result }
        add("patternProperties", self.patternProperties)
        add("dependentSchemas", self.dependentSchemas)
        add("prefixItems", self.prefixItems)
        add("not", self.not)
        add("if", self.ifSchema)
        add("then", self.thenSchema)
        add("else", self.elseSchema)
        add("propertyNames", self.propertyNames)
        add("unevaluatedProperties", self.unevaluatedProperties)
        add("contains", self.contains)
        add("unevaluatedItems", self.unevaluatedItems)
        add("contentSchema", self.contentSchema)
        return result
    }
}

extension SchemaTable {
    /// The schema that a JSON Pointer (RFC 6901) leads to: one with an identity, or one that is written in such a one.
    ///
    /// - Parameters:
    ///   - pointer: A URI fragment without `#`, such as `/components/schemas/Pet/properties/price`.
    ///   - filePath: The file.
    /// - Returns: The schema, and its identity where it has one; nil where there is none.
    public func schema(at pointer: String, inFile filePath: String) -> (schema: Schema, id: SchemaID?)? {
        guard var tokens = JSONPointer(fragment: pointer)?.tokens else { return nil }
        var rest: [String] = []
        while let last = tokens.popLast() {
            let id = SchemaID(filePath: filePath, pointer: JSONPointer(tokens: tokens + [last]).description)
            if let entry = self[id] {
                return rest.isEmpty ? (entry.schema, id) : Self.subschema(rest[...], of: entry.schema).map { ($0, nil) }
            }
            rest.insert(last, at: 0)
        }
        return nil
    }

    private static func subschema(_ path: ArraySlice<String>, of schema: Schema) -> Schema? {
        guard !path.isEmpty else { return schema }
        for child in schema.subschemas where path.starts(with: child.path) {
            return subschema(path.dropFirst(child.path.count), of: child.schema)
        }
        return nil
    }

    /// The table with some of its entries only.
    public func filter(_ isIncluded: (Entry) -> Bool) -> SchemaTable {
        var table = SchemaTable()
        for entry in entries where isIncluded(entry) { table.add(entry) }
        return table
    }
}
