public import BindingPlan

/// Templates and plans write `public`; for another access level that word is replaced where it is a modifier: first in its
/// line, or there after attributes. Comments and literals never are.
extension RenderedFile {
    /// The file with its declarations and imports at `level`.
    public func at(_ level: Configuration.AccessLevel) -> RenderedFile {
        guard level != .public else { return self }
        var result = ""
        result.reserveCapacity(text.utf8.count + 64)
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")).map { rest.utf8.index(after: $0) } ?? rest.endIndex
            Self.append(rest[..<end], at: level, to: &result)
            rest = rest[end...]
        }
        return RenderedFile(path: path, text: result)
    }

    private static func append(_ line: Substring, at level: Configuration.AccessLevel, to result: inout String) {
        if level == .internal, line.utf8.starts(with: "internal import ".utf8) {
            result += line.dropFirst("internal ".count)
            return
        }
        let modifier = skippingAttributes(line)
        guard modifier.utf8.starts(with: "public ".utf8) else {
            result += line
            return
        }
        let rest = modifier.utf8.dropFirst("public ".utf8.count)
        result += line[..<modifier.startIndex]
        switch level {
        case .public: result += "public "
        case .package: result += "package "
        // Imports, too, are without a level: hand-written files of the module mostly have none, and those that differ in
        // it are an error (SE-0409).
        case .internal: break
        }
        result += Substring(rest)
    }

    /// `line` behind its indentation and attributes.
    private static func skippingAttributes(_ line: Substring) -> Substring {
        var rest = line.utf8.drop { $0 == UInt8(ascii: " ") }
        while rest.first == UInt8(ascii: "@") {
            rest = rest.drop { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "\n") }
            if rest.first == UInt8(ascii: "(") { rest = skippingParentheses(rest) }
            rest = rest.drop { $0 == UInt8(ascii: " ") }
        }
        return Substring(rest)
    }

    /// `text` behind its first group of parentheses, in which literals can hold any.
    private static func skippingParentheses(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var depth = 0
        var isLiteral = false
        var isEscaped = false
        for index in text.indices {
            let byte = text[index]
            if isEscaped {
                isEscaped = false
            } else if isLiteral {
                isEscaped = byte == UInt8(ascii: "\\")
                isLiteral = byte != UInt8(ascii: "\"")
            } else if byte == UInt8(ascii: "\"") {
                isLiteral = true
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return text[text.index(after: index)...] }
            }
        }
        return text[text.endIndex...]
    }
}
