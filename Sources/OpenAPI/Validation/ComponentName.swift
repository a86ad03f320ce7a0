import DocumentTree

/// Names of components consist of letters, digits, `.`, `-` and `_` (OpenAPI 3.0.3 §4.7.7.1).
enum ComponentName {
    static func check(_ member: Node.Member, section: String, in context: ReadingContext) {
        let isPlain = member.key.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default:
                false
            }
        }
        if isPlain, !member.key.isEmpty { return }
        context.log.warning(
            "component-name",
            "'\(member.key.escapedForMessage)' is no name for an entry of 'components/\(section)'",
            at: member.keyLocation,
            help: "names consist of letters, digits, '.', '-' and '_'"
        )
    }
}
