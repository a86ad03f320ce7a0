/// The route of an operation as source text.
enum RouteCode {
    private static let methods: Set<String> = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
    ]

    static func declaration(_ plan: OperationPlan, _ context: LayoutContext, indentation: String) -> String {
        let method = methods.contains(plan.method) ? "." + plan.method.lowercased() : ".init(\(literal(plan.method)))"
        var arguments = [method, literal(plan.route.path)]
        arguments += list("query: ", plan.route.query.map(constraint))
        if let id = plan.operationID { arguments.append("operationID: \(literal(id))") }
        arguments += list("tags: ", plan.route.tags.map(literal))
        if !plan.route.security.isEmpty, plan.route.security == context.usualSecurity {
            arguments.append("security: \(context.configuration.moduleName)Security.usual")
        } else {
            arguments += requirements("security: ", plan.route.security)
        }
        if let server = plan.route.server { arguments.append("server: \(literal(server))") }
        return LineFitting.call("public static let route = Route(", arguments, ")", indentation: indentation)
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

    /// An array in pieces between which a line may end; nothing where it is empty.
    private static func list(_ label: String, _ elements: [String]) -> [String] {
        guard !elements.isEmpty else { return [] }
        var elements = elements
        elements[0] = "\(label)[\(elements[0])"
        elements[elements.count - 1] += "]"
        return elements
    }
}
