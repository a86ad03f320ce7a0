import DocumentTree

/// Requirements name schemes of `components/securitySchemes` (OpenAPI 3.0.3 §4.7.30.1).
///
/// A name without a scheme breaks that rule, but many documents in use break it (Ory's among them), and the operation
/// can still be bound: only what would satisfy the requirement is unknown.
enum SecurityUse {
    static func check(_ document: Document, _ operations: [Operation], log: inout DiagnosticLog) {
        let names = document.securitySchemes.map(\.name)
        let known = Set(names)
        var requirements = document.security ?? []
        for operation in operations { requirements += operation.security ?? [] }
        for entry in requirements.flatMap(\.entries) where !known.contains(entry.schemeName) {
            let near = Spelling.closest(to: entry.schemeName, among: names)
            log.warning(
                "unknown-security-scheme",
                "there is no security scheme '\(entry.schemeName.escapedForMessage)'",
                at: entry.location,
                help: near.map { "did you mean '\($0)'?" } ?? "describe it under 'components/securitySchemes'"
            )
        }
    }
}
