public import BindingPlan

/// What importers of bindings have to know of others that take their place.
public struct BindingComparison: Sendable {
    /// Every declaration that is not what it was, in the order of the old bindings and then of the new ones. What stands in
    /// a type that is gone or new goes without saying.
    public let changes: [BindingChange]
    /// What was recognised by what it is under another name.
    public let renames: BindingRenames
    /// The rules that keep the old names of what was renamed.
    public let aliases: [Configuration.AliasRule]

    /// Compares what two plans become with the built-in templates.
    public init(old: Plan, new: Plan) {
        self.init(old: Bindings(old), new: Bindings(new))
    }

    /// Compares two bindings.
    public init(old: Bindings, new: Bindings) {
        renames = BindingRenames(from: old.declarations, to: new.declarations)
        var matching = DeclarationMatching(old.declarations, new.declarations, renames)
        matching.run()
        let description = ChangeDescription(old: old, new: new, renames: renames)
        aliases = Self.aliases(from: old.declarations, to: new.declarations, renames)
        changes = matching.pairs.compactMap { description.change($0, $1) }
    }
}
