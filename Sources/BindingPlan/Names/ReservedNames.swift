/// Names that a generated declaration must not have: those of the language, and those that generated code itself or
/// whoever imports it beside Foundation means something else by.
enum ReservedNames {
    /// What needs backticks to be an identifier, and contextual keywords that would read as such in an expression.
    static let keywords: Set<String> = [
        "Any", "Self", "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch",
        "class", "consume", "consuming", "continue", "copy", "default", "defer", "deinit", "discard", "do", "each",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in", "init", "inout", "internal", "is", "isolated", "let", "macro", "nil", "nonisolated", "operator",
        "package",
        "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "sending", "some",
        "static", "struct", "subscript", "super", "switch", "then", "throw", "throws", "true", "try", "typealias",
        "unsafe", "var", "where", "while", "yield",
    ]

    /// The name that a type gets instead of `name` where that is reserved.
    static func typeName(_ name: String, isNested: Bool = false, suffix: String = "Model") -> String {
        switch name {
        case "Type": "Kind"
        case _ where types.contains(name) || (!isNested && generated.contains(name)): name + suffix
        default: name
        }
    }

    static let types = language.union(runtime).union(bodies).union(callers).union(foundation)

    /// The standard library and concurrency, as far as somebody may name a schema so.
    private static let language: Set<String> = [
        "Actor", "Any", "AnyClass", "AnyHashable", "AnyObject", "Array", "ArraySlice", "AsyncSequence", "AsyncStream",
        "Bool", "CaseIterable", "Character", "Clock", "ClosedRange", "Codable", "CodingKey", "Collection", "Comparable",
        "Decodable", "Decoder", "Dictionary", "Double", "Duration", "Encodable", "Encoder", "Equatable", "Error",
        "Float", "Float16", "Float80", "Hashable", "Hasher", "Identifiable", "Int", "Int128", "Int16", "Int32", "Int64",
        "Int8", "Iterator", "KeyPath", "MainActor", "Mirror", "Never", "None", "Optional", "Protocol", "Range",
        "RawRepresentable", "Regex", "Result", "Self", "Sendable", "Sequence", "Set", "Slice", "StaticString",
        "String", "Substring", "Swift", "Task", "TaskGroup", "Type", "UInt", "UInt128", "UInt16", "UInt32", "UInt64",
        "UInt8", "Unicode", "Void",
    ]

    /// BinderyRuntime and HTTPTypes. Clients and servers import the runtime and the models, so that a name of both would
    /// be ambiguous.
    private static let runtime: Set<String> = [
        "APIClient", "APIKeyCredential", "APIOperation", "AuthenticationFault", "Authenticator", "BaseURL",
        "BasicCredential", "BearerCredential", "BinderyRuntime", "BodyAlreadyRead", "BodyInput", "BodyInterrupted",
        "BodyLengthMismatch", "BodyStream", "BodyTooLarge", "ClientFailure", "ClientMiddleware", "ClientTransport",
        "ClosedEnum", "EmptyOperation", "ErrorResponder", "FailureResponse", "HTTPField", "HTTPFields", "HTTPMethod",
        "HTTPRequest", "HTTPResponse", "HTTPTypes", "Indirect", "IndirectOptional", "InputSchema", "JSONDecodable",
        "JSONDecodingError", "JSONEncodable", "JSONEncodingError", "JSONKeyTable", "JSONKind", "JSONMember",
        "JSONModel", "JSONObject", "JSONOperation", "JSONReader", "JSONSchema", "JSONValue", "JSONWriter",
        "MessageDateFormat", "NoInput", "NotImplemented", "OpenEnum", "OperationFailure", "OperationInput",
        "OperationResponse", "ParameterContent", "ParameterShape", "ParameterStyle", "ParameterValue", "Presence",
        "PresentedCredential", "PresentedCredentials", "ProblemResponder", "QueryConstraint", "QueryString", "RFC3339",
        "RecordedCall", "RenderableMessage", "RenderableParameter", "RequestBodyMode", "RequestContext",
        "RequestEncodingError", "RequestFault", "RequestReader", "RequestTarget", "RequestValidation",
        "RequestViolations",
        "RequestWriter", "ResponseError", "ResponseReader", "ResponseWriter", "Route", "Router", "RouterTransport",
        "RoutingFault", "ScalarParameterValue", "SchemaSet", "SchemaViolation", "SchemeAuthenticator",
        "ServerMiddleware", "ServerRequest", "ServerResponse", "StandardErrorRepresenting", "StreamOperation",
        "SuccessOperation", "TextOperation", "UndocumentedFailure", "UndocumentedResponse", "UnknownSubtype",
        "ValidationReport",
    ]

    /// What BinderyRuntime has for bodies of other media types than JSON.
    private static let bodies: Set<String> = [
        "BodyElementError", "BodyFormat", "BodyPart", "BodySequence", "EventStream", "FormField", "FormatOperation",
        "HeadedPart", "MultipartBoundary", "MultipartLimits", "MultipartPart", "PartDescription", "PartHeader",
        "ServerSentEvent", "XMLMember", "XMLName", "XMLShape",
    ]

    /// BinderyRuntime about who calls, and where.
    private static let callers: Set<String> = [
        "APITag", "CallbackOperation", "ClientCredentials", "CredentialProvider", "PasswordProvider",
        "RuntimeExpression", "SecretProvider", "SecurityRequirement",
        "SecurityScheme",
    ]

    /// Foundation, which is imported for dates and data, and next to the bindings by most who use them.
    private static let foundation: Set<String> = [
        "AttributedString", "Bundle", "Calendar", "CharacterSet", "Data", "Date", "DateComponents", "DateFormatter",
        "DateInterval", "Decimal", "Dimension", "FileHandle", "FileManager", "Formatter", "Foundation",
        "FoundationEssentials", "Host", "IndexPath", "IndexSet", "JSONDecoder", "JSONEncoder", "Locale", "Measurement",
        "Notification", "NotificationCenter", "NumberFormatter", "Operation", "OperationQueue", "PersonNameComponents",
        "Pipe", "Port", "Process", "ProcessInfo", "Progress", "RunLoop", "Scanner", "Stream", "Thread", "TimeInterval",
        "TimeZone", "Timer", "URL", "URLComponents", "URLQueryItem", "URLRequest", "URLResponse", "URLSession", "UUID",
        "Unit", "UserDefaults",
    ]

    /// What generated code declares within other types, and so hides there.
    private static let generated: Set<String> = ["Body", "Failure", "Input", "Output", "RawValue"]
}
