/// The fields of a form that make one nested value: `a[b]=1`, `a[list][0]=2`, `a[list][]=3`.
struct NestedFields {
    /// How deep keys may be nested.
    private static let depthLimit = 32

    private var text: String?
    private var members: [(key: String, fields: NestedFields)] = []
    private var places: [String: Int] = [:]

    private init() {}

    /// Gathers the fields of a name; nil where there are none, or too deep ones.
    init?(_ name: String, in form: QueryString) {
        var isThere = false
        for item in form.items where item.name == name || item.name.hasPrefix(name + "[") {
            guard let keys = Self.keys(item.name.dropFirst(name.count)) else { continue }
            add(item.value ?? "", keys[...])
            isThere = true
        }
        guard isThere else { return nil }
    }

    /// An object; an array where all keys are numbers or empty; otherwise the text.
    var value: JSONValue {
        guard !members.isEmpty else { return .string(text ?? "") }
        guard members.allSatisfy({ $0.key.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return .object(JSONObject(members.map { .init(key: $0.key, value: $0.fields.value) }))
        }
        let ordered = members.enumerated().sorted { left, right in
            let leftKey = Int(left.element.key) ?? .max
            let rightKey = Int(right.element.key) ?? .max
            return (leftKey, left.offset) < (rightKey, right.offset)
        }
        return .array(ordered.map { $0.element.fields.value })
    }

    private mutating func add(_ text: String, _ keys: ArraySlice<String>) {
        guard let key = keys.first else {
            // A name that occurs again without a key is a list, as is one with empty brackets.
            keepText()
            if members.isEmpty { self.text = text } else { add(text, [""]) }
            return
        }
        keepText()
        let place: Int
        if let known = places[key], !key.isEmpty {
            place = known
        } else {
            place = members.count
            members.append((key, NestedFields()))
            if !key.isEmpty { places[key] = place }
        }
        members[place].fields.add(text, keys.dropFirst())
    }

    /// Gives the text that came without a key an empty one, as others follow.
    private mutating func keepText() {
        guard let first = text else { return }
        text = nil
        add(first, [""])
    }

    /// The keys in brackets; nil where the text is nothing but keys in brackets, or has too many.
    private static func keys(_ text: Substring) -> [String]? {
        var keys: [String] = []
        var rest = text
        while !rest.isEmpty {
            guard rest.first == "[", let end = rest.firstIndex(of: "]"), keys.count < depthLimit else { return nil }
            keys.append(String(rest[rest.index(after: rest.startIndex)..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return keys
    }
}
