public import DocumentTree
public import OpenAPI

/// The operations of one tag.
public struct TagPlan: Sendable {
    /// What the operations are in the document.
    public enum Origin: Sendable {
        /// Operations at a path; those that the document only describes; those that follow an operation.
        case paths, webhooks, callbacks
    }

    /// The tag in the document; nil for operations without one.
    public var tag: String?
    /// Where the operations stand in the document.
    public var origin = Origin.paths
    /// The enum around the operations in the API module.
    public var name: TypeName
    /// The property of the client, and the label in the server's initialiser.
    public var memberName: String
    /// The type of the client's part.
    public var clientName: String
    /// The protocol of the server.
    public var handlerName: String
    /// The documentation's lines, without `///`.
    public var documentation: [String]
    /// The operations, in the order of the document.
    public var operations: [OperationPlan]
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [ExtensionPlan] = []
}

/// One operation, as a type of the API module, a method of the client and one of the handler.
public struct OperationPlan: Sendable {
    /// The type that stands for it.
    public var name: TypeName
    /// The method's name, without backticks.
    public var methodName: String
    /// Old names of the method, which are kept.
    public var formerNames: [String] = []
    /// The document's own id.
    public var operationID: String?
    /// The method, in capitals.
    public var method: String
    /// The key of `paths` as the document has it.
    public var pathKey: String
    /// How requests reach it.
    public var route: RoutePlan
    /// All that the document says of the operation, and where it is.
    public var documentation: [String]
    /// The first sentence or two, without the operation's address.
    public var summary: [String]
    /// Whether it should no longer be used.
    public var isDeprecated: Bool
    /// What is sent outside the body.
    public var parameters: [ParameterPlan]
    /// The request's body, where there is one.
    public var body: BodyPlan?
    /// What a success gives back.
    public var output: OutputPlan
    /// The responses that are no success.
    public var failures: [ResponsePlan]
    /// The enum of the failures, which is the operation's own where it stands in the operation; nil where none is
    /// documented.
    public var failureName: TypeName?
    /// The parameter of the path at which it is served, where the document leaves its address open.
    public var placeName: String?
    /// The runtime expression of the address that it is called back at.
    public var callbackAddress: String?
    /// The specification extensions, OpenAPI 3.0.3 §4.9.
    public var extensions: [ExtensionPlan] = []
    /// Where it stands.
    public var location: SourceLocation

    /// Where the operation is, as documentation has it.
    public var address: String { "`\(method) \(pathKey)`" }

    /// Whether a call has anything to say.
    public var hasInput: Bool { !parameters.isEmpty || body != nil }

    /// What the operation takes.
    public var inputType: SwiftType { .named(hasInput ? TypeName("Input", in: name) : TypeName("NoInput")) }

    /// What a success gives back.
    public var outputType: SwiftType {
        switch output {
        case .undocumented: .void
        case .single(let response): response.payload ?? .void
        case .several: .named(TypeName("Output", in: name))
        }
    }
}

/// An enum of failures, with a case for each documented response.
public struct FailurePlan: Sendable {
    /// The enum.
    public var name: TypeName
    /// The responses, each of which is a case.
    public var responses: [ResponsePlan]
}

/// What a request must look like to reach an operation.
public struct RoutePlan: Sendable {
    /// A security scheme with what its credential has to allow.
    public struct Scheme: Sendable, Hashable {
        /// The scheme's name in the document.
        public var name: String
        /// The scopes that the credential must have.
        public var scopes: [String]
    }

    /// What the query must have.
    public enum Query: Sendable, Hashable {
        /// A parameter of this value.
        case equals(name: String, value: String)
        /// A parameter, whatever its value.
        case present(name: String)
    }

    /// The path template without query and fragment.
    public var path: String
    /// What the query must have.
    public var query: [Query]
    /// The tags of the operation, the one that it stands under first.
    public var tags: [String]
    /// Sets of schemes, any one of which suffices.
    public var security: [[Scheme]]
    /// The URL of the operation's own server, its variables at their defaults.
    public var server: String?

    /// The path with its query, variables without their names: what two routes share that no request tells apart.
    var shape: String {
        var shape = ""
        var isVariable = false
        for character in path {
            if character == "}" { isVariable = false }
            if !isVariable { shape.append(character) }
            if character == "{" { isVariable = true }
        }
        for constraint in query {
            switch constraint {
            case .equals(let name, let value): shape += "?\(name)=\(value)"
            case .present(let name): shape += "?\(name)"
            }
        }
        return shape
    }
}

/// A member of an operation's `Input` that travels outside the body.
public struct ParameterPlan: Sendable {
    /// What the runtime has to do with the value.
    public enum Shape: Sendable {
        /// One value; several; the members of an object; JSON as text.
        case value, array, object, json
    }

    /// The name on the wire.
    public var wireName: String
    /// Where it travels.
    public var place: Parameter.Location
    /// The property of `Input`, without backticks.
    public var name: String
    /// Without `Optional`.
    public var type: SwiftType
    /// Whether each request must have it.
    public var isRequired: Bool
    /// What the runtime has to do with the value.
    public var shape: Shape
    /// Arguments beside name and value, such as `style: .pipeDelimited`.
    public var options: [String]
    /// Whether reserved characters travel as they are; a matter of writing only.
    public var allowsReserved = false
    /// What the document says that the value is where it is missing.
    public var documentDefault: Node?
    /// The Swift expression of that value.
    public var defaultValue: String?
    /// The keywords that limit its values.
    public var constraints: [ConstraintPlan]
    /// The documentation's lines, without `///`.
    public var documentation: [String]
    /// Where it stands.
    public var location: SourceLocation

    /// Whether the Swift type is an `Optional`.
    public var isOptional: Bool { !isRequired && defaultValue == nil }
    /// The type with its `Optional`.
    public var fullType: SwiftType { isOptional ? type.asOptional : type }
}

/// A request's body.
public struct BodyPlan: Sendable {
    /// The property of `Input`.
    public var name: String
    /// Without `Optional`.
    public var type: SwiftType
    /// How it is written and read.
    public var coding: BodyCoding
    /// The media type, as sent.
    public var contentType: String
    /// Whether each request must have it.
    public var isRequired: Bool
    /// The documentation's lines, without `///`.
    public var documentation: [String]
    /// What it is held against, by media type.
    public var checks: [BodyCheckPlan] = []

    /// The type with its `Optional`.
    public var fullType: SwiftType { isRequired ? type : type.asOptional }
}

/// One documented response.
public struct ResponsePlan: Sendable {
    /// The body of a response.
    public struct Body: Sendable, Hashable {
        /// The type.
        public var type: SwiftType
        /// How it is written and read.
        public var coding: BodyCoding
        /// The media type, as sent.
        public var contentType: String
        /// The schema's `format`.
        public var format: String?
    }

    /// A header field of a response.
    public struct HeaderPlan: Sendable {
        /// The name of the field.
        public var wireName: String
        /// The property, without backticks.
        public var name: String
        /// Without `Optional`.
        public var type: SwiftType
        /// Whether each response must have it.
        public var isRequired: Bool
        /// What the runtime has to do with the value.
        public var shape: ParameterPlan.Shape
        /// The documentation's lines, without `///`.
        public var documentation: [String]
        /// Arguments beside name and value as source text, such as `explode: true`.
        public var options: [String] = []

        /// The type with its `Optional`.
        public var fullType: SwiftType { isRequired ? type : type.asOptional }
    }

    /// The statuses that it is for.
    public var status: Response.Status
    /// The enum case, without backticks.
    public var caseName: String
    /// The body, where there is one.
    public var body: Body?
    /// The header fields.
    public var headers: [HeaderPlan]
    /// The struct around body and headers, where there are headers.
    public var payloadName: TypeName?
    /// The documentation's lines, without `///`.
    public var documentation: [String]
    /// The documentation of the case, which tells the status first.
    public var caseDocumentation: [String]

    /// What the case carries beside a status: nothing, the body, or the struct.
    public var payload: SwiftType? { payloadName.map { .named($0) } ?? body?.type }
    /// Whether the status is not told by the case alone.
    public var carriesStatus: Bool { if case .code = status { false } else { true } }
}

/// What an operation gives back.
public enum OutputPlan: Sendable {
    /// No success is documented: any 2xx without looking at its body.
    case undocumented
    /// One success; the output is its payload.
    case single(ResponsePlan)
    /// An enum with a case each.
    case several([ResponsePlan])

    /// The successes that are documented.
    public var responses: [ResponsePlan] {
        switch self {
        case .undocumented: []
        case .single(let response): [response]
        case .several(let responses): responses
        }
    }
}

extension OperationPlan {
    /// The types of the members of `Input`.
    var inputTypes: [SwiftType] { parameters.map(\.type) + (body.map { [$0.type] } ?? []) }

}

extension ResponsePlan {
    /// The types of the body and the header fields.
    var types: [SwiftType] { (body.map { [$0.type] } ?? []) + headers.map(\.type) }
}
