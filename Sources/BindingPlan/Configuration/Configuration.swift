/// What `bindery.yaml` (or the command line) asks of a run.
///
/// Rules are tried in their order, and the first that matches decides. A pattern is a name with at most one `*`, which
/// stands for anything.
public struct Configuration: Sendable {
    /// The product that a run makes, by what it is for.
    public enum Output: String, Sendable, CaseIterable {
        /// Models and operations.
        case api
        /// The client.
        case client
        /// The protocols of the server's handlers.
        case server
    }

    /// Who can see the generated declarations.
    public enum AccessLevel: String, Sendable, CaseIterable {
        /// Everyone who imports the modules.
        case `public`
        /// The modules of the same package.
        case package
        /// The module itself, which therefore holds all outputs.
        case `internal`
    }

    /// How the outputs are spread over modules.
    public enum ModuleLayout: String, Sendable, CaseIterable {
        /// `<moduleName>API`, `<moduleName>Client` and `<moduleName>Server`.
        case separate
        /// One module, which is called `<moduleName>`.
        case single
    }

    /// What becomes of strings with the format `date-time`.
    public enum DateStrategy: String, Sendable, CaseIterable {
        /// `Date`, read and written as RFC 3339 §5.6 has it.
        case date
        /// `String`, as it travels.
        case string
    }

    /// `<moduleName>API`, `<moduleName>Client` and `<moduleName>Server` are the modules, or `<moduleName>` is the only one.
    public var moduleName: String
    /// The module that the code is compiled in, where it is the only one and not called `<moduleName>`.
    public var targetName: String?
    /// What to generate.
    public var outputs: [Output] = Output.allCases
    /// Who can see it.
    public var accessLevel = AccessLevel.public
    /// Which modules it is put into.
    public var moduleLayout = ModuleLayout.separate
    /// The part of the document to bind; nil is all of it.
    public var included: Filter?
    /// What of that part not to bind.
    public var excluded: Filter?
    /// Names of the types of schemas, matched by the schema's name.
    public var schemaNames: [NameRule] = []
    /// Names of the tags' types, matched by the tag.
    public var tagNames: [NameRule] = []
    /// Names of members, matched as `Schema.property`; see ``NameRule``.
    public var propertyNames: [NameRule] = []
    /// Names of methods, matched by the operation's id, or as `GET /pets` where it has none.
    public var operationNames: [NameRule] = []
    /// Names of members of `Input`, matched as `operationId.parameter`.
    public var parameterNames: [NameRule] = []
    /// Names of the cases of enums, matched as `Schema.value`.
    public var caseNames: [NameRule] = []
    /// Swift types that stand for schemas instead of generated ones.
    public var types: [TypeRule] = []
    /// Protocols that the types of single schemas conform to.
    public var conformances: [ConformanceRule] = []
    /// Standard protocols that every model gets: `Equatable`, `Hashable`.
    public var modelConformances: [String] = []
    /// Further modules that files with ``conformances`` import.
    public var additionalImports: [String] = []
    /// Which enums are closed; those without a rule are open.
    public var enumStyles: [EnumRule] = []
    /// What becomes of dates with times.
    public var dates = DateStrategy.date
    /// Old names that are kept.
    public var aliases: [AliasRule] = []

    /// A configuration that changes nothing.
    public init(moduleName: String) {
        self.moduleName = moduleName
    }
}

extension Configuration {
    /// The module that an output is put into.
    public func moduleName(of output: Output) -> String {
        guard moduleLayout == .separate else { return targetName ?? moduleName }
        switch output {
        case .api: return moduleName + "API"
        case .client: return moduleName + "Client"
        case .server: return moduleName + "Server"
        }
    }
}
