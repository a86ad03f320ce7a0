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
    /// What it says about the API as a whole.
    public var info: Info
    /// Where the API is served.
    public var servers: [Server]
    /// The tags that it describes.
    public var tags: [Tag]
    /// The entries of `paths`.
    public var paths: [PathItem]
    /// The entries of `webhooks` (OpenAPI 3.1.1 §4.8.1).
    public var webhooks: [PathItem]
    /// Every schema that has an identity of its own: the components in document order, then other reference targets.
    public var schemas: SchemaTable
    /// The entries of `components/securitySchemes`.
    public var securitySchemes: [SecurityScheme]
    /// The document's own `security`; nil where it says nothing.
    public var security: [SecurityRequirement]?
    /// Where there is more to read.
    public var externalDocumentation: ExternalDocumentation?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.2.
public struct Info: Sendable {
    /// The name of the API.
    public var title: String
    /// The version of the document, not of OpenAPI.
    public var version: String
    /// What it is, in a few words.
    public var summary: String?
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// The address of the terms of service.
    public var termsOfService: String?
    /// Whom to ask.
    public var contact: Contact?
    /// What the API may be used for.
    public var license: License?
    /// Where it stands.
    public var location: SourceLocation
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.3.
public struct Contact: Sendable {
    /// The name of a person or an organisation.
    public var name: String?
    /// The address of a page about it.
    public var url: String?
    /// The address to write to.
    public var email: String?
}

/// OpenAPI 3.0.3 §4.7.4.
public struct License: Sendable {
    /// The name of the license.
    public var name: String
    /// The address of its text.
    public var url: String?
    /// An SPDX expression, OpenAPI 3.1.1 §4.8.4.
    public var identifier: String?
}

/// OpenAPI 3.0.3 §4.7.5.
public struct Server: Sendable {
    /// A variable of the URL template, OpenAPI 3.0.3 §4.7.6.
    public struct Variable: Sendable {
        /// The name in braces.
        public var name: String
        /// The value where none is chosen.
        public var defaultValue: String
        /// The values that can be chosen; any where it is empty.
        public var allowedValues: [String]
        /// What it says of itself, in CommonMark.
        public var description: String?
    }

    /// The URL template, relative ones as written.
    public var url: String
    /// OpenAPI 3.2.0 "Server Object".
    public var name: String?
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// The variables of the URL template.
    public var variables: [Variable]
    /// Where it stands.
    public var location: SourceLocation
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.22. Tags that only operations name are not listed here.
public struct Tag: Sendable {
    /// The name by which operations refer to it.
    public var name: String
    /// A short name for people, OpenAPI 3.2.0 "Tag Object".
    public var summary: String?
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// The tag that this one is nested under, OpenAPI 3.2.0 "Tag Object".
    public var parent: String?
    /// What the tag is for, such as `nav` or `badge`, OpenAPI 3.2.0 "Tag Object".
    public var kind: String?
    /// Where there is more to read.
    public var externalDocumentation: ExternalDocumentation?
    /// Where it stands.
    public var location: SourceLocation
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.11.
public struct ExternalDocumentation: Sendable {
    /// The address.
    public var url: String
    /// What it says of itself, in CommonMark.
    public var description: String?
}
