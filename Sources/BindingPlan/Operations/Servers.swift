internal import OpenAPI

/// The base URLs that the document offers: its own, and those of paths and operations.
enum Servers {
    static func plans(_ document: Document) -> [ServerPlan] {
        var scope = NameScope(reserved: ["init"])
        var plans = document.servers.map { plan($0, "server", &scope) }
        for item in document.paths {
            for operation in item.operations {
                for server in operation.servers.isEmpty ? item.servers : operation.servers
                where !plans.contains(where: { $0.url == server.url }) {
                    plans.append(plan(server, "\(operation.operationID ?? item.key) server", &scope))
                }
            }
        }
        return plans
    }

    private static func plan(_ server: Server, _ name: String, _ scope: inout NameScope) -> ServerPlan {
        let source = server.name ?? server.description.flatMap { $0.count <= 40 && !$0.isEmpty ? $0 : nil }
        var variables = NameScope()
        return ServerPlan(
            name: scope.claim(Naming.member(Naming.lowerCamel(source ?? name))), url: server.url,
            variables: server.variables.map { variable in
                var documentation = Documentation.lines(variable.description)
                if !variable.allowedValues.isEmpty {
                    documentation += ["One of \(variable.allowedValues.map { "`\($0)`" }.joined(separator: ", "))."]
                }
                return ServerPlan.Variable(
                    wireName: variable.name, name: variables.claim(Naming.member(Naming.lowerCamel(variable.name))),
                    defaultValue: variable.defaultValue, documentation: documentation)
            },
            documentation: Documentation.paragraphs(Documentation.lines(server.description), ["`\(server.url)`"]))
    }

    /// Where an operation is called, if not at the document's servers: the first of its own, or of its path
    /// (OpenAPI 3.0.3 §4.7.9, §4.7.10), with its variables at their defaults.
    static func own(_ operation: OpenAPI.Operation, _ item: PathItem) -> String? {
        guard let server = operation.servers.first ?? item.servers.first else { return nil }
        return server.variables.reduce(server.url) { url, variable in
            url.split(separator: "{\(variable.name)}", omittingEmptySubsequences: false)
                .joined(separator: variable.defaultValue)
        }
    }
}
