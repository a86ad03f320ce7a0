internal import DocumentTree
internal import OpenAPI

/// Who may call (OpenAPI 3.0.3 §4.7.30): requirements are alternatives, of which each may need several schemes.
extension DocumentComparer {
    mutating func compareDocumentSecurity() {
        compare(
            old.security ?? [], new.security ?? [], .document, prefix: "api-global-security", "the document",
            old: old.info.location, new: new.info.location)
    }

    mutating func compareSecurity(_ pair: OperationPair) {
        compare(
            pair.old.security ?? [], pair.new.security ?? [], pair.scope, prefix: "api-security", "the operation",
            old: pair.old.location, new: pair.new.location)
        compareEffective(pair)
    }

    /// What is written in one place.
    private mutating func compare(
        _ before: [SecurityRequirement], _ after: [SecurityRequirement], _ scope: Change.Scope, prefix: String,
        _ subject: String, old: SourceLocation, new: SourceLocation
    ) {
        func names(_ requirement: SecurityRequirement) -> [String] { requirement.entries.map(\.schemeName).sorted() }
        for requirement in before {
            guard let match = after.first(where: { names($0) == names(requirement) }) else {
                add(
                    "\(prefix)-removed", .info, scope, "\(subject) no longer lists the security \(requirement.phrase)",
                    old: requirement.location, new: new)
                continue
            }
            compareScopes(requirement, match, scope, prefix)
        }
        for requirement in after where !before.contains(where: { names($0) == names(requirement) }) {
            add(
                "\(prefix)-added", .info, scope, "\(subject) lists the security \(requirement.phrase) now", old: old,
                new: requirement.location)
        }
    }

    private mutating func compareScopes(
        _ before: SecurityRequirement, _ after: SecurityRequirement, _ scope: Change.Scope, _ prefix: String
    ) {
        for entry in after.entries {
            guard let match = before.entries.first(where: { $0.schemeName == entry.schemeName }) else { continue }
            for name in match.scopes where !entry.scopes.contains(name) {
                add(
                    "\(prefix)-scope-removed", .info, scope,
                    "`\(entry.schemeName)` no longer needs the scope `\(name)`",
                    old: match.location, new: entry.location)
            }
            for name in entry.scopes where !match.scopes.contains(name) {
                add(
                    "\(prefix)-scope-added", .info, scope, "`\(entry.schemeName)` needs the scope `\(name)` now",
                    old: match.location, new: entry.location)
            }
        }
    }

    /// What holds for the operation in the end: whoever was let in before should be still.
    private mutating func compareEffective(_ pair: OperationPair) {
        let before = pair.old.security ?? old.security ?? []
        let after = pair.new.security ?? new.security ?? []
        guard !after.isEmpty else { return }
        if before.isEmpty {
            guard !after.contains(where: { $0.entries.isEmpty }) else { return }
            noteStricter("calls without credentials are no longer let in", pair.old.location, after, pair)
        } else if let refused = before.first(where: { known in !after.contains { $0.isSatisfied(by: known) } }) {
            let who =
                refused.entries.isEmpty ? "calls without credentials" : "calls with no more than \(refused.phrase)"
            noteStricter("\(who) are no longer let in", refused.location, after, pair)
        }
    }

    private mutating func noteStricter(
        _ what: String, _ place: SourceLocation, _ after: [SecurityRequirement], _ pair: OperationPair
    ) {
        add(
            "api-security-became-stricter", .breaking, pair.scope, what, sides: [.clients], old: place,
            new: after.first?.location ?? pair.new.location)
    }

    mutating func compareSecuritySchemes() {
        let known = Dictionary(old.securitySchemes.map { ($0.name, $0) }) { first, _ in first }
        let kept = Set(new.securitySchemes.map(\.name))
        for scheme in old.securitySchemes where !kept.contains(scheme.name) {
            add(
                "api-security-component-removed", .info, scheme.scope, "the security scheme `\(scheme.name)` is gone",
                old: scheme.location)
        }
        for scheme in new.securitySchemes {
            guard let match = known[scheme.name] else {
                add(
                    "api-security-component-added", .info, scheme.scope, "the security scheme `\(scheme.name)` is new",
                    new: scheme.location)
                continue
            }
            compare(match, scheme)
        }
    }

    private mutating func compare(_ before: SecurityScheme, _ after: SecurityScheme) {
        func note(_ id: String, _ what: String, _ self: inout DocumentComparer) {
            // Credentials that are sent another way have to be changed on both sides.
            let isSentAnotherWay = ["type-changed", "key-changed", "http-scheme-changed"].contains(id)
            self.add(
                "api-security-component-\(id)", isSentAnotherWay ? .warning : .info, after.scope,
                "the security scheme `\(after.name)`: \(what)", sides: isSentAnotherWay ? [.clients, .servers] : [],
                old: before.location, new: after.location)
        }
        switch (before.kind, after.kind) {
        case (.oauth2(let oldFlows), .oauth2(let newFlows)):
            for flow in newFlows {
                guard let match = oldFlows.first(where: { $0.name == flow.name }) else { continue }
                if match.authorizationURL != flow.authorizationURL {
                    note("oauth-url-changed", "the authorization URL of \(flow.name) changed", &self)
                }
                if match.tokenURL != flow.tokenURL {
                    note("oauth-token-url-changed", "the token URL of \(flow.name) changed", &self)
                }
                compareScopes(match, flow) { id, what in note(id, what, &self) }
            }
        case (.apiKey(let oldName, let oldPlace), .apiKey(let newName, let newPlace)):
            if oldName != newName || oldPlace != newPlace {
                note(
                    "key-changed",
                    "the key is in the \(newPlace.rawValue) `\(newName)` where it was in the \(oldPlace.rawValue) "
                        + "`\(oldName)`", &self)
            }
        case (.http(let oldScheme, _), .http(let newScheme, _)):
            if oldScheme != newScheme {
                note("http-scheme-changed", "it is \(newScheme) where it was \(oldScheme)", &self)
            }
        case (.openIDConnect(let oldURL), .openIDConnect(let newURL)):
            if oldURL != newURL { note("openid-url-changed", "the URL changed", &self) }
        case (.mutualTLS, .mutualTLS): break
        default:
            note("type-changed", "it is of type \(after.kind.name) where it was \(before.kind.name)", &self)
        }
    }

    private func compareScopes(
        _ before: SecurityScheme.OAuthFlow, _ after: SecurityScheme.OAuthFlow, note: (String, String) -> Void
    ) {
        for (name, description) in before.scopes {
            guard let match = after.scopes.first(where: { $0.name == name }) else {
                note("oauth-scope-removed", "the scope `\(name)` is gone")
                continue
            }
            if match.description != description {
                note("oauth-scope-changed", "the scope `\(name)` is described in other words")
            }
        }
        for (name, _) in after.scopes where !before.scopes.contains(where: { $0.name == name }) {
            note("oauth-scope-added", "the scope `\(name)` is new")
        }
    }
}

extension SecurityScheme {
    fileprivate var scope: Change.Scope { .component("securitySchemes/\(name)") }
}

extension SecurityScheme.Kind {
    fileprivate var name: String {
        switch self {
        case .apiKey: "apiKey"
        case .http: "http"
        case .oauth2: "oauth2"
        case .openIDConnect: "openIdConnect"
        case .mutualTLS: "mutualTLS"
        }
    }
}

extension SecurityRequirement {
    /// `` `oauth` (read, write) and `key` ``.
    fileprivate var phrase: String {
        entries.isEmpty
            ? "{}"
            : entries.map { entry in
                "`\(entry.schemeName)`" + (entry.scopes.isEmpty ? "" : " (\(entry.scopes.joined(separator: ", ")))")
            }.joined(separator: " and ")
    }

    /// Whether whoever meets the other requirement meets this one.
    fileprivate func isSatisfied(by other: SecurityRequirement) -> Bool {
        entries.allSatisfy { entry in
            guard let match = other.entries.first(where: { $0.schemeName == entry.schemeName }) else { return false }
            return entry.scopes.allSatisfy(match.scopes.contains)
        }
    }
}
