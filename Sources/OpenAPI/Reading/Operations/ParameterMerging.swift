import DocumentTree

extension Parameter {
    /// What tells parameters apart: place and name (OpenAPI 3.0.3 §4.7.12). Names of header fields do not depend on
    /// case (RFC 9110 §5.1).
    private struct Key: Hashable {
        let location: Location
        let name: String

        init(_ parameter: Parameter) {
            location = parameter.location
            name = location == .header ? parameter.name.lowercased() : parameter.name
        }
    }

    /// Reads the `parameters` of a path item or an operation, written in place or referred to.
    static func readList(_ nodes: [Node], in context: ReadingContext) -> [Parameter] {
        var seen: Set<Key> = []
        var parameters: [Parameter] = []
        for node in nodes {
            guard var found = context.resolve(node, as: .parameter, memo: context.parameters, read: read) else {
                continue
            }
            guard seen.insert(Key(found.value)).inserted else {
                context.log.error(
                    "duplicate-parameter",
                    "there are two parameters '\(found.value.name.escapedForMessage)' in '\(found.value.location.rawValue)'",
                    at: node.location
                )
                continue
            }
            if found.value.location == .header, IgnoredHeaders.contains(found.value.name) {
                IgnoredHeaders.report(found.value.name, at: node.location, in: context)
                continue
            }
            found.value.componentName = found.componentName
            if let description = found.description { found.value.description = description }
            parameters.append(found.value)
        }
        return parameters
    }

    /// The parameters of a path item that an operation does not replace, then its own.
    static func merge(_ own: [Parameter], over shared: [Parameter]) -> [Parameter] {
        if shared.isEmpty || own.isEmpty { return shared + own }
        let keys = Set(own.map(Key.init))
        return shared.filter { !keys.contains(Key($0)) } + own
    }
}
