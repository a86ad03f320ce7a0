/// A document's bindings with every name, type, codec, route and file decided.
public struct Plan: Sendable {
    /// What the modules' names begin with.
    public var moduleName: String
    /// All types, those that schemas name first in the document's order; nested ones are here too.
    public var types: [TypePlan]
    /// The operations by tag, then webhooks and callbacks.
    public var tags: [TagPlan]
    /// The enums of failures that stand beside the operations, because more of them may fail so.
    public var failures: [FailurePlan]
    /// Old names that are kept for types.
    public var aliases: [AliasPlan]
    /// The document's servers.
    public var servers: [ServerPlan]
    /// The document's security schemes.
    public var securitySchemes: [SecuritySchemePlan]
    /// The files, each with the template that makes it.
    public var files: [PlannedFile]
    /// What templates of the user's make other files of.
    let outline: Outline

    /// Whether a body is XML, for which the API module needs `BinderyXML`.
    public var usesXML: Bool {
        tags.flatMap(\.operations).contains(where: \.usesXML)
            || failures.flatMap(\.responses).contains { $0.body?.coding.usesXML ?? false }
    }
}

/// A server of the document, as a constant or a function of its variables.
public struct ServerPlan: Sendable {
    /// A variable of the URL.
    public struct Variable: Sendable {
        /// The name in braces.
        public var wireName: String
        /// The function's parameter, without backticks.
        public var name: String
        /// The value where none is given.
        public var defaultValue: String
        /// The documentation's lines, without `///`.
        public var documentation: [String]
    }

    /// The constant or function, without backticks.
    public var name: String
    /// The URL with its variables in braces.
    public var url: String
    /// The variables.
    public var variables: [Variable]
    /// The documentation's lines, without `///`.
    public var documentation: [String]
}

/// A security scheme of the document, as a constant.
public struct SecuritySchemePlan: Sendable {
    /// Where and how a credential travels.
    public enum Kind: Sendable {
        /// A key; user name and password; a token; another scheme of HTTP; a certificate below HTTP.
        case header(String), query(String), cookie(String), basic, bearer, http(String), mutualTLS
    }

    /// The constant, without backticks.
    public var name: String
    /// The name in the document.
    public var wireName: String
    /// Where and how the credential travels.
    public var kind: Kind
    /// The documentation's lines, without `///`.
    public var documentation: [String]
}
