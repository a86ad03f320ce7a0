public import DocumentTree

/// The operations under one key of `paths` (or of `webhooks`, or of a callback), OpenAPI 3.0.3 §4.7.9.
public struct PathItem: Sendable {
    /// The key as written, which may hold a query string or a fragment (`/item/{id}?action=copy`).
    public var key: String
    public var keyLocation: SourceLocation
    public var summary: String?
    public var description: String?
    public var servers: [Server]
    public var operations: [Operation]
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.10. Parameters of the path item are merged in already.
public struct Operation: Sendable {
    /// In upper case, such as `GET`.
    public var method: String
    public var operationID: String?
    public var operationIDLocation: SourceLocation?
    public var tags: [String]
    public var summary: String?
    public var description: String?
    public var externalDocumentation: ExternalDocumentation?
    public var parameters: [Parameter]
    public var requestBody: RequestBody?
    public var responses: [Response]
    public var callbacks: [Callback]
    public var isDeprecated: Bool
    /// The operation's own `security`; nil where it says nothing, empty where it says `[]`.
    public var security: [SecurityRequirement]?
    public var servers: [Server]
    /// Where the method's key was written.
    public var location: SourceLocation
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.18. The keys of the path items are runtime expressions.
public struct Callback: Sendable {
    public var name: String
    public var pathItems: [PathItem]
    public var location: SourceLocation
    /// The name under `components/callbacks` that a reference led to.
    public var componentName: String?
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.12.
public struct Parameter: Sendable {
    public enum Location: String, Sendable { case path, query, header, cookie }
    public enum Style: String, Sendable {
        case matrix, label, form, simple, spaceDelimited, pipeDelimited, deepObject
    }
    public enum Content: Sendable {
        /// `schema` with `style` and `explode`, defaults filled in.
        case schema(Schema, style: Style, explode: Bool, allowReserved: Bool)
        /// `content` with its one media type.
        case mediaType(MediaType)
    }

    public var name: String
    public var location: Location
    public var description: String?
    public var isRequired: Bool
    public var isDeprecated: Bool
    public var allowsEmptyValue: Bool
    public var content: Content
    public var examples: [Node]
    public var sourceLocation: SourceLocation
    /// The name under `components/parameters` that a reference led to.
    public var componentName: String?
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.13.
public struct RequestBody: Sendable {
    public var description: String?
    public var isRequired: Bool
    public var content: [MediaType]
    public var location: SourceLocation
    public var componentName: String?
    public var extensions: [Node.Member]
}

/// One entry of a `content` map, OpenAPI 3.0.3 §4.7.14.
public struct MediaType: Sendable {
    public struct Encoding: Sendable {
        public var propertyName: String
        public var contentType: String?
        public var headers: [Header]
        public var style: Parameter.Style?
        public var explode: Bool?
        public var allowReserved: Bool
        public var location: SourceLocation
    }

    /// The key, such as `application/json; charset=utf-8`.
    public var name: String
    public var schema: Schema?
    /// What each item of a sequence is, such as a line of `application/jsonl` (OpenAPI 3.2.0 "Media Type Object").
    public var itemSchema: Schema?
    public var encoding: [Encoding]
    public var examples: [Node]
    public var location: SourceLocation
    /// The name under `components/mediaTypes` that a reference led to (OpenAPI 3.2.0 "Components Object").
    public var componentName: String?
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.17.
public struct Response: Sendable {
    public enum Status: Sendable, Hashable {
        case code(Int)
        /// `4XX` is `range(4)`.
        case range(Int)
        case `default`
    }

    public var status: Status
    public var summary: String?
    public var description: String
    public var headers: [Header]
    public var content: [MediaType]
    public var links: [Link]
    public var location: SourceLocation
    public var componentName: String?
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.21: a parameter without name and place.
public struct Header: Sendable {
    public var name: String
    public var description: String?
    public var isRequired: Bool
    public var isDeprecated: Bool
    public var content: Parameter.Content
    public var location: SourceLocation
    public var componentName: String?
    public var examples: [Node]
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.20.
public struct Link: Sendable {
    public var name: String
    public var operationID: String?
    public var operationReference: String?
    /// Names of the linked operation's parameters, with constants or runtime expressions.
    public var parameters: [Node.Member]
    public var requestBody: Node?
    public var description: String?
    public var server: Server?
    public var location: SourceLocation
    public var componentName: String?
    public var extensions: [Node.Member]
}
