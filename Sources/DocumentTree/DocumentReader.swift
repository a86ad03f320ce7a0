/// Reads documents, YAML or JSON, into trees of located nodes.
public enum DocumentReader {
    /// Reads a file of one document.
    ///
    /// A name that ends in `.json` makes it JSON. Any other document is read as JSON where it begins with `{` or `[`
    /// and is JSON throughout, and else as YAML.
    /// - Parameters:
    ///   - file: the document.
    ///   - limits: how much it may ask of the reader.
    ///   - profile: how much of YAML it may use.
    /// - Returns: the root node; a null node for a YAML document without content.
    /// - Throws: the first thing that makes the document unreadable; a second document in the file is one.
    public static func read(
        _ file: SourceFile, limits: ReadLimits = .default, profile: YAMLProfile = .json
    ) throws(Diagnostic) -> Node {
        try read(file, limits) { (file) throws(Diagnostic) in
            try JSONDocumentReader.read(file, limits: limits)
        } yaml: { (file) throws(Diagnostic) in
            try YAMLReader.read(file, limits: limits, profile: profile)
        }
    }

    /// Reads a file of any number of documents: a YAML stream, or one JSON document.
    ///
    /// Which of them it is, is told as ``read(_:limits:profile:)`` tells it.
    /// - Parameters:
    ///   - file: the stream.
    ///   - limits: how much all its documents together may ask of the reader.
    ///   - profile: how much of YAML they may use.
    /// - Returns: the root node of each document; none for an empty stream.
    /// - Throws: the first thing that makes the stream unreadable.
    public static func readAll(
        _ file: SourceFile, limits: ReadLimits = .default, profile: YAMLProfile = .json
    ) throws(Diagnostic) -> [Node] {
        try read(file, limits) { (file) throws(Diagnostic) in
            [try JSONDocumentReader.read(file, limits: limits)]
        } yaml: { (file) throws(Diagnostic) in
            try YAMLReader.readAll(file, limits: limits, profile: profile)
        }
    }

    private static func read<Result>(
        _ file: SourceFile, _ limits: ReadLimits,
        json: (SourceFile) throws(Diagnostic) -> Result,
        yaml: (SourceFile) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        try limits.checkSize(of: file)
        if hasSuffix(".json", file.path) { return try json(file) }
        guard beginsLikeJSON(file) else { return try yaml(file) }
        let jsonError: Diagnostic
        do throws(Diagnostic) {
            return try json(file)
        } catch {
            guard error.id == JSONDocumentReader.syntaxID else { throw error }
            jsonError = error
        }
        do throws(Diagnostic) {
            return try yaml(file)
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
