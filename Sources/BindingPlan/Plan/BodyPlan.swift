/// How a body is written and read.
public enum BodyCoding: Sendable, Hashable {
    /// One format, for which the runtime has functions of its own.
    case json, text, stream, bytes
    /// By formats of the runtime, the usual one first.
    case formats(BodyFormatsPlan)
}

/// The formats of one body.
public struct BodyFormatsPlan: Sendable, Hashable {
    /// The formats.
    public var formats: [BodyFormatPlan]
    /// The enum of alternatives, which has the formats; nil where they all have one type.
    public var enumName: TypeName?

    /// Whether one of the formats is XML, which has a module of its own.
    public var usesXML: Bool {
        formats.contains { if case .xml = $0.kind { true } else { false } }
    }

    /// Whether a body in one of the formats is read as it comes.
    public var streams: Bool { formats.contains { $0.kind.isStreamed } }
}

/// How a body of one media type, or a part of a multipart body, is written and read.
public struct BodyFormatPlan: Sendable, Hashable {
    /// The formats of the runtime.
    public enum Kind: Sendable, Hashable {
        /// The formats that take no arguments.
        case json, text, bytes, file, multipart, events, textEvents, lines, textSequence
        /// The fields that are no scalars and no lists of scalars, as source text.
        case form([String])
        /// The root element, and the types of objects in it, as source text.
        case xml(root: String, types: [XMLTypePlan])

        var isStreamed: Bool {
            switch self {
            case .json, .text, .form, .xml: false
            case .bytes, .file, .multipart, .events, .textEvents, .lines, .textSequence: true
            }
        }
    }

    /// The media type, as sent.
    public var mediaType: String
    /// Which of the runtime's formats it is.
    public var kind: Kind
    /// The type of the values.
    public var type: SwiftType
    /// The case of the enum of alternatives.
    public var caseName = ""
    /// What the document says of the fields of a form.
    public var encoding: [FieldEncodingPlan] = []
}

/// The members of a type of objects in XML, as source text.
public struct XMLTypePlan: Sendable, Hashable {
    /// The name of the type, or of what stands for it.
    public var name: String
    /// An expression for each member.
    public var members: [String]
}

/// How a field of a form is written, where the document says so.
public struct FieldEncodingPlan: Sendable, Hashable {
    /// The field.
    public var name: String
    /// The media type of its value.
    public var contentType: String?
    /// How the value is written.
    public var style: String?
    /// Whether each element is a field of its own.
    public var explode: Bool?
    /// Whether reserved characters travel as they are.
    public var allowsReserved: Bool
}

/// An enum with a case for each kind of body, or for each part of a multipart body.
public struct ContentsPlan: Sendable {
    /// A kind of body, or a part.
    public struct Case: Sendable {
        /// The enum case, without backticks.
        public var name: String
        /// The type of its value.
        public var type: SwiftType
        /// The documentation's lines, without `///`.
        public var documentation: [String]
    }

    /// One format of a case.
    public struct Entry: Sendable {
        /// The format.
        public var format: BodyFormatPlan
        /// The name of the part.
        public var partName = ""
        /// Whether each body must have the part.
        public var isRequired = false
        /// Whether a body may have it more than once.
        public var isRepeated = false
        /// The header fields of the part.
        public var headers: [PartHeaderPlan] = []
    }

    /// The cases of the enum.
    public var cases: [Case]
    /// The formats, in the order in which they are tried.
    public var entries: [Entry]
    /// Whether the cases are parts of one body.
    public var isMultipart: Bool

    /// The types of cases and header fields.
    var types: [SwiftType] { cases.map(\.type) + entries.flatMap(\.headers).map(\.type) }
}

/// A header field of a part, as a constant of the enum of parts.
public struct PartHeaderPlan: Sendable {
    /// The constant, without backticks.
    public var name: String
    /// The name of the field.
    public var wireName: String
    /// The type of its value.
    public var type: SwiftType
    /// The documentation's lines, without `///`.
    public var documentation: [String]
    /// Arguments beside the name as source text, such as `explode: true`.
    public var options: [String]
}
