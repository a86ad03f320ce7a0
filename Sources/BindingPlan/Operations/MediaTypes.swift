internal import DocumentTree
internal import OpenAPI

/// What the name of a media type says of its bodies.
struct MediaTypeKind {
    enum Coding {
        case json, text, bytes, form, multipart, events, lines, textSequence, xml
    }

    /// Without parameters, in lower case.
    let essence: String
    let coding: Coding

    init(_ mediaType: MediaType) {
        let essence = Self.essence(mediaType.name)
        self.essence = essence
        coding = Self.coding(essence, mediaType.schema)
    }

    /// Whether it is a range that JSON is in.
    var mayBeJSON: Bool { Self.mayBeJSON(essence) }
    /// Whether it is a range.
    var isRange: Bool { essence.contains("*") }

    private static func coding(_ name: String, _ schema: Schema?) -> Coding {
        if isJSON(name) || (mayBeJSON(name) && !isBinary(schema)) { return .json }
        if name == "application/x-www-form-urlencoded" { return .form }
        if name.hasPrefix("multipart/") { return .multipart }
        if name == "text/event-stream" { return .events }
        if lines.contains(name) { return .lines }
        if name == "application/json-seq" || name.hasSuffix("+json-seq") { return .textSequence }
        if isXML(name) { return .xml }
        return name.hasPrefix("text/") && !isBinary(schema) ? .text : .bytes
    }

    /// The names that JSON Lines go by (OpenAPI 3.2.0 "Sequential Media Types").
    private static let lines: Set<String> = [
        "application/jsonl", "application/x-jsonl", "application/jsonlines", "application/x-jsonlines",
        "application/ndjson", "application/x-ndjson", "application/x-json-stream", "application/stream+json",
    ]

    private static func essence(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3B && !(0x41...0x5A).contains($0) }) { return name }
        let essence = name.prefix { $0 != ";" }
        return String(essence.filter { $0 != " " }).lowercased()
    }

    private static func isJSON(_ name: String) -> Bool {
        let isLines = lines.contains(name)
        return name == "application/json" || name == "text/json" || (name.hasSuffix("+json") && !isLines)
    }

    private static func isXML(_ name: String) -> Bool { name.hasSuffix("/xml") || name.hasSuffix("+xml") }

    private static func mayBeJSON(_ name: String) -> Bool { name == "*/*" || name == "application/*" }

    /// Whether bodies are bytes whatever their media type says.
    static func isBinary(_ schema: Schema?) -> Bool {
        guard let schema else { return false }
        return schema.format == "binary" || schema.contentMediaType == "application/octet-stream"
    }

    // MARK: Bodies

    /// Those of a body's media types that are bound, JSON first, each kind in the order of the document; XML is not where
    /// there is JSON.
    static func bindable(_ content: [MediaType]) -> [MediaType] {
        if content.count <= 1 { return content }
        let json = content.filter { MediaTypeKind($0).coding == .json }
        let exact = json.filter { $0.name == "application/json" }
        let others = content.filter { mediaType in
            let coding = MediaTypeKind(mediaType).coding
            return coding != .json && (coding != .xml || json.isEmpty)
        }
        return exact + json.filter { $0.name != "application/json" && !MediaTypeKind($0).isRange } + others
            + json.filter { MediaTypeKind($0).isRange }
    }

    // MARK: Parameters

    /// How a parameter or header field in `mediaType` is written: its JSON, or its text.
    static func shape(_ mediaType: MediaType, subject: String, log: inout DiagnosticLog) -> ParameterPlan.Shape {
        let name = essence(mediaType.name)
        if isJSON(name) || mayBeJSON(name) { return .json }
        if !name.hasPrefix("text/") || isXML(name) {
            log.warning(
                "media-type-not-typed", "\(subject) as '\(mediaType.name)' is bound to its text; it is not typed",
                at: mediaType.location, help: "describe it as 'application/json', or write and read the text yourself")
        }
        return .value
    }

    /// Whether a parameter in `mediaType` has its schema's type.
    static func isTyped(_ mediaType: MediaType) -> Bool {
        let name = essence(mediaType.name)
        return isJSON(name) || mayBeJSON(name) || name == "text/plain"
    }
}
