public import DocumentTree

extension Configuration {
    /// How something of the document gets its Swift name: `name` says what `pattern` becomes, its `*` standing for what the
    /// pattern's `*` matched.
    ///
    /// What belongs to a schema is matched behind the schema's name and a dot. A schema that is written in place goes by
    /// the Swift name of its type, such as `Pet.Status`.
    public struct NameRule: Sendable {
        /// What the rule is for.
        public var pattern: String
        /// What it becomes.
        public var name: String
        /// Where the rule was written; nil where it comes from no file.
        public var location: SourceLocation?

        /// Makes a rule.
        public init(pattern: String, name: String, location: SourceLocation? = nil) {
            self.pattern = pattern
            self.name = name
            self.location = location
        }
    }

    /// Protocols that the types of matching schemas conform to, beside those the generator gives them.
    public struct ConformanceRule: Sendable {
        /// The schemas' names.
        public var pattern: String
        /// The protocols, none of which the generator implements.
        public var protocols: [String]
        /// Where the rule was written; nil where it comes from no file.
        public var location: SourceLocation?

        /// Makes a rule.
        public init(pattern: String, protocols: [String], location: SourceLocation? = nil) {
            self.pattern = pattern
            self.protocols = protocols
            self.location = location
        }
    }

    /// An old name that stands for a new one, so that code which uses it still compiles, with a warning.
    ///
    /// Names are those of Swift: of a type (`Pet`, `Pet.Status`), or of an operation by the client's property and method
    /// (`pets.list`).
    public struct AliasRule: Sendable, Hashable {
        /// What it was called.
        public var old: String
        /// What it is called.
        public var new: String
        /// Where the rule was written; nil where it comes from no file.
        public var location: SourceLocation?

        /// Makes a rule.
        public init(old: String, new: String, location: SourceLocation? = nil) {
            self.old = old
            self.new = new
            self.location = location
        }
    }

    /// A part of a document: the operations that match one of the first three lists, and the schemas of the fourth.
    public struct Filter: Sendable {
        /// A pattern with its place.
        public struct Entry: Sendable {
            /// A name with at most one `*`.
            public var pattern: String
            /// Where it was written; nil where it comes from no file.
            public var location: SourceLocation?

            /// Makes an entry.
            public init(_ pattern: String, location: SourceLocation? = nil) {
                self.pattern = pattern
                self.location = location
            }
        }

        /// Tags of operations.
        public var tags: [Entry] = []
        /// Keys of `paths`.
        public var paths: [Entry] = []
        /// Ids of operations, or `GET /pets` where they have none.
        public var operations: [Entry] = []
        /// Names of schemas.
        public var schemas: [Entry] = []

        /// A filter that matches nothing.
        public init() {}
    }

    /// A Swift type that exists already and stands for schemas of the document.
    public struct TypeRule: Sendable {
        /// The schemas that it stands for.
        public enum Target: Sendable {
            /// Those whose name matches a pattern.
            case schema(String)
            /// The one that a JSON Pointer (RFC 6901) leads to, in a file beside the document or, where `file` is empty, in
            /// the document itself.
            case pointer(file: String, String)
            /// All strings or numbers of a `format`.
            case format(String)
        }

        /// What it stands for.
        public var target: Target
        /// The type.
        public var type: ExternalType
        /// Where the rule was written; nil where it comes from no file.
        public var location: SourceLocation?

        /// Makes a rule.
        public init(_ target: Target, type: ExternalType, location: SourceLocation? = nil) {
            self.target = target
            self.type = type
            self.location = location
        }
    }

    /// Whether enums take values that the document does not list.
    public struct EnumRule: Sendable {
        /// What an enum becomes.
        public enum Style: String, Sendable, CaseIterable {
            /// A struct around the raw value, which takes any.
            case open
            /// A Swift `enum`; decoding refuses what is not listed.
            case closed
        }

        /// The schemas' names; an enum that is written in place goes by its Swift name, such as `Pet.Status`.
        public var pattern: String
        /// What they become.
        public var style: Style
        /// Where the rule was written; nil where it is for the whole document.
        public var location: SourceLocation?

        /// Makes a rule.
        public init(pattern: String, style: Style, location: SourceLocation? = nil) {
            self.pattern = pattern
            self.style = style
            self.location = location
        }
    }
}
