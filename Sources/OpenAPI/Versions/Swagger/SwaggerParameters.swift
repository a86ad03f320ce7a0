import DocumentTree

/// The `parameters` of a path item or an operation of Swagger 2.0, sorted by what OpenAPI 3 makes of them.
struct SwaggerParameters {
    var parameters: [Parameter] = []
    var body: SwaggerBody?
    var fields: [SwaggerFormField] = []

    /// Reads the list, whose items are written in place or referred to.
    static func read(_ nodes: [Node], in context: ReadingContext) -> SwaggerParameters {
        var result = SwaggerParameters()
        var seen: Set<Key> = []
        for node in nodes {
            let found = context.resolve(
                node, as: .parameter, memo: context.swaggerParameters, read: SwaggerParameter.read)
            guard let found else { continue }
            let key = Key(found.value)
            guard seen.insert(key).inserted else {
                context.log.error(
                    "duplicate-parameter",
                    "there are two parameters '\(key.name.escapedForMessage)' in '\(key.place)'",
                    at: node.location
                )
                continue
            }
            result.add(found, at: node.location, in: context)
        }
        return result
    }

    /// What tells parameters apart: "a unique parameter is defined by a combination of a name and location". Names of
    /// header fields do not depend on case (RFC 9110 §5.1).
    private struct Key: Hashable {
        let place: String
        let name: String

        init(_ parameter: SwaggerParameter) {
            switch parameter {
            case .parameter(let parameter):
                place = parameter.location.rawValue
                name = parameter.location == .header ? parameter.name.lowercased() : parameter.name
            case .body(let body):
                place = "body"
                name = body.name
            case .field(let field):
                place = "formData"
                name = field.name
            }
        }
    }

    private mutating func add(
        _ found: Resolved<SwaggerParameter>,
        at location: SourceLocation,
        in context: ReadingContext
    ) {
        switch found.value {
        case .parameter(var parameter):
            if parameter.location == .header, Self.followsFromMediaTypes(parameter.name) {
                IgnoredHeaders.report(
                    parameter.name, because: "it follows from 'consumes' and 'produces'", at: location, in: context)
                return
            }
            parameter.componentName = found.componentName
            parameters.append(parameter)
        case .body(let other):
            if body != nil {
                context.log.error("several-bodies", "an operation can have one parameter in 'body' only", at: location)
            }
            body = body ?? other
        case .field(let field):
            fields.append(field)
        }
    }

    private static func followsFromMediaTypes(_ name: String) -> Bool {
        ["accept", "content-type"].contains(name.lowercased())
    }

    /// These over those of the path item, of which the ones with the same name and place are replaced, and the body by
    /// any other one.
    func merged(over shared: SwaggerParameters, in context: ReadingContext) -> SwaggerParameters {
        let names = Set(fields.map(\.name))
        let result = SwaggerParameters(
            parameters: Parameter.merge(parameters, over: shared.parameters),
            body: body ?? shared.body,
            fields: shared.fields.filter { !names.contains($0.name) } + fields
        )
        if let body = result.body, !result.fields.isEmpty {
            // "Since there can only be one payload, body and form parameters cannot exist together."
            context.log.error(
                "body-and-form",
                "an operation has parameters either in 'body' or in 'formData', not both",
                at: body.location
            )
        }
        return result
    }

    /// The payload of an operation, in the media types that it consumes.
    func requestBody(_ consumes: [SwaggerMediaTypes.Entry], in context: ReadingContext) -> RequestBody? {
        if let body { return body.requestBody(consumes, in: context) }
        return fields.isEmpty ? nil : SwaggerForm(fields: fields).requestBody(consumes, in: context)
    }
}
