internal import DocumentTree
internal import OpenAPI

/// A body may be described in several media types. JSON is bound to its schema's type, text to `String`, everything else
/// to a stream of bytes; the first of the best kind is bound, and a warning names what is left.
struct MediaTypeChoice {
    var coding: BodyCoding
    /// What `Content-Type` says.
    var contentType: String
    /// Whether whoever sends the body has to say its content type: a range, or one with a boundary in it.
    var isOpen = false
    var schema: Schema?

    /// - Parameter subject: whose body it is, for diagnostics.
    init?(_ content: [MediaType], subject: String, log: inout DiagnosticLog) {
        let ranked = content.enumerated().min { left, right in
            (Self.rank(left.element.name), left.offset) < (Self.rank(right.element.name), right.offset)
        }
        guard let chosen = ranked?.element else { return nil }
        let name = Self.essence(chosen.name)
        contentType = chosen.name.contains("*") ? "application/octet-stream" : chosen.name
        schema = chosen.schema
        if Self.isJSON(name) || (name == "*/*" && !Self.isBinary(chosen.schema)) {
            coding = .json
            if name == "*/*" { contentType = "application/json" }
        } else if name.hasPrefix("text/"), name != "text/xml", !Self.isBinary(chosen.schema) {
            coding = .text
            if chosen.name.contains("*") { contentType = "text/plain" }
        } else {
            coding = .stream
            isOpen = chosen.name.contains("*") || name.hasPrefix("multipart/")
            if Self.isStructured(name) {
                log.warning(
                    "media-type-not-typed",
                    "\(subject) as '\(name)' is bound to its bytes; its fields are not typed yet", at: chosen.location,
                    help: "describe it as 'application/json' as well, or write and read the bytes yourself")
            }
        }
        let others = content.filter { $0.name != chosen.name }.map { "'\($0.name)'" }
        if !others.isEmpty {
            log.warning(
                "media-type-not-bound",
                "\(subject) is bound as '\(chosen.name)' only, not as \(others.joined(separator: ", "))",
                at: chosen.location)
        }
    }

    private static func rank(_ name: String) -> Int {
        let name = essence(name)
        if name == "application/json" { return 0 }
        if isJSON(name) { return 1 }
        if name == "*/*" { return 2 }
        if name == "text/plain" { return 3 }
        return isStructured(name) ? 5 : 4
    }

    /// Without parameters, in lower case.
    private static func essence(_ name: String) -> String {
        let essence = name.prefix { $0 != ";" }
        return String(essence.filter { $0 != " " }).lowercased()
    }

    private static func isJSON(_ name: String) -> Bool {
        name == "application/json" || name == "text/json" || name.hasSuffix("+json") || name == "application/*"
    }

    private static func isStructured(_ name: String) -> Bool {
        name == "application/x-www-form-urlencoded" || name.hasPrefix("multipart/") || name.hasSuffix("/xml")
            || name.hasSuffix("+xml") || name == "application/x-ndjson" || name == "application/jsonl"
    }

    private static func isBinary(_ schema: Schema?) -> Bool {
        guard let schema else { return false }
        return schema.format == "binary" || schema.contentMediaType == "application/octet-stream"
    }
}
