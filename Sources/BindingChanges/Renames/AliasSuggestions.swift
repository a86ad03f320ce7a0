internal import BindingPlan

private typealias AliasRule = Configuration.AliasRule

extension BindingComparison {
    /// The rules that keep the old names of what was renamed. What old names already stand for is left out.
    static func aliases(
        from old: [Declaration], to new: [Declaration], _ renames: BindingRenames
    ) -> [Configuration.AliasRule] {
        let kept = Set(new.filter { $0.deprecatedFor != nil }.map(\.path))
        let services = AliasRule.services(old)
        var rules = renames.types.filter { !services.contains($0.key) && !kept.contains($0.key) }
            .map { AliasRule(old: $0.key, new: $0.value) }
        let (before, after) = (AliasRule.accessors(old), AliasRule.accessors(new))
        for (path, newPath) in renames.methods where !kept.contains(path) {
            let (method, newMethod) = (AliasRule.split(path), AliasRule.split(newPath))
            guard let group = before[method.owner], let newGroup = after[newMethod.owner], group == newGroup else {
                continue
            }
            rules.append(AliasRule(old: "\(group).\(method.name)", new: "\(newGroup).\(newMethod.name)"))
        }
        return Set(rules).sorted { $0.old < $1.old }
    }
}

extension Configuration.AliasRule {
    /// The types that stand for operations and groups of them, and not for schemas.
    fileprivate static func services(_ declarations: [Declaration]) -> Set<String> {
        let operations = declarations.filter { $0.route != nil }.map(\.owner)
        let others =
            declarations.filter { $0.kind == .handlerProtocol }.map(\.path)
            + declarations.filter { $0.type == "APIClient" }.map(\.owner)
        return Set(operations + operations.map { split($0).owner } + others)
    }

    /// The properties by which clients and handlers are reached, by their types.
    fileprivate static func accessors(_ declarations: [Declaration]) -> [String: String] {
        var accessors: [String: String] = [:]
        for declaration in declarations where declaration.kind == .property && declaration.deprecatedFor == nil {
            guard let type = declaration.reachedType, accessors[type] == nil else { continue }
            accessors[type] = declaration.baseName
        }
        return accessors
    }

    fileprivate static func split(_ path: String) -> (owner: String, name: String) {
        guard let dot = path.lastIndex(of: ".") else { return ("", path) }
        return (String(path[..<dot]), String(path[path.index(after: dot)...]))
    }
}
