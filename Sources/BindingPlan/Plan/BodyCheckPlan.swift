public import OpenAPI

/// What the server holds bodies of one media type against. Its reader and its validation both go by the format that the
/// body is bound to.
public struct BodyCheckPlan: Sendable {
    /// Bytes that are one JSON text, or one piece of plain text.
    public struct Content: Sendable {
        /// What they are held against.
        public var schema: Schema
        /// Whether they are plain text.
        public var isText: Bool
    }

    /// A part of a multipart body.
    public struct Part: Sendable {
        /// The name of the part.
        public var name: String
        /// Nil for a stream.
        public var content: Content?
        /// Whether each body must have it.
        public var isRequired: Bool
        /// Whether it is an array, with one part for each element.
        public var isList: Bool
        /// The header fields that are described.
        public var headers: [Header] = []
        /// How many of them there must be, where it is a list.
        public var minItems: Int?
        /// How many of them there may be.
        public var maxItems: Int?
    }

    /// The parts of a multipart body.
    public struct Parts: Sendable {
        /// The parts that the document describes.
        public var all: [Part]
        /// Whether there are no others.
        public var isClosed: Bool
        /// How many different parts there must be.
        public var minProperties: Int?
        /// How many there may be.
        public var maxProperties: Int?
    }

    /// What is held against the schema.
    public enum Kind: Sendable {
        /// The bytes, before they are read.
        case content(Content)
        /// The value that is read from them.
        case value(Schema)
        /// Each element of a stream.
        case elements(Content)
        /// Each part, and how many there are.
        case parts(Parts)
        /// Nothing: the document says no more than reading does.
        case nothing
    }

    /// Something of the document that is not checked, for a diagnostic.
    public struct Remainder: Sendable {
        /// What it is said of, such as `bodies of 'image/png'`.
        public var subject: String
        /// The schema that says it.
        public var schema: Schema
        /// Whether `schema` is that of the subject, which may also be limited in what it holds; else only its own keywords
        /// count.
        public var isWhole = true
    }

    /// The media type of the bodies.
    public var mediaType: String
    /// What of them is held against their schemas.
    public var kind: Kind
    /// What is not.
    public var remainders: [Remainder] = []
}
