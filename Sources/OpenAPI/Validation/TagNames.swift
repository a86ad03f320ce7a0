import DocumentTree

/// The names of tags are unique (OpenAPI 3.0.3 §4.7.1.1).
enum TagNames {
    static func check(_ tags: [Tag], log: inout DiagnosticLog) {
        var first: [String: Tag] = [:]
        for tag in tags {
            if let other = first[tag.name] {
                log.warning(
                    "duplicate-tag",
                    "the tag '\(tag.name.escapedForMessage)' was described before, at \(other.location.printed(from: tag.location))",
                    at: tag.location
                )
            } else {
                first[tag.name] = tag
            }
        }
    }
}
