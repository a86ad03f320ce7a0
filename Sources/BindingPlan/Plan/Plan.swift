/// A document's bindings with every name, type, codec, route and file decided.
public struct Plan: Sendable {
    public var moduleName: String
    /// All types, those that schemas name first in the document's order; nested ones are here too.
    public var types: [TypePlan]
    public var tags: [TagPlan]
    /// The enums of failures that stand beside the operations, because more of them may fail so.
    public var failures: [FailurePlan]
    /// Old names that are kept for types.
    public var aliases: [AliasPlan]
    public var servers: [ServerPlan]
    public var securitySchemes: [SecuritySchemePlan]
    public var files: [PlannedFile]
    /// The same for templates of the user's.
    let outline: Outline

    /// Whether a body is XML, for which the API module needs `BinderyXML`.
    public var usesXML: Bool {
        tags.flatMap(\.operations).contains(where: \.usesXML)
            || failures.flatMap(\.responses).contains { $0.body?.coding.usesXML ?? false }
    }
}

/// A server of the document, as a constant or a function of its variables.
public struct ServerPlan: Sendable {
    public struct Variable: Sendable {
        public var wireName: String
        public var name: String
        public var defaultValue: String
        public var documentation: [String]
    }

    public var name: String
    public var url: String
    public var variables: [Variable]
    public var documentation: [String]
}

/// A security scheme of the document, as a constant.
public struct SecuritySchemePlan: Sendable {
    /// Where and how a credential travels.
    public enum Kind: Sendable {
        case header(String), query(String), cookie(String), basic, bearer, http(String), mutualTLS
    }

    public var name: String
    public var wireName: String
    public var kind: Kind
    public var documentation: [String]
}
