public import OpenAPI

/// What the server holds bodies of one media type against. Its reader and its validation both go by the format that the
/// body is bound to.
public struct BodyCheckPlan: Sendable {
    /// Bytes that are one JSON text, or one piece of plain text.
    public struct Content: Sendable {
        public var schema: Schema
        public var isText: Bool
    }

    /// A part of a multipart body.
    public struct Part: Sendable {
        public var name: String
        /// Nil for a stream.
        public var content: Content?
        public var isRequired: Bool
        /// Whether it is an array, with one part for each element.
        public var isList: Bool
        public var headers: [Header] = []
        public var minItems: Int?
        public var maxItems: Int?
    }

    /// The parts of a multipart body.
    public struct Parts: Sendable {
        public var all: [Part]
        /// Whether there are no others.
        public var isClosed: Bool
        public var minProperties: Int?
        public var maxProperties: Int?
    }

    public enum Kind: Sendable {
        /// The bytes, before they are read.
        case content(Content)
        /// The value that is read from them.
        case value(Schema)
        /// Each element of a stream.
        case elements(Content)
        /// Each part, and how many there are.
        case parts(Parts)
        case nothing
    }

    /// Something of the document that is not checked, for a diagnostic.
    public struct Remainder: Sendable {
        /// What it is said of, such as `bodies of 'image/png'`.
        public var subject: String
        public var schema: Schema
        /// Whether `schema` is that of the subject, which may also be limited in what it holds; else only its own keywords
        /// count.
        public var isWhole = true
    }

    public var mediaType: String
    public var kind: Kind
    public var remainders: [Remainder] = []
}
