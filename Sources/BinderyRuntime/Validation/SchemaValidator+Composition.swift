extension SchemaValidator {
    mutating func holdsComposition(_ assertion: Assertion, _ index: Int) -> Bool {
        switch assertion {
        case .allOf(let schemas):
            var isValid = true
            for schema in schemas where !validate(index, schema) { isValid = false }
            return isValid
        case .anyOf(let schemas):
            for schema in schemas where accepts(index, schema) { return true }
            return failAlternatives(schemas, "anyOf", index)
        case .oneOf(let schemas):
            var count = 0
            for schema in schemas where accepts(index, schema) { count += 1 }
            if count == 1 { return true }
            guard count > 1 else { return failAlternatives(schemas, "oneOf", index) }
            return fail(index, "oneOf", "a value of exactly one of \(schemas.count) kinds", found: "one of \(count)")
        case .discriminator(let rule): return holds(rule, index)
        case .not(let schema):
            return !accepts(index, schema) || fail(index, "not", "a value that another schema does not describe")
        case .condition(let test, let then, let otherwise):
            return validate(index, accepts(index, test) ? then : otherwise)
        default: return true
        }
    }

    /// Where exactly one alternative could have been meant, what is wrong with the value is told in its terms.
    private mutating func failAlternatives(_ schemas: [SchemaNode], _ keyword: String, _ index: Int) -> Bool {
        if isQuiet { return false }
        let generic = "a value of one of \(schemas.count) kinds"
        guard let explanations = explanations(index, schemas) else { return fail(index, keyword, generic) }
        let pointer = tape.pointer(to: index)
        let meant = explanations.filter { report in !report.violations.contains { $0.tellsApart(at: pointer) } }
        if meant.count == 1, !meant[0].isValid { return fail(meant[0]) }
        return fail(index, keyword, generic)
    }

    private mutating func holds(_ rule: DiscriminatorRule, _ index: Int) -> Bool {
        guard tape.entries[index].kind == .object else { return !rule.isClosed || fail(index, "type", "an object") }
        if !rule.isClosed, discriminated == index { return true }
        guard let member = tape.member(rule.property, of: index) else {
            return !rule.isClosed || fail(index, "required", "a value", found: "nothing", member: rule.property)
        }
        // A number chooses by its text, as it does in reading.
        guard [.string, .number].contains(tape.entries[member].kind), let schema = rule.schemas[tape.text(member)]
        else {
            let names = rule.schemas.keys.sorted().prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
            return !rule.isClosed || fail(member, "discriminator", "one of \(names)")
        }
        let outer = discriminated
        discriminated = index
        defer { discriminated = outer }
        return validate(index, schema)
    }
}

extension SchemaViolation {
    /// Whether it shows that a value, or one of its members by which kinds are told apart, is of another kind altogether.
    fileprivate func tellsApart(at pointer: String) -> Bool {
        if self.pointer == pointer { return ["type", "enum", "const", "false"].contains(keyword) }
        let isMember = !self.pointer.dropFirst(pointer.count + 1).contains("/")
        return isMember && ["enum", "const", "required"].contains(keyword)
    }
}

extension SchemaTypes: CustomStringConvertible {
    /// The types as messages name them, with their articles.
    var description: String {
        let names = [
            (SchemaTypes.object, "an object"), (.array, "an array"), (.string, "a string"), (.number, "a number"),
            (.integer, "an integer"), (.boolean, "true or false"), (.null, "null"),
        ].filter { contains($0.0) }.map(\.1)
        return names.isEmpty ? "nothing" : names.joined(separator: " or ")
    }
}

extension JSONTape {
    /// A value as messages name it.
    func description(_ index: Int) -> String {
        switch entries[index].kind {
        case .object: return "an object"
        case .array: return "an array"
        case .null, .bool, .number, .string:
            let text = String(decoding: slice(index).prefix(240), as: UTF8.self)
            let shown = text.count > 60 ? text.prefix(60) + "…" : text[...]
            return entries[index].kind == .string ? "\"\(shown)\"" : String(shown)
        }
    }
}

extension DecimalNumber: CustomStringConvertible {
    /// The number, with an exponent only where there would be many zeros.
    var description: String {
        let digits = digits
        let sign = isNegative ? "-" : ""
        let point = digits.count + power
        switch power {
        case 0...20: return sign + digits + String(repeating: "0", count: power)
        case -20..<0 where point > 0: return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        case -20..<0: return sign + "0." + String(repeating: "0", count: -point) + digits
        default: return sign + digits + "e\(power)"
        }
    }
}
