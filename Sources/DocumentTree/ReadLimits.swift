/// How much a document may ask of the reader before it is refused.
///
/// The defaults are far above what documents of people hold, and low enough that none can exhaust memory or stack.
public struct ReadLimits: Sendable {
    /// The limits that hold unless others are given.
    public static let `default` = ReadLimits()

    /// The size of the document in bytes.
    public var documentBytes: Int
    /// How deep sequences and mappings may be nested, aliases followed.
    public var depth: Int
    /// The number of nodes the tree may have, counting the content of an anchor again for each of its aliases.
    public var nodes: Int
    /// The length of one key or scalar in bytes.
    public var scalarBytes: Int

    /// Sets limits.
    public init(
        documentBytes: Int = 64 << 20,
        depth: Int = 128,
        nodes: Int = 5_000_000,
        scalarBytes: Int = 8 << 20
    ) {
        self.documentBytes = documentBytes
        self.depth = depth
        self.nodes = nodes
        self.scalarBytes = scalarBytes
    }
}

extension ReadLimits {
    func checkSize(of file: SourceFile) throws(Diagnostic) {
        guard file.bytes.count > documentBytes else { return }
        throw .refusal(
            "document-too-large", "the document has \(file.bytes.count) bytes; at most \(documentBytes) are read",
            at: SourceLocation(file: file, line: 1, column: 1), help: "split the document into files joined by $ref"
        )
    }

    func checkDepth(_ depth: Int, at location: @autoclosure () -> SourceLocation) throws(Diagnostic) {
        guard depth > self.depth else { return }
        throw .refusal(
            "nesting-too-deep", "sequences and mappings are nested more than \(self.depth) deep", at: location(),
            help: "move inner parts to components and refer to them with $ref"
        )
    }

    func checkNodes(_ count: Int, at location: @autoclosure () -> SourceLocation) throws(Diagnostic) {
        guard count > nodes else { return }
        throw .refusal(
            "too-many-nodes", "the document has more than \(nodes) nodes, aliases followed", at: location(),
            help: "split the document, or write $ref where an anchor is aliased again and again"
        )
    }

    func checkScalar(_ length: Int, at location: @autoclosure () -> SourceLocation) throws(Diagnostic) {
        guard length > scalarBytes else { return }
        throw .refusal(
            "scalar-too-long", "this text has \(length) bytes; at most \(scalarBytes) are read", at: location(),
            help: "keep large content outside of the document"
        )
    }
}

extension Diagnostic {
    /// An error that ends the reading of a document.
    static func refusal(_ id: String, _ message: String, at location: SourceLocation, help: String?) -> Diagnostic {
        Diagnostic(id: id, severity: .error, message: message, location: location, help: help)
    }

    /// A name of the document in quotation marks, cut where it would swamp the message.
    static func quoted(_ name: String) -> String {
        name.unicodeScalars.count <= 100 ? "'\(name)'" : "'\(String(name.unicodeScalars.prefix(100)))…'"
    }
}
