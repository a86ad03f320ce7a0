/// What the parameters and the body of an operation's requests have to be.
public struct InputSchema: Sendable {
    /// One parameter, as OpenAPI describes it (3.0.3 §4.7.12).
    struct Parameter: Sendable {
        enum Place: String {
            case path, query, header, cookie
        }

        var name: String
        var place: Place
        var style: ParameterStyle
        var explode: Bool?
        var isRequired: Bool
        /// Whether its text is JSON (`content`).
        var isJSON: Bool
        var shape: ParameterShape
        var schema: JSONSchema
    }

    /// The media types of a body, as the operation's reader knows them, each with its schema where there is one.
    struct Body: Sendable {
        var isRequired = false
        var mediaTypes: [String] = []
        var schemas: [BodySchema?] = []

        /// The schema of bodies of a content type.
        func schema(for contentType: String?) -> BodySchema? {
            mediaTypes.index(ofContentType: contentType).flatMap { schemas[$0] }
        }
    }

    var parameters: [Parameter] = []
    var body = Body()
    /// Whether there is more to check than what reading the input checks anyway.
    var isConstrained = false
    /// Why there are no schemas, where there should be.
    var problem: SchemaError?

    /// What stands for schemas that cannot be read.
    init(problem: SchemaError) {
        self.problem = problem
        isConstrained = true
    }

    init() {}

    /// What the reader of a body has to heed.
    /// - Parameter mediaType: that of the format that the body is read or written in.
    func rules(for mediaType: String, collectedBytes: Int? = nil) -> BodyRules {
        var rules = BodyRules(schema: body.schema(for: mediaType))
        if let collectedBytes { rules.collectedBytes = collectedBytes }
        // Reading checks all that there is.
        if case .value = rules.schema, !isConstrained { rules.schema = nil }
        return rules
    }
}
