internal import DocumentTree
internal import OpenAPI

/// The schemas that the configuration's types stand for.
struct TypeOverrides {
    /// All types, in the order of the rules.
    private(set) var types: [ExternalType] = []
    private var byID: [SchemaID: ExternalType] = [:]
    private var byLocation: [SourceLocation: ExternalType] = [:]
    private var byFormat: [String: ExternalType] = [:]

    init(_ rules: [Configuration.TypeRule], document: Document) {
        for rule in rules {
            types.append(rule.type)
            switch rule.target {
            case .schema(let pattern):
                let pattern = NamePattern(pattern)
                for entry in document.schemas.entries where pattern.match(entry.name) != nil {
                    byID[entry.id] = byID[entry.id] ?? rule.type
                }
            case .pointer(let file, let pointer):
                guard let target = document.schema(at: pointer, ofFile: file) else { continue }
                if let id = target.id {
                    byID[id] = byID[id] ?? rule.type
                } else {
                    byLocation[target.schema.location] = byLocation[target.schema.location] ?? rule.type
                }
            case .format(let format):
                byFormat[format] = byFormat[format] ?? rule.type
            }
        }
    }

    /// The type that stands for a schema with an identity.
    subscript(id: SchemaID) -> ExternalType? { byID[id] }

    /// The type that stands for a schema that is written in place.
    func type(for schema: Schema) -> ExternalType? {
        byLocation.isEmpty ? nil : byLocation[schema.location]
    }

    /// The type for strings and numbers of a format.
    func type(forFormat format: String?) -> ExternalType? { format.flatMap { byFormat[$0] } }
}

extension Document {
    /// What a reference in the configuration leads to; an empty `file` is the document itself.
    func schema(at pointer: String, ofFile file: String) -> (schema: Schema, id: SchemaID?)? {
        let path = file.isEmpty ? self.file.path : FilePath.resolving(file, against: self.file.path)
        return schemas.schema(at: pointer, inFile: path)
    }
}
