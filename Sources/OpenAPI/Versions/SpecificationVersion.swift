import DocumentTree

/// Which specification a file follows, from its `openapi` or `swagger` field (OpenAPI 3.0.3 §4.1, 3.1.1 §4.1, Swagger 2.0
/// "Swagger Object"), in the order in which they appeared.
enum SpecificationVersion: Comparable, Sendable {
    case v2_0
    case v3_0
    case v3_1
    case v3_2

    /// Reads `3.0.3`, `3.1.0-rc1` or an incomplete `3.0`; nil for anything that is not 3.0, 3.1 or 3.2.
    init?(_ text: String) {
        let release = text.prefix { $0 != "-" }
        let parts = release.split(separator: ".", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ UInt16($0) != nil }), parts[0] == "3" else {
            return nil
        }
        switch parts[1] {
        case "0": self = .v3_0
        case "1": self = .v3_1
        case "2": self = .v3_2
        default: return nil
        }
    }

    /// What a file says of itself; nil where it says nothing that is understood.
    init?(statedBy root: Node) {
        if let text = root["openapi"]?.versionText {
            self.init(text)
        } else if root["swagger"]?.versionText == "2.0" {
            self = .v2_0
        } else {
            return nil
        }
    }

    /// Whether schemas are those of JSON Schema 2020-12 (OpenAPI 3.1.1 §4.8.24) and not the 3.0 dialect.
    var usesJSONSchema: Bool { self >= .v3_1 }

    /// The name used in messages.
    var name: String {
        switch self {
        case .v2_0: "Swagger 2.0"
        case .v3_0: "OpenAPI 3.0"
        case .v3_1: "OpenAPI 3.1"
        case .v3_2: "OpenAPI 3.2"
        }
    }
}

extension Node {
    /// The text of a version, which without quotes reads as a number.
    var versionText: String? { stringText ?? numberText }
}
