/// Reads a YAML document into a tree, straight from libyaml's events.
enum YAMLReader {
    static func read(_ file: SourceFile, limits: ReadLimits) throws(Diagnostic) -> Node {
        try file.bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostic) in
            try YAMLDirectives.check(file, UnsafeRawBufferPointer(bytes))
            var composer = YAMLComposer(file: file, bytes: bytes, limits: limits)
            return try composer.document()
        }
    }
}
