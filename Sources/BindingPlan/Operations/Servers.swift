internal import OpenAPI

/// The base URLs that the document offers, and the names of its security schemes, as constants.
enum Servers {
    static func plans(_ document: Document) -> [ServerPlan] {
        var scope = NameScope(reserved: ["init"])
        return document.servers.map { server in
            let source = server.description.flatMap { $0.count <= 40 && !$0.isEmpty ? $0 : nil }
            let base = source.map { Naming.lowerCamel($0) } ?? "server"
            var variables = NameScope()
            return ServerPlan(
                name: scope.claim(Naming.member(base)), url: server.url,
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
    }

    static func schemes(_ document: Document) -> [SecuritySchemePlan] {
        var scope = NameScope(reserved: ["init"])
        return document.securitySchemes.map { scheme in
            SecuritySchemePlan(
                name: scope.claim(Naming.member(Naming.lowerCamel(scheme.name))), wireName: scheme.name,
                documentation: Documentation.paragraphs(Documentation.lines(scheme.description), [kind(scheme.kind)]))
        }
    }

    private static func kind(_ kind: SecurityScheme.Kind) -> String {
        switch kind {
        case .apiKey(let name, let place): "API key in the \(place.rawValue) `\(name)`."
        case .http(let scheme, _): "HTTP authentication with the scheme `\(scheme)`."
        case .oauth2(let flows): "OAuth 2.0 by \(flows.map { "`\($0.name)`" }.joined(separator: ", "))."
        case .openIDConnect(let url): "OpenID Connect, described at `\(url)`."
        case .mutualTLS: "A client certificate."
        }
    }
}
