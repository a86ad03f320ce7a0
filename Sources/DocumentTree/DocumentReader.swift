/// Reads a document, YAML or JSON, into a tree of located nodes.
public enum DocumentReader {
    /// Reads a document.
    ///
    /// A name that ends in `.json` makes it JSON. Any other document is read as JSON where it begins with `{` or `[`
    /// and is JSON throughout, and else as YAML.
    /// - Parameters:
    ///   - file: the document.
    ///   - limits: how much it may ask of the reader.
    /// - Returns: the root node; a null node for a YAML document without content.
    /// - Throws: the first thing that makes the document unreadable.
    public static func read(_ file: SourceFile, limits: ReadLimits = .default) throws(Diagnostic) -> Node {
        try limits.checkSize(of: file)
        if hasSuffix(".json", file.path) { return try JSONDocumentReader.read(file, limits: limits) }
        guard beginsLikeJSON(file) else { return try YAMLReader.read(file, limits: limits) }
        let jsonError: Diagnostic
        do throws(Diagnostic) {
            return try JSONDocumentReader.read(file, limits: limits)
        } catch {
            guard error.id == JSONDocumentReader.syntaxID else { throw error }
            jsonError = error
        }
        do throws(Diagnostic) {
            return try YAMLReader.read(file, limits: limits)
        } catch {
            let isNamedYAML = hasSuffix(".yaml", file.path) || hasSuffix(".yml", file.path)
            throw isNamedYAML ? error : jsonError
        }
    }

    private static func hasSuffix(_ suffix: String, _ path: String) -> Bool {
        path.suffix(suffix.count).lowercased() == suffix
    }

    static func beginsLikeJSON(_ file: SourceFile) -> Bool {
        let text = file.bytes.dropFirst(file.bytes.withUnsafeBytes { ByteOrderMark.utf8Length(in: $0) })
        let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}
