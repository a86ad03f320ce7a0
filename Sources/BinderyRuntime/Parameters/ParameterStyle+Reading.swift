extension ParameterStyle {
    /// Takes the text of a path segment or header field apart.
    /// - Parameters:
    ///   - text: the text, still percent-encoded where `decoding` says so.
    ///   - name: the name of the parameter, which matrix style repeats.
    ///   - shape: what the parameter's type is.
    ///   - explode: whether elements and members are parameters of their own.
    ///   - isEncoded: whether values are percent-encoded: true in paths, false in header fields.
    /// - Returns: nil where the text does not follow the style.
    func content(
        of text: Substring, name: String, shape: ParameterShape, explode: Bool, isEncoded: Bool
    ) -> ParameterContent? {
        switch self {
        case .matrix: matrixContent(of: text, name: name, shape: shape, explode: explode)
        case .label:
            text.hasPrefix(".")
                ? Self.separated(text.dropFirst(), by: explode ? "." : ",", shape, explode, isEncoded) : nil
        default: Self.separated(text, by: ",", shape, explode, isEncoded)
        }
    }

    private func matrixContent(
        of text: Substring, name: String, shape: ParameterShape, explode: Bool
    ) -> ParameterContent? {
        guard text.hasPrefix(";") else { return nil }
        if shape == .map, explode { return Self.separated(text.dropFirst(), by: ";", .map, true, true) }
        var values: [Substring] = []
        for part in text.dropFirst().split(separator: ";", omittingEmptySubsequences: false) {
            let (partName, value) = Self.pair(part)
            guard PercentEncoding.decode(partName) == name else { return nil }
            values.append(value ?? "")
        }
        if shape == .list, explode { return Self.list(values, isEncoded: true) }
        guard values.count == 1 else { return nil }
        return Self.separated(values[0], by: ",", shape, false, true)
    }

    private static func separated(
        _ text: Substring, by separator: Character, _ shape: ParameterShape, _ explode: Bool, _ isEncoded: Bool
    ) -> ParameterContent? {
        if shape == .scalar { return decoded(text, isEncoded).map(ParameterContent.scalar) }
        guard !text.isEmpty else { return shape == .list ? .list([]) : .map([]) }
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        if shape == .list { return list(parts, isEncoded: isEncoded) }
        if explode {
            var members: [ParameterContent.Member] = []
            for part in parts {
                let (name, value) = pair(isEncoded ? part : trimmed(part))
                guard let name = decoded(name, isEncoded), let value = decoded(value ?? "", isEncoded) else {
                    return nil
                }
                members.append(.init(name: name, value: value))
            }
            return .map(members)
        }
        guard case .list(let texts) = list(parts, isEncoded: isEncoded) else { return nil }
        return members(alternating: texts)
    }

    static func list(_ parts: [Substring], isEncoded: Bool) -> ParameterContent? {
        var texts: [String] = []
        for part in parts {
            guard let text = decoded(isEncoded ? part : trimmed(part), isEncoded) else { return nil }
            texts.append(text)
        }
        return .list(texts)
    }

    /// Names and values that follow each other: `R,100,G,200`.
    static func members(alternating texts: [String]) -> ParameterContent? {
        guard texts.count.isMultiple(of: 2) else { return nil }
        return .map(stride(from: 0, to: texts.count, by: 2).map { .init(name: texts[$0], value: texts[$0 + 1]) })
    }

    private static func decoded(_ text: Substring, _ isEncoded: Bool) -> String? {
        isEncoded ? PercentEncoding.decode(text) : String(text)
    }

    private static func pair(_ text: Substring) -> (name: Substring, value: Substring?) {
        guard let equals = text.firstIndex(of: "=") else { return (text, nil) }
        return (text[..<equals], text[text.index(after: equals)...])
    }

    /// Without the optional white space around the elements of a header field (RFC 9110 §5.6.1).
    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }
}
