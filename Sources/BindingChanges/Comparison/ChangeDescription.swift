/// Puts into words what became of a declaration.
struct ChangeDescription {
    private let old: Bindings
    private let new: Bindings
    private let renames: BindingRenames
    private let rules: ChangeRules
    private let oldAudiences: Audiences
    private let newAudiences: Audiences
    /// The names that stand for new ones.
    private let kept: Set<String>

    init(old: Bindings, new: Bindings, renames: BindingRenames) {
        self.old = old
        self.new = new
        self.renames = renames
        rules = ChangeRules(
            old: TypeTexts(old.declarations, renames: renames.types), new: TypeTexts(new.declarations))
        oldAudiences = Audiences(old.declarations)
        newAudiences = Audiences(new.declarations)
        kept = Set(new.declarations.filter { $0.deprecatedFor?.isEmpty == false }.map(\.name))
    }

    /// The change; nil where there is none.
    func change(_ before: Declaration?, _ after: Declaration?) -> BindingChange? {
        switch (before, after) {
        case (let before?, nil): change(.removed, before, nil, ChangeRules.removed(before))
        // That the old name is kept is told where what it names was renamed.
        case (nil, let after?): renames.isAlias(after) ? nil : change(.added, nil, after, ChangeRules.added(after))
        case (let before?, let after?): compare(before, after)
        case (nil, nil): nil
        }
    }

    private func compare(_ before: Declaration, _ after: Declaration) -> BindingChange? {
        let finding = rules.changed(before, after)
        guard isRenamed(before, after) else {
            return finding.flatMap { change(.changed, before, after, $0) }
        }
        var rename: ChangeRules.Finding =
            kept.contains(before.name)
            ? (.none, "the old name stands for the new one, and the compiler warns of it")
            : (.sourceBreaking, "code that uses the old name no longer compiles")
        if let finding { rename = (max(rename.verdict, finding.verdict), "\(rename.reason); \(finding.reason)") }
        return change(.renamed, before, after, rename)
    }

    /// Whether it bears another name itself, not only what it stands in.
    private func isRenamed(_ before: Declaration, _ after: Declaration) -> Bool {
        guard before.baseName == after.baseName else { return true }
        return before.owner != after.owner && TypeTexts.renamed(before.owner, by: renames.types) != after.owner
            || (before.kind.isType && renames.types[before.path] == after.path)
    }

    private func change(
        _ kind: BindingChange.Kind, _ before: Declaration?, _ after: Declaration?, _ finding: ChangeRules.Finding
    ) -> BindingChange? {
        guard let subject = before ?? after else { return nil }
        let newName = after?.name
        return BindingChange(
            kind: kind, name: subject.name, newName: newName == subject.name || before == nil ? nil : newName,
            declarationKind: subject.kind, old: before?.text, new: after?.text, verdict: finding.verdict,
            reason: finding.reason,
            audience: before.map(oldAudiences.audience) ?? after.map(newAudiences.audience) ?? .models,
            operation: before.flatMap { old.places.operation(of: $0.path) }
                ?? after.flatMap { new.places.operation(of: $0.path) },
            oldLocation: before.flatMap { old.places.location(of: $0.path) },
            newLocation: after.flatMap { new.places.location(of: $0.path) })
    }
}

/// Who uses which declarations, as the declarations tell.
struct Audiences {
    private var clients: Set<String> = []
    private var handlers: Set<String> = []

    init(_ declarations: [Declaration]) {
        for declaration in declarations {
            switch declaration.kind {
            case .handlerProtocol: handlers.insert(declaration.path)
            case .property where declaration.type == "APIClient": clients.insert(declaration.owner)
            case .property where declaration.type?.hasPrefix("(any ") == true: handlers.insert(declaration.owner)
            case .property where declaration.baseName == "providers": clients.insert(declaration.owner)
            default: break
            }
        }
    }

    func audience(_ declaration: Declaration) -> BindingChange.Audience {
        let names = [declaration.path, declaration.owner]
        if names.contains(where: clients.contains) { return .client }
        return names.contains(where: handlers.contains) ? .handlers : .models
    }
}
