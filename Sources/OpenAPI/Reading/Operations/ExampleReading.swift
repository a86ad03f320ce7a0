import DocumentTree

/// `example` and `examples` of parameters, headers and media types, OpenAPI 3.0.3 §4.7.19.
enum Example {
    /// The values, `example` first. An example that is only a URL has none.
    static func readAll(_ cursor: inout ObjectCursor) -> [Node] {
        let context = cursor.context
        let single = cursor.take("example")
        let several = cursor.take("examples")
        if let several, single != nil {
            context.log.warning(
                "example-and-examples",
                "'example' and 'examples' exclude each other",
                at: several.keyLocation
            )
        }
        var values = single.map { [$0.value] } ?? []
        guard let several else { return values }
        guard let members = several.value.objectMembers else {
            context.reportWrongType(
                several.value,
                of: "'examples'",
                expected: "an object of named examples",
                help: "a list of values is possible in a schema only; name each and put it under 'value'"
            )
            return values
        }
        for member in members {
            let example = context.resolve(member.value, as: .example, memo: context.examples, read: read)
            if let value = example?.value { values.append(value) }
        }
        return values
    }

    /// The value of one example object; nil where it has none, as with `externalValue`.
    static func read(_ node: Node, in context: ReadingContext) -> Node? {
        ObjectCursor.read(node, as: .example, in: context) { cursor in
            _ = cursor.text("summary")
            _ = cursor.text("description")
            let value = cursor.take("value")
            let external = cursor.take("externalValue")
            var data: Node.Member?
            if context.version(at: node.location) == .v3_2 {
                data = cursor.take("dataValue")
                _ = cursor.string("serializedValue")
            }
            if let external, value != nil {
                context.log.error(
                    "value-and-external-value",
                    "'value' and 'externalValue' exclude each other",
                    at: external.keyLocation
                )
            }
            return value?.value ?? data?.value
        }
    }
}
