/// What has another name in new bindings: operations, the types of schemas, and the methods that stand for operations.
public struct BindingRenames: Sendable {
    /// The new paths of types, by the old ones. What stands in them goes with them.
    public internal(set) var types: [String: String] = [:]
    /// The new paths of methods, and of the properties that lead to them, by the old ones; all without labels.
    public internal(set) var methods: [String: String] = [:]
    /// The names under which new bindings keep old declarations.
    private var aliases: Set<String> = []

    /// Finds what the new bindings say was renamed, and recognises the rest: an operation by method and path, a type by
    /// what is in it and by where it is used.
    init(from old: [Declaration], to new: [Declaration]) {
        state(old, new)
        for (before, after) in OperationRenames.find(old, new) where types[before] == nil { types[before] = after }
        var shapes = TypeRenames(old, new, renames: types)
        shapes.find()
        types = shapes.renames
        let members = OperationRenames.methods(old, new, types) + OperationRenames.accessors(old, new, types)
        for (before, after) in members where methods[before] == nil { methods[before] = after }
    }

    /// Learns from `@available(*, deprecated, renamed:)`.
    private mutating func state(_ old: [Declaration], _ new: [Declaration]) {
        let current = Set(old.filter { $0.deprecatedFor == nil }.map(\.path))
        let texts = TypeTexts(new)
        for declaration in new {
            guard let name = declaration.deprecatedFor, !name.isEmpty else { continue }
            aliases.insert(declaration.name)
            guard current.contains(declaration.path) else { continue }
            if declaration.kind == .alias {
                types[declaration.path] = declaration.type.flatMap { texts.path($0, in: declaration.owner) }
            } else {
                methods[declaration.path] = "\(declaration.owner).\(name.prefix { $0 != "(" })"
            }
        }
    }

    /// Whether a new declaration only keeps an old name.
    func isAlias(_ declaration: Declaration) -> Bool { aliases.contains(declaration.name) }

    /// The path that a declaration should have now.
    func newPath(of declaration: Declaration) -> String {
        if declaration.kind.isType { return TypeTexts.renamed(declaration.path, by: types) }
        if let method = methods[declaration.path] { return method }
        let owner = TypeTexts.renamed(declaration.owner, by: types)
        return owner.isEmpty ? declaration.baseName : "\(owner).\(declaration.baseName)"
    }

    /// The name that a declaration should have now.
    func newName(of declaration: Declaration) -> String {
        newPath(of: declaration) + declaration.ownName.dropFirst(declaration.baseName.count)
    }
}
