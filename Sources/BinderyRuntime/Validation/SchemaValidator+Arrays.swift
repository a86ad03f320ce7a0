extension SchemaValidator {
    mutating func holdsArray(_ assertion: Assertion, _ index: Int) -> Bool {
        let entry = tape.entries[index]
        guard entry.kind == .array else { return true }
        switch assertion {
        case .minItems(let count):
            return entry.count >= count
                || fail(index, "minItems", "at least \(count) elements", found: "\(entry.count)")
        case .maxItems(let count):
            return entry.count <= count
                || fail(index, "maxItems", "at most \(count) elements", found: "\(entry.count)")
        case .uniqueItems:
            guard let (_, second) = tape.duplicate(in: index) else { return true }
            return fail(second, "uniqueItems", "no element twice")
        case .items(let prefix, let rest): return holdsItems(prefix, rest, index)
        case .contains(let schema, let minimum, let maximum):
            var count = 0
            for element in tape.elements(index) where accepts(element, schema) { count += 1 }
            let range = maximum.map { "\(minimum) to \($0)" } ?? "at least \(minimum)"
            return count >= minimum && count <= maximum ?? count
                || fail(index, "contains", "\(range) elements of a kind", found: "\(count)")
        default: return true
        }
    }

    private mutating func holdsItems(_ prefix: [SchemaNode], _ rest: SchemaNode?, _ index: Int) -> Bool {
        var isValid = true
        var element = index + 1
        for position in 0..<tape.entries[index].count {
            if let schema = position < prefix.count ? prefix[position] : rest, !validate(element, schema) {
                isValid = false
                if isQuiet { return false }
            }
            element = tape.entries[element].next
        }
        return isValid
    }
}
