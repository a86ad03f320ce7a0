internal import DocumentTree
internal import OpenAPI

/// The security schemes that the document describes: how each is called in Swift, and what gives its credential.
enum Security {
    static func schemes(_ document: Document) -> [SecuritySchemePlan] {
        var scope = NameScope(reserved: ["init", "schemes", "usual", "providers", "send"])
        return document.securitySchemes.map { scheme in
            SecuritySchemePlan(
                name: scope.claim(Naming.member(Naming.lowerCamel(scheme.name))), wireName: scheme.name,
                kind: kind(scheme.kind),
                documentation: Documentation.paragraphs(
                    Documentation.lines(scheme.description), Documentation.lines(sentence(scheme.kind))))
        }
    }

    /// The requirements of an operation, of which any one suffices; its own take the place of the document's.
    static func requirements(_ operation: OpenAPI.Operation, _ document: Document) -> [[RoutePlan.Scheme]] {
        (operation.security ?? document.security ?? []).map { requirement in
            requirement.entries.map { RoutePlan.Scheme(name: $0.schemeName, scopes: $0.scopes) }
        }
    }

    /// The requirements that the most operations have, where that are at least two.
    static func usual(_ tags: [TagPlan], _ schemes: [SecuritySchemePlan]) -> [[RoutePlan.Scheme]] {
        guard !schemes.isEmpty else { return [] }
        let all = tags.flatMap(\.operations).map(\.route.security).filter { !$0.isEmpty }
        var counts: [[[RoutePlan.Scheme]]: Int] = [:]
        for requirements in all { counts[requirements, default: 0] += 1 }
        // Of those that are as frequent, the first of the document.
        let most = counts.values.max() ?? 0
        return most < 2 ? [] : all.first { counts[$0] == most } ?? []
    }

    /// Names the requirements that no request can meet, since it has one field `Authorization` (RFC 9110 §11.6.2).
    static func report(_ document: Document) -> [Diagnostic] {
        var log = DiagnosticLog()
        let schemes = document.securitySchemes.filter { isAuthorization(kind($0.kind)) }.map(\.name)
        let own = document.everyItem.flatMap { $0.operations.flatMap { $0.security ?? [] } }
        for requirement in (document.security ?? []) + own {
            let names = requirement.entries.map(\.schemeName).filter { schemes.contains($0) }
            guard names.count > 1 else { continue }
            let quoted = names.map { "'\($0.escapedForMessage)'" }.joined(separator: " and ")
            log.warning(
                "requirement-not-met", "\(quoted) need one 'Authorization' field each, and a request has one",
                at: requirement.location,
                help: "where any one of them suffices, make each a requirement of its own, behind its own '-'")
        }
        return log.diagnostics
    }

    private static func isAuthorization(_ kind: SecuritySchemePlan.Kind) -> Bool {
        switch kind {
        case .basic, .bearer, .http: true
        case .header(let name): name.lowercased() == "authorization"
        case .query, .cookie, .mutualTLS: false
        }
    }

    private static func kind(_ kind: SecurityScheme.Kind) -> SecuritySchemePlan.Kind {
        switch kind {
        case .apiKey(let name, .query): .query(name)
        case .apiKey(let name, .cookie): .cookie(name)
        case .apiKey(let name, _): .header(name)
        case .http("basic", _): .basic
        case .http("bearer", _), .oauth2, .openIDConnect: .bearer
        case .http(let scheme, _): .http(scheme)
        case .mutualTLS: .mutualTLS
        }
    }

    private static func sentence(_ kind: SecurityScheme.Kind) -> String {
        switch kind {
        case .apiKey(let name, let place): "API key in the \(place.rawValue) `\(name)`."
        case .http(let scheme, let format?): "HTTP authentication with the scheme `\(scheme)`, as `\(format)`."
        case .http(let scheme, nil): "HTTP authentication with the scheme `\(scheme)`."
        case .oauth2(let flows):
            "OAuth 2.0 by \(flows.map(sentence).joined(separator: ", ")); the token is the caller's."
        case .openIDConnect(let url): "OpenID Connect, described at `\(url)`; the token is the caller's."
        case .mutualTLS: "A client certificate, which is the transport's to show."
        }
    }

    private static func sentence(_ flow: SecurityScheme.OAuthFlow) -> String {
        let urls = [flow.authorizationURL, flow.deviceAuthorizationURL, flow.tokenURL].compactMap(\.self)
        return "`\(flow.name)`" + (urls.isEmpty ? "" : " at " + urls.map { "`\($0)`" }.joined(separator: " and "))
    }
}
