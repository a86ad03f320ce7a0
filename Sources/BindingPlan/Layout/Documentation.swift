/// Text of a document as the lines of a documentation comment: wrapped, lists, tables and code kept as they are, nothing
/// in it that could end the comment.
enum Documentation {
    /// Columns of text, beside `/// ` and the indentation.
    private static let width = 104

    static func lines(_ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        var result: [String] = []
        var paragraph: [Substring] = []
        var indentation = ""
        var isCode = false
        func flush() {
            guard !paragraph.isEmpty else { return }
            wrap(paragraph, indentation: indentation, into: &result)
            paragraph = []
        }
        for raw in rawLines(text) {
            let line = raw.utf8.contains { $0 < 0x20 && $0 != 0x09 } ? cleaned(raw) : raw
            let content = line.drop { $0 == " " || $0 == "\t" }
            if isFence(content) { isCode.toggle() }
            if content.isEmpty {
                flush()
                if result.last?.isEmpty == false { result.append("") }
            } else if !isCode, isQuotation(content), line.utf8.count > width {
                flush()
                wrap([line], indentation: line[..<content.startIndex] + "> ", into: &result)
            } else if isCode || keepsItsLine(content)
                || content.startIndex > line.index(line.startIndex, offsetBy: 3, limitedBy: line.endIndex)
                    ?? line.endIndex
            {
                flush()
                result.append(isCode ? String(line) : String(trimmedEnd(line)))
            } else if let marker = listMarker(content) {
                flush()
                let outer = String(repeating: " ", count: line.distance(from: line.startIndex, to: content.startIndex))
                indentation = outer + String(repeating: " ", count: marker)
                paragraph = [outer + content]
            } else {
                if paragraph.isEmpty { indentation = "" }
                paragraph.append(content)
            }
        }
        flush()
        while result.last?.isEmpty == true { result.removeLast() }
        return result
    }

    private static func rawLines(_ text: String) -> [Substring] {
        // All other line breaks have a control character, or begin with 0xC2 or 0xE2.
        let hasOthers = text.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0xC2 || $0 == 0xE2 }
        if hasOthers { return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
        return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// Joins parts with an empty line between those that are not empty.
    static func paragraphs(_ parts: [String]...) -> [String] {
        var result: [String] = []
        for part in parts where !part.isEmpty {
            if !result.isEmpty { result.append("") }
            result += part
        }
        return result
    }

    /// A text with one more sentence at the end of its last paragraph, on its last line where there is room.
    static func ended(_ lines: [String], with sentence: String) -> [String] {
        guard let last = lines.last else { return [sentence] }
        // What is no plain paragraph ends where it ends.
        let paragraph = lines.reversed().prefix { !$0.isEmpty }
        let isPlain = !paragraph.contains { line in
            line.hasPrefix(paragraph.count > 1 ? " " : "    ") || isFence(line[...]) || keepsItsLine(line[...])
                || listMarker(line[...]) != nil
        }
        guard isPlain else { return lines + ["", sentence] }
        let end = last.last.map { $0.isLetter || $0.isNumber || ")`".contains($0) } == true ? last + "." : last
        let fits = end.utf8.count + sentence.utf8.count < width
        return lines.dropLast() + (fits ? ["\(end) \(sentence)"] : [end, sentence])
    }

    /// A text with notes of ours at its end.
    static func noted(_ lines: [String], _ notes: [String]) -> [String] {
        notes.reduce(lines) { ended($0, with: $1) }
    }

    /// The first sentence of a text, wrapped: all up to a full stop before a capital letter, in the first paragraph.
    static func firstSentence(_ text: String?) -> [String] {
        let paragraph = summary(text)
        var rest = paragraph[...]
        while let stop = rest.firstRange(of: ". ") {
            rest = rest[stop.upperBound...]
            if rest.first?.isUppercase == true { return lines(String(paragraph[..<stop.lowerBound]) + ".") }
        }
        return lines(paragraph)
    }

    /// The first paragraph, on one line.
    static func summary(_ text: String?) -> String {
        let lines = lines(text)
        return lines.prefix { !$0.isEmpty }.joined(separator: " ")
    }

    /// The lines as a comment at an indentation, each ended by a newline.
    ///
    /// What a document says may hold newlines wherever it stands, and none of them must end the comment.
    static func comment(_ lines: [String], indentation: String) -> String {
        var text = ""
        for line in lines.lazy.flatMap(parts) {
            text += indentation
            text += line.isEmpty ? "///" : "/// "
            text += line
            text += "\n"
        }
        return text
    }

    /// The lines in `line`, without control characters.
    private static func parts(_ line: String) -> [Substring] {
        // Line and paragraph separators begin with 0xE2, the next-line control with 0xC2.
        let isPlain = !line.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }
        if isPlain { return [line[...]] }
        return line.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(cleaned)
    }

    /// The items ``- NAME: text`` at the end of `lines`, and the lines before them.
    static func listedValues(_ lines: [String], of names: Set<String>) -> (rest: [String], values: [String: [String]]) {
        var rest: [String] = []
        var values: [String: [String]] = [:]
        var current: String?
        for line in lines {
            if line.hasPrefix("- ") || line.hasPrefix("* "), let colon = line.firstIndex(of: ":") {
                var name = line[line.index(line.startIndex, offsetBy: 2)..<colon]
                if name.hasPrefix("`"), name.hasSuffix("`"), name.count > 1 { name = name.dropFirst().dropLast() }
                if names.contains(String(name)) {
                    let text = line[line.index(after: colon)...].drop { $0 == " " }
                    values[String(name)] = [capitalized(text)]
                    current = String(name)
                    continue
                }
            }
            if let name = current, line.hasPrefix("  ") {
                values[name]?.append(String(line.drop { $0 == " " }))
            } else {
                current = nil
                rest.append(line)
            }
        }
        while rest.last?.isEmpty == true { rest.removeLast() }
        return (rest, values)
    }

    private static func capitalized(_ text: Substring) -> String {
        guard let first = text.first else { return "" }
        return first.uppercased() + text.dropFirst()
    }

    private static func wrap(_ parts: [Substring], indentation: String, into result: inout [String]) {
        var line = ""
        var length = 0
        for part in parts {
            for word in part.utf8.split(separator: 0x20) {
                let wordLength = word.count
                if length > 0, length + 1 + wordLength > width {
                    result.append(line)
                    line = indentation
                    length = indentation.utf8.count
                    line += Substring(word)
                    length += wordLength
                    continue
                }
                if length > 0 {
                    line += " "
                    length += 1
                } else if let first = parts.first, first.startIndex == part.startIndex, part.hasPrefix(" ") {
                    let outer = part.prefix { $0 == " " }
                    line += outer
                    length += outer.utf8.count
                }
                line += Substring(word)
                length += wordLength
            }
        }
        if !line.isEmpty { result.append(line) }
    }

    /// What code begins and ends with.
    private static func isFence(_ line: Substring) -> Bool { line.hasPrefix("```") || line.hasPrefix("~~~") }

    /// Headings, tables and quotations.
    private static func keepsItsLine(_ line: Substring) -> Bool {
        guard let first = line.utf8.first else { return false }
        return first == UInt8(ascii: "#") || first == UInt8(ascii: "|") || first == UInt8(ascii: ">")
    }

    /// Quoted text that may be wrapped.
    private static func isQuotation(_ line: Substring) -> Bool {
        guard line.hasPrefix("> ") else { return false }
        let quoted = line.dropFirst(2)
        return quoted.first != " " && !keepsItsLine(quoted) && listMarker(quoted) == nil
    }

    /// The width of a list item's marker with its space.
    private static func listMarker(_ line: Substring) -> Int? {
        if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("+ ") { return 2 }
        let digits = line.utf8.prefix { (0x30...0x39).contains($0) }.count
        guard digits > 0, digits < 4 else { return nil }
        return line.dropFirst(digits).hasPrefix(". ") ? digits + 2 : nil
    }

    private static func cleaned(_ line: Substring) -> Substring {
        var text = ""
        for scalar in line.unicodeScalars where (scalar.value >= 0x20 && scalar.value != 0x7F) || scalar == "\t" {
            text.unicodeScalars.append(scalar)
        }
        return text[...]
    }

    private static func trimmedEnd(_ line: Substring) -> Substring {
        var line = line
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return line
    }
}
