public import DocumentTree

/// The operations under one key of `paths` (or of `webhooks`, or of a callback), OpenAPI 3.0.3 §4.7.9.
public struct PathItem: Sendable {
    /// The key as written, which may hold a query string or a fragment (`/item/{id}?action=copy`).
    public var key: String
    /// Where the key stands.
    public var keyLocation: SourceLocation
    /// What it is, in a few words.
    public var summary: String?
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// The servers of these operations; the document's where it is empty.
    public var servers: [Server]
    /// Those that all operations share; ``Operation/parameters`` has them as well.
    public var parameters: [Parameter]
    /// The operations, in the order of the document.
    public var operations: [Operation]
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.10. Parameters of the path item are merged in already.
public struct Operation: Sendable {
    /// In upper case, such as `GET`.
    public var method: String
    /// The document's own id of the operation.
    public var operationID: String?
    /// Where that stands.
    public var operationIDLocation: SourceLocation?
    /// The tags that it is listed under.
    public var tags: [String]
    /// What it is, in a few words.
    public var summary: String?
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// Where there is more to read.
    public var externalDocumentation: ExternalDocumentation?
    /// What is sent outside the body.
    public var parameters: [Parameter]
    /// The body, where requests have one.
    public var requestBody: RequestBody?
    /// The responses that are described.
    public var responses: [Response]
    /// Requests that the server sends because of it.
    public var callbacks: [Callback]
    /// Whether it should no longer be used.
    public var isDeprecated: Bool
    /// The operation's own `security`; nil where it says nothing, empty where it says `[]`.
    public var security: [SecurityRequirement]?
    /// Its own servers; the path item's where it is empty.
    public var servers: [Server]
    /// Where the method's key was written.
    public var location: SourceLocation
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.18. The keys of the path items are runtime expressions.
public struct Callback: Sendable {
    /// The key under `callbacks`.
    public var name: String
    /// The requests by the address that they are sent to.
    public var pathItems: [PathItem]
    /// Where it stands.
    public var location: SourceLocation
    /// The name under `components/callbacks` that a reference led to.
    public var componentName: String?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.12.
public struct Parameter: Sendable {
    /// Where a parameter travels.
    public enum Location: String, Sendable {
        /// The values of `in`.
        case path, query, header, cookie
    }
    /// How a value is written as text, OpenAPI 3.0.3 §4.7.12.3.
    public enum Style: String, Sendable {
        /// The values of `style`.
        case matrix, label, form, simple, spaceDelimited, pipeDelimited, deepObject
    }
    /// What the value is, and how it is written.
    public enum Content: Sendable {
        /// `schema` with `style` and `explode`, defaults filled in.
        case schema(Schema, style: Style, explode: Bool, allowReserved: Bool)
        /// `content` with its one media type.
        case mediaType(MediaType)
    }

    /// The name on the wire.
    public var name: String
    /// Where it travels.
    public var location: Location
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// Whether each request must have it.
    public var isRequired: Bool
    /// Whether it should no longer be used.
    public var isDeprecated: Bool
    /// Whether the name may stand without a value in a query.
    public var allowsEmptyValue: Bool
    /// What its value is.
    public var content: Content
    /// The examples.
    public var examples: [Node]
    /// Where it stands.
    public var sourceLocation: SourceLocation
    /// The name under `components/parameters` that a reference led to.
    public var componentName: String?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.13.
public struct RequestBody: Sendable {
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// Whether each request must have one.
    public var isRequired: Bool
    /// What it can be, by media type.
    public var content: [MediaType]
    /// Where it stands.
    public var location: SourceLocation
    /// The name under `components` that a reference led to.
    public var componentName: String?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// One entry of a `content` map, OpenAPI 3.0.3 §4.7.14.
public struct MediaType: Sendable {
    /// How a field of a form or a part of a multipart body is written, OpenAPI 3.0.3 §4.7.15.
    public struct Encoding: Sendable {
        /// The member of the schema that it is for.
        public var propertyName: String
        /// The media types that it can have.
        public var contentType: String?
        /// The header fields of the part.
        public var headers: [Header]
        /// How the value is written, where the media type does not say.
        public var style: Parameter.Style?
        /// Whether each element is a field of its own.
        public var explode: Bool?
        /// Whether reserved characters (RFC 3986 §2.2) travel as they are.
        public var allowReserved: Bool
        /// Where it stands.
        public var location: SourceLocation
    }

    /// The key, such as `application/json; charset=utf-8`.
    public var name: String
    /// What the body is.
    public var schema: Schema?
    /// What each item of a sequence is, such as a line of `application/jsonl` (OpenAPI 3.2.0 "Media Type Object").
    public var itemSchema: Schema?
    /// How single members are written.
    public var encoding: [Encoding]
    /// The examples.
    public var examples: [Node]
    /// Where it stands.
    public var location: SourceLocation
    /// The name under `components/mediaTypes` that a reference led to (OpenAPI 3.2.0 "Components Object").
    public var componentName: String?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.17.
public struct Response: Sendable {
    /// The key of a response, OpenAPI 3.0.3 §4.7.16.
    public enum Status: Sendable, Hashable {
        /// A status code.
        case code(Int)
        /// `4XX` is `range(4)`.
        case range(Int)
        /// Every status that no other response is for.
        case `default`
    }

    /// The statuses that it is for.
    public var status: Status
    /// What it is, in a few words.
    public var summary: String?
    /// What it means.
    public var description: String
    /// The header fields that are described.
    public var headers: [Header]
    /// What its body can be, by media type.
    public var content: [MediaType]
    /// The operations that can follow.
    public var links: [Link]
    /// Where it stands.
    public var location: SourceLocation
    /// The name under `components` that a reference led to.
    public var componentName: String?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.21: a parameter without name and place.
public struct Header: Sendable {
    /// The name of the field.
    public var name: String
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// Whether each message must have it.
    public var isRequired: Bool
    /// Whether it should no longer be used.
    public var isDeprecated: Bool
    /// What its value is.
    public var content: Parameter.Content
    /// Where it stands.
    public var location: SourceLocation
    /// The name under `components` that a reference led to.
    public var componentName: String?
    /// The examples.
    public var examples: [Node]
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}

/// OpenAPI 3.0.3 §4.7.20.
public struct Link: Sendable {
    /// The key under `links`.
    public var name: String
    /// The id of the operation that it leads to.
    public var operationID: String?
    /// A reference to that operation instead.
    public var operationReference: String?
    /// Names of the linked operation's parameters, with constants or runtime expressions.
    public var parameters: [Node.Member]
    /// What to send, a constant or a runtime expression.
    public var requestBody: Node?
    /// What it says of itself, in CommonMark.
    public var description: String?
    /// The server of that operation.
    public var server: Server?
    /// Where it stands.
    public var location: SourceLocation
    /// The name under `components` that a reference led to.
    public var componentName: String?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [Node.Member]
}
