import DocumentTree

/// Decides whether a file is an OpenAPI description that can be read (OpenAPI 3.0.3 §4.1, 3.1.1 §4.1, Swagger 2.0
/// "Swagger Object").
enum VersionCheck {
    /// The value of `openapi` or `swagger`, where it is one that is understood.
    static func version(of root: Node, log: inout DiagnosticLog) -> String? {
        guard root.objectMembers != nil else {
            log.error(
                "wrong-type",
                "an OpenAPI document must be an object, but is \(root.shape)",
                at: root.location
            )
            return nil
        }
        guard let node = root["openapi"] else {
            if let swagger = root["swagger"] { return swaggerVersion(swagger, &log) }
            reportMissing(root, &log)
            return nil
        }
        guard let text = node.versionText else {
            log.error("wrong-type", "'openapi' must be a string, but is \(node.shape)", at: node.location)
            return nil
        }
        guard let version = SpecificationVersion(text) else {
            log.error(
                "unsupported-version",
                "OpenAPI '\(text.escapedForMessage)' is not supported",
                at: node.location,
                help: "the versions that can be read are 2.0, 3.0.x and 3.1.x, and 3.2 in part"
            )
            return nil
        }
        if version == .v3_2 {
            log.warning(
                "partly-supported-version",
                "OpenAPI 3.2 is read as 3.1, with what is new in 3.2 only in part",
                at: node.location
            )
        } else if text.split(separator: ".").count < 3 {
            log.warning(
                "incomplete-version",
                "'openapi' must name a whole version, such as '\(text).0'",
                at: node.location
            )
        }
        return text
    }

    private static func swaggerVersion(_ node: Node, _ log: inout DiagnosticLog) -> String? {
        guard let text = node.versionText else {
            log.error("wrong-type", "'swagger' must be a string, but is \(node.shape)", at: node.location)
            return nil
        }
        guard text == "2.0" else {
            log.error(
                "unsupported-version",
                "Swagger '\(text.escapedForMessage)' is not supported",
                at: node.location,
                help: "the value must be '2.0'; later versions are stated by 'openapi'"
            )
            return nil
        }
        if node.stringText == nil {
            log.warning(
                "wrong-type",
                "'swagger' must be a string, but is \(node.shape); it is understood as '2.0'",
                at: node.location,
                help: "write the value in quotes"
            )
        }
        return text
    }

    private static func reportMissing(_ root: Node, _ log: inout DiagnosticLog) {
        log.error(
            "missing-key",
            "the key 'openapi' is missing, so this is not an OpenAPI document",
            at: root.location,
            help: "it begins with 'openapi: 3.0.3' or another version of 3.0 or 3.1, or with 'swagger: \"2.0\"'"
        )
    }
}
