/// The query of a request, taken apart: names and values in their order.
///
/// `+` stands for a space, as forms have it: the clients of vSphere (Python's requests, Go's net/url) send spaces so, and
/// a literal plus as `%2B`. A name without `=` keeps no value (`?file_name`), which is not the empty one (`?file_name=`).
public struct QueryString: Sendable, Equatable {
    /// One name, and its value where it has one.
    public struct Item: Sendable, Equatable {
        /// The name, percent-encoding resolved.
        public let name: String
        /// The value, percent-encoding resolved; nil where no `=` follows the name.
        public let value: String?
        /// The value as it was sent, for styles whose delimiters must be told from encoded ones.
        let raw: Substring?

        /// Items are equal when they say the same.
        public static func == (left: Self, right: Self) -> Bool { left.name == right.name && left.value == right.value }
    }

    /// The items, in the order of the query.
    public let items: [Item]
    /// The first name or value whose percent-encoding is broken or not UTF-8; it is kept as it was sent.
    let malformedItem: String?
    /// Whether `+` stands for a space.
    private let plusIsSpace: Bool

    /// Takes a query apart.
    /// - Parameter text: what follows the `?`.
    public init(_ text: some StringProtocol) {
        self.init(parts: Substring(text).split(separator: "&"), plusIsSpace: true)
    }

    /// Takes the pairs of a `Cookie` field in the same way, but that `+` stands for itself.
    init(cookies: [Substring]) {
        self.init(parts: cookies, plusIsSpace: false)
    }

    private init(parts: [Substring], plusIsSpace: Bool) {
        var items: [Item] = []
        var malformedItem: String?
        for part in parts {
            let equals = part.firstIndex(of: "=")
            let rawName = part[..<(equals ?? part.endIndex)]
            let raw = equals.map { part[part.index(after: $0)...] }
            let name = PercentEncoding.decode(rawName, plusIsSpace: plusIsSpace)
            let value = raw.map { PercentEncoding.decode($0, plusIsSpace: plusIsSpace) }
            if malformedItem == nil, name == nil || value == .some(nil) { malformedItem = String(part) }
            items.append(Item(name: name ?? String(rawName), value: value.map { $0 ?? String(raw ?? "") }, raw: raw))
        }
        self.items = items
        self.malformedItem = malformedItem
        self.plusIsSpace = plusIsSpace
    }

    /// Whether a name occurs, with or without a value.
    public func contains(_ name: String) -> Bool {
        items.contains { $0.name == name }
    }

    /// The values of a name, in their order; a name without `=` gives the empty one.
    public func values(of name: String) -> [String] {
        items.filter { $0.name == name }.map { $0.value ?? "" }
    }

    /// What a parameter was sent as.
    /// - Parameters:
    ///   - excluded: names that cannot be members of an exploded object, as they are other parameters.
    /// - Returns: nil where the parameter is absent; `.some(nil)` where it does not follow its style.
    func content(
        of name: String, shape: ParameterShape, style: ParameterStyle, explode: Bool, excluding excluded: [String] = []
    ) -> ParameterContent?? {
        if shape == .map {
            if style == .deepObject { return deepMembers(of: name) }
            if explode {
                let members = items.filter { !excluded.contains($0.name) }
                return members.isEmpty
                    ? nil : .some(.map(members.map { .init(name: $0.name, value: $0.value ?? "") }))
            }
        }
        let found = items.filter { $0.name == name }
        guard let first = found.first else { return nil }
        switch shape {
        case .scalar:
            return .some(found.count == 1 ? .scalar(first.value ?? "") : nil)
        case .list:
            // Exploded or not, a repeated name gives a list: clients mix the two up, and nothing else can be meant.
            if explode || found.count > 1 { return .some(.list(found.map { $0.value ?? "" })) }
            return .some(split(first, style).map(ParameterContent.list))
        case .map:
            guard found.count == 1, let texts = split(first, style) else { return .some(nil) }
            return .some(ParameterStyle.members(alternating: texts))
        }
    }

    /// The elements of one value. Commas that are percent-encoded belong to an element (RFC 6570 §3.2.1); spaces and
    /// pipes separate in any encoding, since they must not stand in a query as they are.
    private func split(_ item: Item, _ style: ParameterStyle) -> [String]? {
        guard let raw = item.raw, !raw.isEmpty else { return [] }
        switch style {
        case .spaceDelimited:
            return item.value?.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        case .pipeDelimited: return item.value?.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        default:
            var texts: [String] = []
            for part in raw.split(separator: ",", omittingEmptySubsequences: false) {
                guard let text = PercentEncoding.decode(part, plusIsSpace: plusIsSpace) else { return nil }
                texts.append(text)
            }
            return texts
        }
    }

    private func deepMembers(of name: String) -> ParameterContent?? {
        var members: [ParameterContent.Member] = []
        for item in items where item.name.hasPrefix(name + "[") && item.name.hasSuffix("]") {
            let key = item.name.dropFirst(name.count + 1).dropLast()
            members.append(.init(name: String(key), value: item.value ?? ""))
        }
        return members.isEmpty ? nil : .some(.map(members))
    }
}
