/// The parameters behind a header field's first value: `form-data; name="file"`, `text/html; q=0.5` (RFC 9110 §5.6.6).
///
/// Quoted strings may hold semicolons; a backslash takes away the meaning of a quote or backslash only, since file names
/// of Windows come with plain ones.
struct HeaderParameters {
    /// What stands before the first semicolon, in lower case and without white space.
    let value: String
    /// The parameters in their order, names in lower case.
    let parameters: [(name: String, value: String)]

    /// Takes a field apart.
    init(_ field: some StringProtocol) {
        var parts = Self.split(Substring(field), at: ";")
        value = parts.removeFirst().filter { $0 != " " && $0 != "\t" }.lowercased()
        parameters = parts.compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = Self.trimmed(part[..<equals]).lowercased()
            return name.isEmpty ? nil : (name, Self.unquoted(Self.trimmed(part[part.index(after: equals)...])))
        }
    }

    /// The value of a parameter.
    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The pieces of a text between separators that are not quoted; always at least one.
    static func split(_ text: Substring, at separator: Character) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            guard character == separator, !isQuoted else { continue }
            pieces.append(text[start..<index])
            start = text.index(after: index)
        }
        return pieces + [text[start...]]
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
        var unquoted = ""
        var rest = text.dropFirst().dropLast()
        while let character = rest.popFirst() {
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                unquoted.append(next)
                rest.removeFirst()
            } else {
                unquoted.append(character)
            }
        }
        return unquoted
    }
}
