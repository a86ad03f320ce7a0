/// Operations that are the same by method, path and query, and called otherwise.
enum OperationRenames {
    /// The paths of the operations' types, old and new.
    static func find(_ old: [Declaration], _ new: [Declaration]) -> [(String, String)] {
        let oldTypes = Set(old.filter(\.kind.isType).map(\.path))
        let newTypes = Set(new.filter(\.kind.isType).map(\.path))
        var byRoute: [String: [String]] = [:]
        for declaration in new {
            if let route = declaration.route { byRoute[address(route), default: []].append(declaration.owner) }
        }
        var renames = old.compactMap { declaration -> (String, String)? in
            guard let route = declaration.route, let found = byRoute[address(route)], found.count == 1,
                !newTypes.contains(declaration.owner), !oldTypes.contains(found[0])
            else { return nil }
            return (declaration.owner, found[0])
        }
        renames += tags(renames, old, oldTypes, newTypes)
        return renames
    }

    /// The route without what does not tell operations apart: what is secured how, and how variables are called.
    private static func address(_ route: String) -> String {
        var end = route.endIndex
        let start = route.firstIndex(of: "(") ?? route.startIndex
        for label in [", operationID: ", ", tags: ", ", security: ", ", server: "] {
            if let range = route.firstRange(of: label) { end = min(end, range.lowerBound) }
        }
        var isVariable = false
        return route[start..<end].filter { character in
            if character == "}" { isVariable = false }
            defer { if character == "{" { isVariable = true } }
            return !isVariable
        }
    }

    /// Groups all of whose operations are in another one now.
    private static func tags(
        _ renames: [(String, String)], _ old: [Declaration], _ oldTypes: Set<String>, _ newTypes: Set<String>
    ) -> [(String, String)] {
        func owner(_ path: String) -> String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? "" }
        var groups: [String: Set<String>] = [:]
        for (before, after) in renames { groups[owner(before), default: []].insert(owner(after)) }
        let operations = old.filter { $0.route != nil }.map(\.owner)
        let renamed = Set(renames.map(\.0))
        return groups.sorted { $0.key < $1.key }.compactMap { group, targets in
            guard let target = targets.first, targets.count == 1, !group.isEmpty, group != target,
                !newTypes.contains(group), !oldTypes.contains(target),
                operations.allSatisfy({ owner($0) != group || renamed.contains($0) })
            else { return nil }
            return (group, target)
        }
    }

    /// The paths of the methods of clients and handlers that stand for renamed operations.
    static func methods(
        _ old: [Declaration], _ new: [Declaration], _ types: [String: String]
    ) -> [(String, String)] {
        guard !types.isEmpty else { return [] }
        func methods(_ declarations: [Declaration]) -> [Declaration] {
            declarations.filter { ($0.kind == .method || $0.kind == .requirement) && $0.deprecatedFor == nil }
        }
        let (earlier, later) = (methods(old), methods(new))
        let oldPaths = Set(earlier.map { "\(TypeTexts.renamed($0.owner, by: types)).\($0.baseName)" })
        let newPaths = Set(later.map(\.path))
        var gained: [String: [String: Set<String>]] = [:]
        for method in later where !oldPaths.contains(method.path) {
            for name in spellings(method.baseName) {
                gained[method.owner, default: [:]][name, default: []].insert(method.path)
            }
        }
        var newNames: [String: [String]] = [:]
        for (before, after) in types { newNames[simple(before), default: []].append(simple(after)) }
        return earlier.compactMap { method in
            let owner = TypeTexts.renamed(method.owner, by: types)
            guard !newPaths.contains("\(owner).\(method.baseName)"), let gained = gained[owner] else { return nil }
            let names = Set(spellings(method.baseName).flatMap { newNames[$0] ?? [] })
            let found = Set(names.flatMap { gained[$0] ?? [] })
            return found.count == 1 ? found.first.map { (method.path, $0) } : nil
        }
    }

    /// The paths of the properties by which renamed groups of operations are reached.
    static func accessors(
        _ old: [Declaration], _ new: [Declaration], _ types: [String: String]
    ) -> [(String, String)] {
        let services = Set(old.filter { $0.kind == .handlerProtocol }.map(\.path))
            .union(old.filter { $0.type == "APIClient" }.map(\.owner))
        func properties(_ declarations: [Declaration], of types: Set<String>) -> [Declaration] {
            declarations.filter { $0.kind == .property && $0.reachedType.map(types.contains) == true }
        }
        let later = properties(new, of: Set(services.compactMap { types[$0] }))
        return properties(old, of: services).compactMap { property in
            guard let type = property.reachedType.flatMap({ types[$0] }) else { return nil }
            let found = later.filter { $0.owner == property.owner && $0.reachedType == type }
            return found.count == 1 && found[0].path != property.path ? (property.path, found[0].path) : nil
        }
    }

    /// The last part of a path, in lowercase.
    private static func simple(_ path: String) -> String {
        String(path[(path.lastIndex(of: ".").map(path.index(after:)) ?? path.startIndex)...]).lowercased()
    }

    /// How the type of the operation may be called that a method stands for, in lowercase.
    private static func spellings(_ method: String) -> Set<String> {
        let name = method.lowercased()
        return [name, name + "operation", "operation" + name]
    }
}
