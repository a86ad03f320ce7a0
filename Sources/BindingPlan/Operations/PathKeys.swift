/// A key of `paths` may hold more than a path: `/item/{id}?action=copy` and `/item?library_id` tell operations apart by
/// their query, which is part of the route. A fragment never travels; it can only have been meant to make keys differ.
struct PathKey {
    var path: String
    var query: [RoutePlan.Query] = []
    var fragment: String?
    /// The key as the document has it.
    let text: String
    /// What operations are called after where the key is no path.
    private(set) var openName: String?
    /// The variables that are the value of a query parameter (`?type={kind}`), and that parameter's name.
    var queryVariables: [(name: String, variable: String)] = []
    /// The variables in other parts of the query and in the fragment, which no request can tell.
    var unboundVariables: Set<String> = []

    init(_ key: String) {
        text = key
        var rest = key[...]
        if let hash = rest.firstIndex(of: "#") {
            fragment = String(rest[rest.index(after: hash)...])
            unboundVariables.formUnion(Self.variables(in: rest[hash...]))
            rest = rest[..<hash]
        }
        guard let mark = rest.firstIndex(of: "?") else {
            path = String(rest)
            return
        }
        path = String(rest[..<mark])
        for item in rest[rest.index(after: mark)...].split(separator: "&") {
            let name = item.prefix { $0 != "=" }
            guard !name.isEmpty else { continue }
            if name.endIndex == item.endIndex || isVariable(item[item.index(after: name.endIndex)...]) {
                query.append(.present(name: decoded(name)))
                unboundVariables.formUnion(Self.variables(in: name))
                for variable in Self.variables(in: item[name.endIndex...]) {
                    queryVariables.append((decoded(name), variable))
                }
            } else {
                unboundVariables.formUnion(Self.variables(in: item))
                query.append(.equals(name: decoded(name), value: decoded(item[item.index(after: name.endIndex)...])))
            }
        }
    }

    /// A key that is no path: the name of a webhook, or the runtime expression of a callback.
    /// - Parameter name: what operations are called after.
    init(open key: String, name: String) {
        text = key
        path = key
        openName = name
    }

    /// The names in braces, in their order.
    var variables: [String] { openName == nil ? Self.variables(in: path[...]) : [] }

    private static func variables(in text: Substring) -> [String] {
        var names: [String] = []
        var rest = text
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }

    /// Words for a name: `pets by id toys`.
    var words: String {
        if let openName { return openName }
        var words: [String] = []
        for segment in path.split(separator: "/") {
            if segment.hasPrefix("{"), segment.hasSuffix("}") {
                words.append("by " + segment.dropFirst().dropLast())
            } else {
                words.append(segment.replacing(where: { $0 == "{" || $0 == "}" || $0 == "." }, with: " "))
            }
        }
        for constraint in query {
            switch constraint {
            case .equals(_, let value): words.append(value)
            case .present(let name): words.append("by " + name)
            }
        }
        return words.joined(separator: " ")
    }
}

/// `{…}` as a value: the query only has to be there.
private func isVariable(_ value: Substring) -> Bool { value.hasPrefix("{") && value.hasSuffix("}") }

/// Percent-encoding resolved, as the runtime encodes again.
private func decoded(_ text: Substring) -> String {
    guard text.contains("%") else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        let digits = rest.prefix(2)
        if byte == UInt8(ascii: "%"), digits.count == 2,
            let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        {
            bytes.append(value)
            rest = rest.dropFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

extension Substring {
    fileprivate func replacing(where isReplaced: (Character) -> Bool, with character: Character) -> String {
        String(map { isReplaced($0) ? character : $0 })
    }
}
