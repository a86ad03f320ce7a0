import DocumentTree
import OpenAPI
import Testing

/// Loads a document from memory, under the path `api.yaml`.
func load(_ text: String, files: [String: String] = [:], limits: LoadLimits = .default) -> LoadedDocument {
    var all = files
    all["api.yaml"] = text
    return DocumentLoader(files: MemoryFiles(all), limits: limits).load(path: "api.yaml")
}

/// Loads a document that must be without fault.
func loadClean(
    _ text: String,
    files: [String: String] = [:],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> Document {
    let loaded = load(text, files: files)
    #expect(loaded.findings == [], sourceLocation: sourceLocation)
    return try #require(loaded.document, sourceLocation: sourceLocation)
}

/// A document with the given lines after its head, which takes the lines 1 and 2.
func document(_ version: String, _ rest: String) -> String {
    "openapi: \(version)\ninfo: {title: T, version: '1'}\n" + rest
}

/// A document of OpenAPI 3.0 with the given lines after its head.
func document(_ rest: String) -> String {
    document("3.0.3", rest)
}

/// A document with one schema, which stands from line 6 on, indented by six spaces.
func document(_ version: String = "3.0.3", schema: String) -> String {
    let lines = schema.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }
    return document(version, "paths: {}\ncomponents:\n  schemas:\n    S:\n" + lines.joined(separator: "\n"))
}

/// A document with one operation `GET /a`, whose lines stand from line 6 on, indented by six spaces.
func document(_ version: String = "3.0.3", operation: String) -> String {
    let lines = operation.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }
    return document(version, "paths:\n  /a:\n    get:\n" + lines.joined(separator: "\n"))
}

extension LoadedDocument {
    /// The diagnostics as `line:column severity id`, with the path before those of other files than `api.yaml`.
    var findings: [String] {
        diagnostics.map { diagnostic in
            guard let place = diagnostic.location else { return "- \(diagnostic.severity) \(diagnostic.id)" }
            let file = place.file.path == "api.yaml" ? "" : place.file.path + ":"
            return "\(file)\(place.line):\(place.column) \(diagnostic.severity) \(diagnostic.id)"
        }
    }

    /// The schema `S` of the components.
    var schemaS: Schema? { document?.schema("S") }
}

extension Document {
    /// The component of that name.
    func schema(_ name: String) -> Schema? {
        schemas.entries.first { $0.name == name && $0.isComponent }?.schema
    }

    var firstOperation: OpenAPI.Operation? { paths.first?.operations.first }
}

extension Node {
    var text: String? {
        switch value {
        case .string(let text), .decimal(let text): text
        case .integer(let integer): String(integer)
        default: nil
        }
    }
}

/// A document of Swagger 2.0 with the given lines after its head, which takes the lines 1 to 3.
func swagger(_ rest: String) -> String {
    "swagger: '2.0'\ninfo: {title: T, version: '1'}\nproduces: [application/json]\n" + rest
}

/// A document of Swagger 2.0 with one operation `POST /a`, whose lines stand from line 7 on, indented by six spaces.
func swagger(operation: String) -> String {
    let lines = operation.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }
    return swagger("paths:\n  /a:\n    post:\n" + lines.joined(separator: "\n"))
}

/// One with the given parameters, each on a line of its own, and a response.
func swagger(parameters: String...) -> String {
    let lines = parameters.map { "  - \($0)\n" }.joined()
    return swagger(operation: "parameters:\n\(lines)responses: {'204': {description: ''}}")
}

/// One with the given members of a response.
func swagger(response: String) -> String {
    swagger(operation: "responses: {'200': {description: '', \(response)}}")
}
