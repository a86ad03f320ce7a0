internal import OpenAPI

/// An operation is called by its id, of which a prefix that only repeats the tag is dropped; without an id by its method
/// and path. Within a tag every method has a name of its own.
enum OperationNames {
    /// The names that an operation of `tag` may have, best first.
    static func candidates(_ operation: OpenAPI.Operation, tag: String?, key: PathKey) -> [String] {
        var names: [String] = []
        if let id = operation.operationID, !id.isEmpty {
            if let tag, let rest = withoutTag(id, tag) { names.append(rest) }
            names.append(id)
            // The clients' own property has that name.
            if Naming.lowerCamel(id) == "client" { names.append(operation.method.lowercased() + " " + id) }
        }
        if let name = key.openName { names.append(name) }
        names.append(operation.method.lowercased() + " " + key.words)
        if let fragment = key.fragment {
            names.append(operation.method.lowercased() + " " + key.words + " " + fragment)
        }
        return names
    }

    /// `id` after `tag` and a separator.
    private static func withoutTag(_ id: String, _ tag: String) -> String? {
        guard !tag.isEmpty, id.count > tag.count + 1, id.lowercased().hasPrefix(tag.lowercased()) else { return nil }
        let rest = id.dropFirst(tag.count)
        guard let separator = rest.first, "_.-/: $".contains(separator) else { return nil }
        return String(rest.dropFirst())
    }

    /// The type of an operation called `method`.
    static func typeName(_ method: String) -> String {
        ReservedNames.typeName(Naming.upperCamel(method, prefix: "Operation"), isNested: true, suffix: "Operation")
    }
}
