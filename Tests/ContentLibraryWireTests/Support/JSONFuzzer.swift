import SeededRandom

/// Makes JSON of the members that the operations know, with values of every kind.
struct JSONFuzzer {
    /// What exists, and may be named.
    var identifiers = Identifiers()
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: ~seed)
    }

    mutating func next() -> String { value(depth: 0) }

    private mutating func value(depth: Int) -> String {
        let kinds = depth == 0 ? 0...2 : depth > 4 ? 3...9 : 0...9
        switch Int.random(in: kinds, using: &random) {
        case 0, 1: return object(depth: depth)
        case 2: return "[" + values(depth: depth).joined(separator: ",") + "]"
        case 3: return pick(["true", "false", "null"])
        case 4: return pick(Self.numbers)
        case 5: return "\"\(pick(Self.strings))\""
        default: return "\"\(pick(identifiers.all))\""
        }
    }

    private mutating func values(depth: Int) -> [String] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) }
    }

    private mutating func object(depth: Int) -> String {
        let members = (0..<Int.random(in: 0...6, using: &random)).map { _ in
            let (name, right) = Self.members.randomElement(using: &random) ?? ("", [])
            // Mostly a value that fits the name, so that requests get behind the first check.
            let fits = Int.random(in: 0..<100, using: &random) < 70
            let fitting = right.isEmpty ? "\"\(identifiers.fitting(name))\"" : pick(right)
            return "\"\(name)\":" + (fits ? fitting : value(depth: depth + 1))
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

    /// Names of members with values that fit; none stands for an identifier.
    private static let members: [(String, [String])] = [
        ("name", [#""a""#, #""file""#, #""new""#, #""x y""#]), ("library_id", []), ("library_item_id", []),
        ("description", [#""text""#]), ("type", [#""LOCAL""#, #""ovf""#, #""DATASTORE""#]), ("version", [#""1""#]),
        ("storage_backings", [#"[{"type":"DATASTORE","datastore_id":"datastore-1"}]"#, "[]"]),
        ("publish_info", [#"{"published":false}"#, #"{"published":true}"#]), ("source_id", []), ("cached", ["true"]),
        ("source_type", [#""PUSH""#, #""PULL""#, #""NONE""#]), ("size", ["0", "7", "-1"]),
        ("source_endpoint", [#"{"uri":"http://127.0.0.1:1/x"}"#, #"{"uri":"ds:///x"}"#, #"{"uri":""}"#]),
        ("checksum_info", [#"{"checksum":"00","algorithm":"MD5"}"#, #"{"checksum":"zz"}"#]),
        ("client_progress", ["1", "50", "101"]), ("progress", ["1", "50", "-1"]),
        ("client_error_message", [#""it failed""#]), ("file_name", [#""file""#, #""new""#]),
        ("endpoint_type", [#""HTTPS""#, #""DIRECT""#]),
        ("warning_behavior", [#"[{"type":"SELF_SIGNED_CERTIFICATE","ignored":true}]"#]),
        ("subscription_info", [#"{"subscription_url":"http://127.0.0.1:1/lib.json"}"#]),
        ("resource_urn", [#""urn:x""#]),
        ("force_sync_content", ["true"]), ("conversion_type", [#""TO_PUBLISHED_LIBRARY""#]), ("cert_text", [#""x""#]),
        ("subscribed_library", [#"{"target":"USE_EXISTING","location":"LOCAL"}"#]),
    ]
    private static let numbers = [
        "0", "-0", "1", "1.5", "-1", "1e400", "-1e-400", "9223372036854775807", "9223372036854775808",
        "123456789012345678901234567890", "0.1e1",
    ]
    private static let strings = [
        "", " ", "a", #"\u0000"#, #"\n\t"#, #"\ud83d\ude00"#, "😀", "../../etc/passwd", "a/b", #"\\"#, "file", "ACTIVE",
        "{0}", "2024-01-01T00:00:00Z", "' OR 1=1 --", #"\u202e"#, String(repeating: "n", count: 81),
        String(repeating: "é", count: 300), String(repeating: "d", count: 2001),
    ]
}
