/// Reads YAML documents into trees, straight from libyaml's events.
enum YAMLReader {
    /// The one document of a file; null where it has no content.
    static func read(_ file: SourceFile, limits: ReadLimits, profile: YAMLProfile = .json) throws(Diagnostic) -> Node {
        try compose(file, limits, profile) { (composer) throws(Diagnostic) in try composer.document() }
    }

    /// All documents of a stream.
    static func readAll(_ file: SourceFile, limits: ReadLimits, profile: YAMLProfile) throws(Diagnostic) -> [Node] {
        try compose(file, limits, profile) { (composer) throws(Diagnostic) in try composer.documents() }
    }

    private static func compose<Result>(
        _ file: SourceFile, _ limits: ReadLimits, _ profile: YAMLProfile,
        _ body: (inout YAMLComposer) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        try file.bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostic) in
            try YAMLDirectives.check(file, UnsafeRawBufferPointer(bytes))
            var composer = YAMLComposer(file: file, bytes: bytes, limits: limits, profile: profile)
            return try body(&composer)
        }
    }
}
