internal import DocumentTree

/// One difference between two schemas, whatever message they describe.
struct SchemaFinding {
    /// What a keyword does.
    struct Difference {
        /// The end of the change's id, such as `min-length-increased`.
        var id: String
        var effect: Effect
        /// What changed, as a sentence without its beginning.
        var what: String

        init(_ id: String, _ effect: Effect, _ what: String) {
            self.id = id
            self.effect = effect
            self.what = what
        }
    }

    enum Kind {
        case keyword(Difference)
        case types(old: TypeSet, new: TypeSet)
        case property(PropertyChange)
    }

    /// What happened to a property as a whole.
    struct PropertyChange {
        enum Event { case added, removed, becameRequired, becameOptional }

        var event: Event
        var name: String
        var isRequired = false
        var hasDefault = false
        var isReadOnly = false
        var isWriteOnly = false
    }

    var kind: Kind
    var old: SourceLocation?
    var new: SourceLocation?
}
