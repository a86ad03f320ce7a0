/// The route of an operation as source text.
enum RouteCode {
    private static let methods: Set<String> = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
    ]

    /// The declaration of the route, which leaves out what the tag around it says of all its operations.
    static func declaration(
        _ plan: OperationPlan, in tag: TagPlan, _ context: LayoutContext, indentation: String
    ) -> String {
        let isTagged = tag.origin == .paths
        let usualTags = isTagged ? [tag.tag].compactMap(\.self) : []
        let security = plan.route.security
        let method = methods.contains(plan.method) ? "." + plan.method.lowercased() : ".init(\(literal(plan.method)))"
        var arguments = [method, literal(plan.route.path)]
        if !plan.route.query.isEmpty { arguments += list("query: ", plan.route.query.map(constraint)) }
        if let id = plan.operationID { arguments.append("operationID: \(literal(id))") }
        if plan.route.tags != usualTags { arguments += list("tags: ", plan.route.tags.map(literal)) }
        if security != context.usualSecurity(of: tag) {
            arguments +=
                security.isEmpty || security != context.usualSecurity
                ? requirements("security: ", security) : ["security: \(context.usualSecurityName)"]
        }
        if let server = plan.route.server { arguments.append("server: \(literal(server))") }
        let function = isTagged ? "makeRoute" : "Route"
        return LineFitting.call("public static let route = \(function)(", arguments, ")", indentation: indentation)
    }

    private static func constraint(_ constraint: RoutePlan.Query) -> String {
        switch constraint {
        case .equals(let name, let value): ".equals(\(literal(name)), \(literal(value)))"
        case .present(let name): ".present(\(literal(name)))"
        }
    }

    /// Security requirements in pieces between which a line may end.
    static func requirements(_ label: String, _ requirements: [[RoutePlan.Scheme]]) -> [String] {
        list(label, requirements.map { "[\($0.map(scheme).joined(separator: ", "))]" })
    }

    private static func scheme(_ scheme: RoutePlan.Scheme) -> String {
        guard !scheme.scopes.isEmpty else { return literal(scheme.name) }
        return ".init(\(literal(scheme.name)), scopes: [\(scheme.scopes.map(literal).joined(separator: ", "))])"
    }

    private static func literal(_ text: String) -> String { Literals.string(text) }

    /// An array in pieces between which a line may end.
    private static func list(_ label: String, _ elements: [String]) -> [String] {
        guard !elements.isEmpty else { return [label + "[]"] }
        var elements = elements
        elements[0] = "\(label)[\(elements[0])"
        elements[elements.count - 1] += "]"
        return elements
    }
}
