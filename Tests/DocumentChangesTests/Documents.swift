import DocumentChanges
import DocumentTree
import OpenAPI
import Testing

/// The changes between two documents that are given as text.
func changes(
    _ old: String, _ new: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> [Change] {
    let files = MemoryFiles(["old.yaml": old, "new.yaml": new])
    let documents = try ["old.yaml", "new.yaml"].map { path in
        let loaded = DocumentLoader(files: files).load(path: path)
        let errors = loaded.diagnostics.filter { $0.severity == .error }.map(\.message)
        #expect(errors == [], sourceLocation: sourceLocation)
        return try #require(loaded.document, sourceLocation: sourceLocation)
    }
    return DocumentComparison(old: documents[0], new: documents[1]).changes
}

/// `level id`, in the order of the ids.
func verdicts(_ changes: [Change]) -> [String] {
    changes.map { "\($0.level) \($0.id)" }.sorted()
}

/// A document with these paths and components.
func document(paths: String, components: String = "", version: String = "3.1.0") -> String {
    """
    openapi: \(version)
    info: {title: Test, version: 1.0.0}
    paths:
    \(indented(paths))
    components:
      securitySchemes:
        key: {type: apiKey, in: header, name: X-Key}
        oauth:
          type: oauth2
          flows: {clientCredentials: {tokenUrl: "https://example.org", scopes: {read: R, write: W}}}
      schemas:
    \(indented(components.isEmpty ? "Unused: {}" : components, by: 4))

    """
}

private func indented(_ text: String, by count: Int = 2) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
}

/// A document whose one operation sends and receives a schema, written in YAML's flow style.
func message(_ schema: String, components: String = "") -> String {
    document(
        paths: """
            /things:
              post:
                requestBody: {required: true, content: {application/json: {schema: \(schema)}}}
                responses:
                  '200': {description: OK, content: {application/json: {schema: \(schema)}}}
            """, components: components)
}
