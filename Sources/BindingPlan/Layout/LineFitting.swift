/// Breaks lists as `swift format` does at 120 columns: all on one line, or on lines of their own one level deeper.
enum LineFitting {
    static let width = 120

    /// `prefix` + elements + `suffix`.
    static func list(_ prefix: String, _ elements: [String], _ suffix: String, indentation: String) -> String {
        let line = prefix + elements.joined(separator: ", ") + suffix
        if indentation.utf8.count + line.utf8.count <= width || elements.isEmpty { return line }
        let inner = indentation + "    "
        let joined = elements.joined(separator: ", ")
        if inner.utf8.count + joined.utf8.count <= width {
            return "\(prefix)\n\(inner)\(joined)\n\(indentation)\(suffix)"
        }
        return "\(prefix)\n\(inner)" + elements.joined(separator: ",\n\(inner)") + "\n\(indentation)\(suffix)"
    }

    /// The same with as many elements on a line as fit, for parameters, conditions and literals.
    static func fill(_ prefix: String, _ elements: [String], _ suffix: String, indentation: String) -> String {
        let line = prefix + elements.joined(separator: ", ") + suffix
        if indentation.utf8.count + line.utf8.count <= width || elements.isEmpty { return line }
        let inner = indentation + "    "
        var text = prefix
        while text.hasSuffix(" ") { text.removeLast() }
        var length = width
        // Arrays end with a comma, arguments do not.
        let isArray = suffix.hasPrefix("]")
        for (index, element) in elements.enumerated() {
            let count = element.utf8.count + 2
            if length + count > width {
                text += "\n" + inner
                length = inner.utf8.count
            } else {
                text += " "
                length += 1
            }
            text += element + (index < elements.count - 1 || isArray ? "," : "")
            length += count - 1
        }
        return suffix.isEmpty ? text : text + "\n" + indentation + suffix.drop { $0 == " " }
    }

    /// A call: as many arguments on a line as fit, the end on the last one.
    static func call(_ prefix: String, _ arguments: [String], _ suffix: String, indentation: String) -> String {
        let line = prefix + arguments.joined(separator: ", ") + suffix
        if indentation.utf8.count + line.utf8.count <= width || arguments.isEmpty { return line }
        return prefix + "\n" + filled(arguments, suffix, indentation: indentation + "    ")
    }

    /// A function's head: as many parameters on a line as fit.
    /// - Parameter suffix: what follows the closing parenthesis, in parts between which a line may end.
    static func signature(
        _ prefix: String, _ parameters: [String], _ suffix: [String], indentation: String
    ) -> String {
        let inner = indentation + "    "
        let first = prefix + parameters.joined(separator: ", ") + ")"
        let end = suffix.joined(separator: " ")
        let length = indentation.utf8.count + first.utf8.count
        if length + 1 + end.utf8.count <= width { return "\(first) \(end)" }
        if length <= width, inner.utf8.count + end.utf8.count <= width, suffix.count > 1 {
            return "\(first)\n\(inner)\(end)"
        }
        var opened = first
        if !parameters.isEmpty {
            opened = "\(prefix)\n\(filled(parameters, "", indentation: inner))\n\(indentation))"
            if indentation.utf8.count + 2 + end.utf8.count <= width { return "\(opened) \(end)" }
        }
        if inner.utf8.count + end.utf8.count <= width { return "\(opened)\n\(inner)\(end)" }
        return opened + "\n" + inner + suffix.joined(separator: "\n\(inner)")
    }

    /// Elements on lines of their own, as many on each as fit.
    private static func filled(_ elements: [String], _ suffix: String, indentation: String) -> String {
        var text = indentation
        var length = indentation.utf8.count
        for (index, whole) in elements.enumerated() {
            var element = whole
            let end = index < elements.count - 1 ? "," : suffix
            if indentation.utf8.count + element.utf8.count + end.utf8.count > width {
                element = brokenAfterLabel(element, indentation: indentation)
            }
            let count = element.utf8.count + end.utf8.count
            if index > 0 {
                let fits = length + 1 + count <= width
                text += fits ? " " : "\n\(indentation)"
                length = fits ? length + 1 : indentation.utf8.count
            }
            text += element + end
            length += count
        }
        return text
    }

    /// An argument, parameter or variable that is too long for a line, with a new line behind its label.
    static func brokenAfterLabel(_ text: String, indentation: String) -> String {
        guard let colon = text.firstRange(of: ": "), !text[..<colon.lowerBound].contains("\"") else { return text }
        return "\(text[..<colon.lowerBound]):\n\(indentation)    \(text[colon.upperBound...])"
    }

    /// What may end its line in the middle: a case and its statement, or a declaration and its value.
    static func halves(_ first: String, _ second: String, indentation: String) -> String {
        let last = first.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
        let start = last == first.utf8.count ? indentation.utf8.count : 0
        if start + last + 1 + second.utf8.count <= width { return "\(first) \(second)" }
        return "\(first)\n\(indentation)    \(second)"
    }

    /// Assignments of several values at once, as many as fit on a line.
    static func assignments(_ pairs: [(target: String, value: String)], indentation: String) -> [String] {
        var lines: [[(target: String, value: String)]] = []
        var length = width
        for pair in pairs {
            // What stands between the parts, and around all of them.
            let count = pair.target.utf8.count + pair.value.utf8.count + 4
            if length + count > width {
                lines.append([])
                length = indentation.utf8.count + 7 - 4
            }
            lines[lines.count - 1].append(pair)
            length += count
        }
        return lines.map { line in
            let targets = line.map(\.target).joined(separator: ", ")
            let values = line.map(\.value).joined(separator: ", ")
            return line.count == 1
                ? halves("\(targets) =", values, indentation: indentation) : "(\(targets)) = (\(values))"
        }
    }

    /// A block with its statements: on one line where there is only one and it fits.
    static func block(_ block: CodeBlock, indentation: String) -> String {
        guard !block.statements.isEmpty else { return block.head + "}" }
        let line = "\(block.head) \(block.statements[0]) }"
        let isShort = block.statements.count == 1 && !line.contains("\n")
        if isShort, indentation.utf8.count + line.utf8.count <= width { return line }
        let inner = "\n\(indentation)    "
        return block.head + inner + block.statements.joined(separator: inner) + "\n\(indentation)}"
    }

    /// The body of a property or function with this head, behind it or on lines of its own.
    static func body(of head: String, _ statements: [String], indentation: String) -> String {
        let line = " { \(statements.joined(separator: " ")) }"
        if indentation.utf8.count + head.utf8.count + line.utf8.count <= width { return String(line.dropFirst()) }
        let inner = "\n\(indentation)    "
        return "{" + inner + statements.joined(separator: inner) + "\n\(indentation)}"
    }

    /// Blocks one below the other, with an empty line between those of several lines.
    static func blocks(_ blocks: [CodeBlock], indentation: String) -> String {
        let texts = blocks.map { "\(indentation)\(block($0, indentation: indentation))\n" }
        let areLines = !texts.contains { $0.dropLast().contains("\n") }
        return texts.joined(separator: areLines ? "" : "\n")
    }
}

/// A declaration with a body.
struct CodeBlock {
    /// All up to the opening brace.
    let head: String
    /// The statements; the second and later lines of each are indented already.
    let statements: [String]

    init(_ head: String, _ statements: [String]) {
        self.head = head
        self.statements = statements
    }
}
