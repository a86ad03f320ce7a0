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

    /// The same with as many elements on a line as fit, for literals of many short ones.
    static func fill(_ prefix: String, _ elements: [String], _ suffix: String, indentation: String) -> String {
        let line = prefix + elements.joined(separator: ", ") + suffix
        if indentation.utf8.count + line.utf8.count <= width || elements.isEmpty { return line }
        let inner = indentation + "    "
        var text = prefix
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
        return text + "\n" + indentation + suffix
    }
}
