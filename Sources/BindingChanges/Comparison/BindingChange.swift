public import DocumentTree

/// One difference between two bindings, as those who import them see it.
public struct BindingChange: Sendable {
    /// What became of the declaration.
    public enum Kind: String, Sendable {
        /// It is new, gone, another, or has another name.
        case added, removed, changed, renamed
    }

    /// What the change does to Swift code that imports the bindings, least first.
    public enum Verdict: String, Sendable, Comparable, CaseIterable {
        /// Code compiles as before.
        case none
        /// Code compiles as before, and there is something new to use.
        case additive
        /// Code that uses the declaration no longer compiles, or is no longer used.
        case sourceBreaking

        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .none: 0
            case .additive: 1
            case .sourceBreaking: 2
            }
        }
    }

    /// Who has to do with a declaration.
    public enum Audience: String, Sendable, CaseIterable {
        /// Everyone who uses a type of the API module.
        case models = "importers of the models"
        /// Who calls operations.
        case client = "callers of the client"
        /// Who serves operations.
        case handlers = "implementers of the handlers"
    }

    /// What became of it.
    public var kind: Kind
    /// The Swift name, such as `Pet.nickName` or `PetsClient.list(limit:)`: the old one where there is an old one.
    public var name: String
    /// The new name, where it is another one.
    public var newName: String?
    /// What is declared.
    public var declarationKind: Declaration.Kind
    /// The declaration as it was; nil where it is new.
    public var old: String?
    /// The declaration as it is now; nil where it is gone.
    public var new: String?
    /// What the change does to code that imports the bindings.
    public var verdict: Verdict
    /// Why: a sentence without a full stop.
    public var reason: String
    /// Who is concerned.
    public var audience: Audience
    /// The operation that it belongs to, such as `GET /pets`; nil where it belongs to none, or the documents are not known.
    public var operation: String?
    /// The place in the old document, where the document is known.
    public var oldLocation: SourceLocation?
    /// The place in the new document, where the document is known.
    public var newLocation: SourceLocation?
}
