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
    /// Whether the media type is a range, such as `image/*`, that ``contentType`` is not in.
    var isUnknownKind = false
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
        if Self.isJSON(name) || (Self.mayBeJSON(name) && !Self.isBinary(chosen.schema)) {
            coding = .json
            if Self.mayBeJSON(name) { contentType = "application/json" }
        } else if name.hasPrefix("text/"), !Self.isStructured(name), !Self.isBinary(chosen.schema) {
            coding = .text
            if chosen.name.contains("*") { contentType = "text/plain" }
        } else {
            coding = .stream
            isUnknownKind = name.contains("*") && !Self.mayBeJSON(name)
            isOpen = chosen.name.contains("*") || name.hasPrefix("multipart/")
            if name == "text/event-stream" {
                log.warning(
                    "media-type-not-typed", "\(subject) as '\(name)' is bound to its bytes as they come",
                    at: chosen.location, help: "take the events out of the stream yourself")
            } else if Self.isStructured(name) {
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

    static func rank(_ name: String) -> Int {
        let name = essence(name)
        if name == "application/json" { return 0 }
        if isJSON(name) { return 1 }
        if mayBeJSON(name) { return 2 }
        if name == "text/plain" { return 3 }
        return isStructured(name) ? 5 : 4
    }

    /// Without parameters, in lower case.
    private static func essence(_ name: String) -> String {
        let essence = name.prefix { $0 != ";" }
        return String(essence.filter { $0 != " " }).lowercased()
    }

    private static func isJSON(_ name: String) -> Bool {
        name == "application/json" || name == "text/json" || name.hasSuffix("+json")
    }

    /// A range that JSON is in.
    private static func mayBeJSON(_ name: String) -> Bool { name == "*/*" || name == "application/*" }

    /// How a parameter or header field in `mediaType` is written: its JSON, or its text.
    static func shape(_ mediaType: MediaType, subject: String, log: inout DiagnosticLog) -> ParameterPlan.Shape {
        let name = essence(mediaType.name)
        if isJSON(name) || mayBeJSON(name) { return .json }
        if !name.hasPrefix("text/") || isStructured(name) {
            log.warning(
                "media-type-not-typed", "\(subject) as '\(mediaType.name)' is bound to its text; it is not typed yet",
                at: mediaType.location, help: "describe it as 'application/json', or write and read the text yourself")
        }
        return .value
    }

    /// Whether a parameter in `mediaType` has its schema's type.
    static func isTyped(_ mediaType: MediaType) -> Bool {
        let name = essence(mediaType.name)
        return isJSON(name) || mayBeJSON(name) || name == "text/plain"
    }

    private static func isStructured(_ name: String) -> Bool {
        name == "application/x-www-form-urlencoded" || name.hasPrefix("multipart/") || name.hasSuffix("/xml")
            || name.hasSuffix("+xml") || name == "text/event-stream" || name == "application/x-ndjson"
            || name == "application/jsonl"
    }

    private static func isBinary(_ schema: Schema?) -> Bool {
        guard let schema else { return false }
        return schema.format == "binary" || schema.contentMediaType == "application/octet-stream"
    }
}
