internal import OpenAPI

/// What a schema is bound to: a Swift type, and whether `null` is a value beside it.
struct BoundType {
    var type: SwiftType
    var isNullable = false

    /// The type with `null` as `nil`, as elements of arrays and maps have it.
    var full: SwiftType { isNullable ? type.asOptional : type }
}

/// Where a schema is used, and so what its type is to be called and where it is declared.
struct Place {
    /// The type to nest in; nil for the top level.
    var parent: TypeName?
    /// What the type would be called, as the document spells it.
    var hints: [String]
    /// The declared name, where the schema has an identity of its own.
    var declared: TypeName?
    var schemaName: String?
    var id: SchemaID?
    /// What the schema is composed of, where that is nothing but references.
    var composed: [SchemaID]?
    var depth = 0

    init(parent: TypeName?, hint: String, depth: Int) {
        self.parent = parent
        hints = [hint]
        self.depth = depth
    }

    init(declared: TypeName, schemaName: String?, id: SchemaID?) {
        parent = nil
        hints = [declared.path]
        self.declared = declared
        self.schemaName = schemaName
        self.id = id
    }

    /// The place of something inside, where this place itself gets no type to nest in.
    func inner(_ suffix: String) -> Place {
        var place = self
        place.declared = nil
        place.schemaName = nil
        place.id = nil
        place.composed = nil
        place.depth += 1
        place.hints = [(hints.first ?? "Value") + "_" + suffix]
        return place
    }
}
