import JSONText
import RegularExpressions

extension SchemaValidator {
    mutating func holdsObject(_ assertion: Assertion, _ index: Int) -> Bool {
        let entry = tape.entries[index]
        guard entry.kind == .object else { return true }
        switch assertion {
        case .minProperties(let count):
            return entry.count >= count
                || fail(index, "minProperties", "at least \(count) members", found: "\(entry.count)")
        case .maxProperties(let count):
            return entry.count <= count
                || fail(index, "maxProperties", "at most \(count) members", found: "\(entry.count)")
        case .members(let rules): return holdsMembers(rules, index)
        case .dependentRequired(let name, let required):
            guard tape.member(name, of: index) != nil else { return true }
            var isValid = true
            for other in required where tape.member(other, of: index) == nil {
                isValid = fail(
                    index, "dependentRequired", "a value, since '\(name)' has one", found: "nothing", member: other)
            }
            return isValid
        case .dependentSchema(let name, let schema):
            return tape.member(name, of: index) == nil || validate(index, schema)
        default: return true
        }
    }

    private mutating func holdsMembers(_ rules: MemberRules, _ index: Int) -> Bool {
        var isValid = true
        var seen: UInt64 = 0
        var expected = 0
        var key = index + 1
        for _ in 0..<tape.entries[index].count {
            let place = self.place(of: key, in: rules.keys, expecting: expected)
            if place >= 0 {
                expected = place + 1
                if place < UInt64.bitWidth { seen |= 1 << UInt64(place) }
            }
            if !holds(rules, member: key, place: place) {
                isValid = false
                if isQuiet { return false }
            }
            key = tape.entries[key + 1].next
        }
        if let mask = rules.requiredMask, seen & mask == mask { return isValid }
        for name in rules.required where tape.member(name, of: index) == nil {
            isValid = fail(index, "required", "a value", found: "nothing", member: name)
        }
        return isValid
    }

    private mutating func holds(_ rules: MemberRules, member key: Int, place: Int) -> Bool {
        var isValid = true
        var isStated = false
        if place >= 0, place < rules.statedCount {
            isStated = true
            if isAbsence(key + 1, place, rules) { return true }
            if !validate(key + 1, rules.properties[place]) { isValid = false }
        }
        if !rules.patterns.isEmpty {
            let name = tape.text(key)
            for rule in rules.patterns where rule.pattern.matches(name) {
                isStated = true
                if !validate(key + 1, rule.schema) { isValid = false }
            }
        }
        if !isStated, let additional = rules.additional {
            if additional === SchemaNode.nothing {
                isValid = fail(key, "additionalProperties", "no member of this name")
            } else if !validate(key + 1, additional) {
                isValid = false
            }
        }
        if let names = rules.names, !accepts(key, names) {
            let wrong = violations(key, names).violations.first
            isValid = fail(key, "propertyNames", "a name that is \(wrong?.expected ?? "valid")")
        }
        return isValid
    }

    private func isAbsence(_ value: Int, _ place: Int, _ rules: MemberRules) -> Bool {
        options.contains(.nullIsAbsence) && tape.entries[value].kind == .null
            && !rules.isRequired[place]
    }

    private func place(of key: Int, in table: JSONText.JSONKeyTable, expecting hint: Int) -> Int {
        if tape.entries[key].hasEscapes {
            var text = tape.text(key)
            return text.withUTF8 { table.index(of: UnsafeRawBufferPointer($0), expecting: hint) }
        }
        return tape.withBytes(key) { table.index(of: $0, expecting: hint) }
    }
}
