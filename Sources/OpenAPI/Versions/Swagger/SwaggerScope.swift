import DocumentTree

/// What the operations of a Swagger 2.0 document take from it where they do not say otherwise ("Swagger Object").
struct SwaggerScope {
    var base: SwaggerBase
    var consumes: [SwaggerMediaTypes.Entry]
    var produces: [SwaggerMediaTypes.Entry]
}

/// `consumes` and `produces`, Swagger 2.0 "Swagger Object" and "Operation Object".
enum SwaggerMediaTypes {
    struct Entry {
        var name: String
        var location: SourceLocation

        var isJSON: Bool {
            let essence = name.prefix { $0 != ";" }.lowercased()
            return essence == "application/json" || essence.hasSuffix("+json")
        }
    }

    /// - Returns: nil where the key is absent. An empty list clears what the document says.
    static func read(_ key: String, _ cursor: inout ObjectCursor) -> [Entry]? {
        let context = cursor.context
        guard cursor.node[key] != nil else {
            _ = cursor.take(key)
            return nil
        }
        var seen: Set<String> = []
        return cursor.list(key).compactMap { item in
            guard let name = item.stringText else {
                context.reportWrongType(item, of: "each item of '\(key)'", expected: "a string")
                return nil
            }
            MediaTypeName.check(name, at: item.location, in: context)
            guard seen.insert(name).inserted else {
                context.log.warning(
                    "duplicate-value",
                    "'\(key)' lists '\(name.escapedForMessage)' twice",
                    at: item.location
                )
                return nil
            }
            return Entry(name: name, location: item.location)
        }
    }

    /// What stands for media types where a document names none, which the specification leaves open.
    static func assumed(_ key: String, at location: SourceLocation, in context: ReadingContext) -> [Entry] {
        context.noteAssumption(
            "assumed-media-type",
            "neither the operation nor the document has '\(key)'; 'application/json' is assumed wherever both are silent",
            at: location,
            help: "write '\(key): [application/json]' into the document"
        )
        return [Entry(name: "application/json", location: location)]
    }
}
