/// The documents that a list of the YAML test suite's events describes, written as ``Node/summary`` writes them.
///
/// It knows nothing of the reader: aliases are followed and scalars resolved by rules of its own.
struct SuiteEvents {
    private struct Event {
        var kind: Substring
        var anchor: String?
        var tag: String?
        /// What stands in front of a scalar's text: `:` where it is plain.
        var style: Character?
        var text = ""
    }

    private var events: ArraySlice<Event>
    private var anchors: [String: (summary: String, key: String)] = [:]

    init(_ text: String) {
        events = text.split(separator: "\n").map(Self.event)[...]
    }

    /// The summary of each document.
    mutating func documents() -> [String] {
        var result: [String] = []
        while let event = events.popFirst() {
            guard event.kind == "+DOC" else { continue }
            anchors = [:]
            result.append(node().summary)
        }
        return result
    }

    /// The next node, as a value and as a key.
    private mutating func node() -> (summary: String, key: String) {
        guard let event = events.popFirst() else { return ("end of events", "") }
        if event.kind == "=ALI" { return anchors[event.text] ?? ("unknown alias", "") }
        let node = content(of: event)
        if let anchor = event.anchor { anchors[anchor] = node }
        return node
    }

    private mutating func content(of event: Event) -> (summary: String, key: String) {
        var summary: String
        switch event.kind {
        case "=VAL":
            if event.tag.map(Self.isOfCoreSchema) ?? true { return (Self.scalar(event), event.text) }
            summary = "\"\(event.text)\""
        case "+SEQ":
            var elements: [String] = []
            while events.first?.kind != "-SEQ", !events.isEmpty { elements.append(node().summary) }
            events.removeFirst()
            summary = "[\(elements.joined(separator: ", "))]"
        default:
            var members: [String] = []
            while events.first?.kind != "-MAP", !events.isEmpty { members.append("\(node().key): \(node().summary)") }
            events.removeFirst()
            summary = "{\(members.joined(separator: ", "))}"
        }
        if let tag = event.tag, !Self.isOfCoreSchema(tag) { summary = "\(tag) \(summary)" }
        return (summary, "? \(summary)")
    }

    private static func isOfCoreSchema(_ tag: String) -> Bool {
        tag.wholeMatch(of: /!|tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)/) != nil
    }

    /// A scalar by YAML 1.2.2 §10.3.2.
    private static func scalar(_ event: Event) -> String {
        let text = event.text
        let type = event.tag?.split(separator: ":").last.map(String.init) ?? (event.style == ":" ? "?" : "str")
        switch type {
        case "?", "int", "float", "bool", "null":
            if text.wholeMatch(of: /(null|Null|NULL|~)?/) != nil { return "null" }
            if text.wholeMatch(of: /true|True|TRUE|false|False|FALSE/) != nil { return text.lowercased() }
            if type != "float", let integer = integer(text) { return "\(integer)" }
            let isNumber = text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil
            let isSpecial = text.wholeMatch(of: /[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN/) != nil
            return isNumber || isSpecial ? "decimal(\(text))" : "\"\(text)\""
        default: return "\"\(text)\""
        }
    }

    private static func integer(_ text: String) -> Int64? {
        if let match = text.wholeMatch(of: /0o([0-7]+)/) { return Int64(match.1, radix: 8) }
        if let match = text.wholeMatch(of: /0x([0-9a-fA-F]+)/) { return Int64(match.1, radix: 16) }
        return text.wholeMatch(of: /[-+]?[0-9]+/) == nil ? nil : Int64(text)
    }

    private static func event(_ line: Substring) -> Event {
        var event = Event(kind: line.prefix(4))
        var rest = line.dropFirst(5)
        if event.kind == "=ALI" { event.text = String(rest.dropFirst()) }
        while let sign = rest.first {
            switch sign {
            case "&":
                event.anchor = String(rest.dropFirst().prefix { $0 != " " })
                rest = rest.drop { $0 != " " }.dropFirst()
            case "<":
                event.tag = String(rest.dropFirst().prefix { $0 != ">" })
                rest = rest.drop { $0 != ">" }.dropFirst(2)
            case ":", "'", "\"", "|", ">":
                event.style = sign
                event.text = unescaped(rest.dropFirst())
                return event
            // What tells flow collections and explicit document marks from others.
            default: rest = rest.drop { $0 != " " }.dropFirst()
            }
        }
        return event
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                result.append(escapes[character] ?? character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }

    private static let escapes: [Character: Character] = ["n": "\n", "t": "\t", "b": "\u{8}", "r": "\r"]
}
