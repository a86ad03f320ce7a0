internal import DocumentTree

/// Values of the document in documentation comments.
extension Documentation {
    /// A scalar as code; nil for what does not stand well on a line.
    static func code(_ node: Node) -> String? {
        let text = node.value.isContainer ? JSONLiteral(node).text : node.value.text
        guard !text.isEmpty, text.utf8.count <= 60, !text.contains(where: { $0.isNewline || $0 == "`" }) else {
            return nil
        }
        return "`\(text)`"
    }

    /// A sentence with the first few of `values` that are scalars.
    static func examples(_ values: [Node]) -> [String] {
        let texts = values.compactMap { $0.value.isNull ? nil : code($0) }.prefix(3)
        guard !texts.isEmpty else { return [] }
        return [(texts.count == 1 ? "Example: " : "Examples: ") + texts.joined(separator: ", ") + "."]
    }
}
