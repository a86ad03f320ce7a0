internal import DocumentTree
internal import OpenAPI

/// Parameters travel in the path, the query, header fields and cookies, each in a style of its own. All become properties
/// of one `Input`; where two differ only in their place, the later one is named after it.
extension OperationBinder {
    func parameters(
        _ operation: OpenAPI.Operation, key: PathKey, in name: TypeName, _ scope: inout NameScope
    ) -> [ParameterPlan] {
        let variables = key.variables
        let owner = operation.filterName(key: key.text)
        var plans: [ParameterPlan] = []
        for parameter in operation.parameters {
            if parameter.location == .path, !variables.contains(parameter.name) {
                if let queryName = key.queryVariables.first(where: { $0.variable == parameter.name })?.name {
                    var parameter = parameter
                    (parameter.location, parameter.isRequired) = (.query, true)
                    parameter.content = queryContent(parameter.content)
                    var plan = plan(parameter, of: owner, in: name, &scope)
                    plan.wireName = queryName
                    plans.append(plan)
                } else if key.unboundVariables.contains(parameter.name) {
                    log.error(
                        "variable-not-bound",
                        "the variable '{\(parameter.name)}' stands where no value can travel in '\(key.text)'",
                        at: parameter.sourceLocation,
                        help: "a variable is bound in the path, or as all of a query parameter's value")
                }
                // Otherwise the reader of documents has said what is wrong with the parameter.
                continue
            }
            if isRouteConstant(parameter, key) { continue }
            plans.append(plan(parameter, of: owner, in: name, &scope))
        }
        for variable in variables where !plans.contains(where: { $0.place == .path && $0.wireName == variable }) {
            let label = scope.claim(Naming.member(Naming.lowerCamel(variable)))
            plans.append(
                ParameterPlan(
                    wireName: variable, place: .path, name: label, type: .string, isRequired: true, shape: .value,
                    options: [], constraints: [], documentation: [], location: operation.location))
        }
        for (queryName, variable) in key.queryVariables
        where !plans.contains(where: { $0.place == .query && $0.wireName == queryName }) {
            let label = scope.claim(Naming.member(Naming.lowerCamel(variable)))
            plans.append(
                ParameterPlan(
                    wireName: queryName, place: .query, name: label, type: .string, isRequired: true, shape: .value,
                    options: [], constraints: [], documentation: [], location: operation.location))
        }
        return plans
    }

    /// The content of a path parameter as that of a query parameter, whose usual style is another one.
    private func queryContent(_ content: Parameter.Content) -> Parameter.Content {
        guard case .schema(let schema, _, _, let allowReserved) = content else { return content }
        return .schema(schema, style: .form, explode: true, allowReserved: allowReserved)
    }

    /// A query parameter whose one value the path's key states already (`?action=copy`).
    private func isRouteConstant(_ parameter: Parameter, _ key: PathKey) -> Bool {
        parameter.location == .query
            && key.query.contains { constraint in
                if case .equals(parameter.name, _) = constraint { true } else { false }
            }
    }

    private func plan(
        _ parameter: Parameter, of owner: String, in name: TypeName, _ scope: inout NameScope
    ) -> ParameterPlan {
        let base = Naming.member(Naming.lowerCamel(parameter.name))
        let place = Naming.upperCamel(parameter.location.rawValue)
        let spelled = Naming.member(Naming.lowerCamel(parameter.name, spellingSymbols: true))
        let configured = configuration.parameterNames.renamed("\(owner).\(parameter.name)")
        let label = scope.claim((configured.map { [$0] } ?? []) + [base, base + place, spelled])
        let isRequired = parameter.isRequired || parameter.location == .path
        var plan = ParameterPlan(
            wireName: parameter.name, place: parameter.location, name: label, type: .string, isRequired: isRequired,
            shape: .value, options: [], constraints: [], documentation: [], location: parameter.sourceLocation)
        var schema: Schema?
        switch parameter.content {
        case .schema(let own, let style, let explode, let allowReserved):
            schema = own
            plan.options = options(parameter.location, style, explode)
            plan.allowsReserved = allowReserved && parameter.location == .query
        case .mediaType(let mediaType):
            schema = MediaTypeKind.isTyped(mediaType) ? mediaType.schema : nil
            plan.shape = MediaTypeKind.shape(
                mediaType, subject: "the parameter '\(parameter.name)'", log: &log)
        }
        if let schema {
            var bound = binder.bind(schema, at: Place(parent: name, hint: parameter.name, depth: 0))
            if case .optional(let wrapped) = bound.type { bound.type = wrapped }
            plan.type = bound.type
            plan.constraints = Constraints.plans(of: schema)
            if !isRequired { plan.documentDefault = schema.defaultValue }
        }
        plan.documentation = Documentation.noted(
            Documentation.lines(parameter.description ?? schema?.description),
            Constraints.sentences(plan.constraints) + (parameter.isDeprecated ? ["Deprecated."] : []))
        return plan
    }

    /// The arguments that differ from OpenAPI's defaults for the place.
    private func options(_ place: Parameter.Location, _ style: Parameter.Style, _ explode: Bool) -> [String] {
        let usual: Parameter.Style = place == .query || place == .cookie ? .form : .simple
        var options = style == usual ? [] : ["style: .\(style.rawValue)"]
        // `deepObject` has only one form; the runtime explodes `form` unless told otherwise, and nothing else.
        if style != .deepObject, explode != (style == .form) { options.append("explode: \(explode)") }
        return options
    }
}
