public import DocumentTree

/// An OpenAPI description, whatever version and however many files it was written in: typed, with every reference
/// resolved except those to schemas, which stay references into ``schemas`` so that names and cycles are kept.
public struct Document: Sendable {
    /// The file that was asked for.
    public var file: SourceFile
    /// Every file that was read, the asked-for one first, in the order of first use.
    public var files: [SourceFile]
    /// The value of `openapi`, such as `3.0.3`.
    public var version: String
    public var info: Info
    public var servers: [Server]
    public var tags: [Tag]
    public var paths: [PathItem]
    public var webhooks: [PathItem]
    /// Every schema that has an identity of its own: the components in document order, then other reference targets.
    public var schemas: SchemaTable
    public var securitySchemes: [SecurityScheme]
    /// The document's own `security`; nil where it says nothing.
    public var security: [SecurityRequirement]?
    public var externalDocumentation: ExternalDocumentation?
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.2.
public struct Info: Sendable {
    public var title: String
    public var version: String
    public var summary: String?
    public var description: String?
    public var termsOfService: String?
    public var contact: Contact?
    public var license: License?
    public var location: SourceLocation
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.3.
public struct Contact: Sendable {
    public var name: String?
    public var url: String?
    public var email: String?
}

/// OpenAPI 3.0.3 §4.7.4.
public struct License: Sendable {
    public var name: String
    public var url: String?
    /// An SPDX expression, OpenAPI 3.1.1 §4.8.4.
    public var identifier: String?
}

/// OpenAPI 3.0.3 §4.7.5.
public struct Server: Sendable {
    public struct Variable: Sendable {
        public var name: String
        public var defaultValue: String
        public var allowedValues: [String]
        public var description: String?
    }

    /// The URL template, relative ones as written.
    public var url: String
    /// OpenAPI 3.2.0 "Server Object".
    public var name: String?
    public var description: String?
    public var variables: [Variable]
    public var location: SourceLocation
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.22. Tags that only operations name are not listed here.
public struct Tag: Sendable {
    public var name: String
    /// A short name for people, OpenAPI 3.2.0 "Tag Object".
    public var summary: String?
    public var description: String?
    /// The tag that this one is nested under, OpenAPI 3.2.0 "Tag Object".
    public var parent: String?
    /// What the tag is for, such as `nav` or `badge`, OpenAPI 3.2.0 "Tag Object".
    public var kind: String?
    public var externalDocumentation: ExternalDocumentation?
    public var location: SourceLocation
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.11.
public struct ExternalDocumentation: Sendable {
    public var url: String
    public var description: String?
}
