import JSONText
import RegularExpressions

/// Applies schemas to the values of one text, and collects what is wrong.
struct SchemaValidator {
    /// How deep schemas may be applied within schemas; a value that needs more is refused.
    private static let depthLimit = 400

    let definitions: [SchemaNode]
    let tape: JSONTape
    let options: Options
    private var limit: Int
    /// Whether something could not be looked at, so that no verdict can be trusted that calls the value valid.
    private var isExhausted = false
    private(set) var report = ValidationReport()

    /// How many trials are going on, whose violations are not told.
    private var trials = 0
    private var depth = 0
    /// What trials have found out: each schema is tried once on each value, however often alternatives lead there.
    private var known: [Trial: Bool] = [:]
    /// The object whose discriminator is being followed: what it leads to mostly leads back.
    var discriminated: Int?

    /// How often schemas may be applied before the value counts as too costly to check. Only recursive schemas with
    /// alternatives that say nearly the same come near it, on values made for it.
    private var stepsLeft: Int
    /// How many alternatives may still be tried once more to tell what is wrong with them.
    var explanationsLeft = 16

    /// What is different in requests.
    struct Options: OptionSet, Sendable {
        let rawValue: UInt8

        /// Strings stand for numbers and booleans too: parameters and forms are all text.
        static let textScalars = Self(rawValue: 1)
        /// `null` stands for the absence of a member that may be absent, as it does when a model is read.
        static let nullIsAbsence = Self(rawValue: 2)
    }

    private struct Trial: Hashable {
        var definition: Int
        var value: Int
        /// Whether the value's discriminator is being followed, which is not followed twice.
        var isDiscriminated: Bool
    }

    init(definitions: [SchemaNode], tape: JSONTape, options: Options = [], limit: Int) {
        self.definitions = definitions
        self.tape = tape
        self.options = options
        self.limit = limit
        stepsLeft = 1_000_000 + 100 * tape.entries.count
    }

    /// What there is to say about the whole text.
    mutating func run(_ schema: SchemaNode) -> ValidationReport {
        let isValid = validate(0, schema)
        if report.isValid, isExhausted || !isValid {
            let violation = SchemaViolation(
                pointer: "", keyword: "depth", expected: "a value that can be checked in reasonable time",
                found: tape.description(0))
            report.violations.append(violation)
        }
        return report
    }

    /// Whether the value at `index` is what the schema demands. Where nobody hears of violations, the first one suffices.
    mutating func validate(_ index: Int, _ schema: SchemaNode) -> Bool {
        depth += 1
        stepsLeft -= 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit, stepsLeft > 0 else {
            isExhausted = true
            return fail(index, "depth", "a value that can be checked in reasonable time")
        }
        guard schema.types == .any || matches(index, schema.types) else {
            return fail(index, "type", schema.types.description)
        }
        var isValid = true
        for assertion in schema.assertions where !holds(assertion, index) {
            isValid = false
            if isQuiet { break }
        }
        return isValid
    }

    /// Whether the value is valid, without a word about it if not.
    mutating func accepts(_ index: Int, _ schema: SchemaNode) -> Bool {
        trials += 1
        defer { trials -= 1 }
        return validate(index, schema)
    }

    /// The violations of one alternative, apart from all others.
    mutating func violations(_ index: Int, _ schema: SchemaNode) -> ValidationReport {
        let outer = (report, limit)
        report = ValidationReport()
        limit = min(limit, 20)
        defer { (report, limit) = outer }
        _ = validate(index, schema)
        return report
    }

    private var isText: Bool { options.contains(.textScalars) }
    var isQuiet: Bool { trials > 0 || !report.isComplete }

    mutating func fail(
        _ index: Int, _ keyword: String, _ expected: @autoclosure () -> String, found: String? = nil,
        member: String? = nil
    ) -> Bool {
        if isQuiet { return false }
        guard report.violations.count < limit else {
            report.isComplete = false
            return false
        }
        let pointer = tape.pointer(to: index) + (member.map { "/" + JSONTape.escaped($0) } ?? "")
        report.violations.append(
            SchemaViolation(
                pointer: pointer, keyword: keyword, expected: expected(), found: found ?? tape.description(index)))
        return false
    }

    mutating func append(_ other: ValidationReport) {
        for violation in other.violations {
            guard report.violations.count < limit else {
                report.isComplete = false
                return
            }
            report.violations.append(violation)
        }
        if !other.isComplete { report.isComplete = false }
    }
}

extension SchemaValidator {
    private mutating func holds(_ assertion: Assertion, _ index: Int) -> Bool {
        switch assertion {
        case .nothing: fail(index, "false", "no value at all")
        case .reference(let definition): follow(definition, index)
        case .values(let values, let keyword): isOne(of: values, keyword, index)
        case .minimum, .maximum, .multipleOf: holdsNumber(assertion, index)
        case .minLength, .maxLength, .pattern: holdsText(assertion, index)
        case .minItems, .maxItems, .uniqueItems, .items, .contains: holdsArray(assertion, index)
        case .minProperties, .maxProperties, .members, .dependentRequired, .dependentSchema:
            holdsObject(assertion, index)
        case .allOf, .anyOf, .oneOf, .discriminator, .not, .condition: holdsComposition(assertion, index)
        }
    }

    private mutating func follow(_ definition: Int, _ index: Int) -> Bool {
        guard trials > 0 else { return validate(index, definitions[definition]) }
        let trial = Trial(definition: definition, value: index, isDiscriminated: discriminated == index)
        if let known = known[trial] { return known }
        let isValid = validate(index, definitions[definition])
        known[trial] = isValid
        return isValid
    }

    private func matches(_ index: Int, _ types: SchemaTypes) -> Bool {
        switch tape.entries[index].kind {
        case .null: types.contains(.null)
        case .bool: types.contains(.boolean)
        case .array: types.contains(.array)
        case .object: types.contains(.object)
        case .number: types.contains(.number) || types.contains(.integer) && tape.number(index)?.isInteger == true
        case .string: types.contains(.string) || isText && matchesText(index, types)
        }
    }

    private func matchesText(_ index: Int, _ types: SchemaTypes) -> Bool {
        let text = tape.text(index)
        if types.contains(.boolean), text == "true" || text == "false" { return true }
        if types.contains(.null), text.isEmpty || text == "null" { return true }
        guard let number = DecimalNumber(text.utf8) else { return false }
        return types.contains(.number) || types.contains(.integer) && number.isInteger
    }

    private mutating func isOne(of values: [JSONTape], _ keyword: String, _ index: Int) -> Bool {
        if values.contains(where: { tape.isEqual(index, to: $0, 0) }) { return true }
        if isText, tape.entries[index].kind == .string {
            let text = tape.text(index)
            let number = DecimalNumber(text.utf8)
            if values.contains(where: { $0.text(0).isSame(as: text) || number != nil && $0.number(0) == number }) {
                return true
            }
        }
        let texts = values.prefix(20).map { String(decoding: $0.bytes.prefix(80), as: UTF8.self) }
        let list = texts.joined(separator: ", ") + (values.count > texts.count ? ", …" : "")
        return fail(index, keyword, values.count == 1 ? list : "one of \(list)")
    }

    /// The number, where the value is one.
    private func number(_ index: Int) -> DecimalNumber? {
        if isText, tape.entries[index].kind == .string { return DecimalNumber(tape.text(index).utf8) }
        return tape.number(index)
    }

    private mutating func holdsNumber(_ assertion: Assertion, _ index: Int) -> Bool {
        guard let number = number(index) else { return true }
        switch assertion {
        case .minimum(let bound, let isExclusive):
            if isExclusive ? number > bound : number >= bound { return true }
            return isExclusive
                ? fail(index, "exclusiveMinimum", "a number above \(bound)")
                : fail(index, "minimum", "a number of at least \(bound)")
        case .maximum(let bound, let isExclusive):
            if isExclusive ? number < bound : number <= bound { return true }
            return isExclusive
                ? fail(index, "exclusiveMaximum", "a number below \(bound)")
                : fail(index, "maximum", "a number of at most \(bound)")
        case .multipleOf(let divisor):
            return number.isMultiple(of: divisor) || fail(index, "multipleOf", "a multiple of \(divisor)")
        default: return true
        }
    }

    private mutating func holdsText(_ assertion: Assertion, _ index: Int) -> Bool {
        guard tape.entries[index].kind == .string else { return true }
        switch assertion {
        case .minLength(let count):
            return length(index) >= count || fail(index, "minLength", "a string of at least \(Self.characters(count))")
        case .maxLength(let count):
            return length(index) <= count || fail(index, "maxLength", "a string of at most \(Self.characters(count))")
        case .pattern(let pattern):
            return pattern.matches(tape.text(index))
                || fail(index, "pattern", "a string that matches \(pattern.pattern)")
        default: return true
        }
    }

    /// In Unicode code points (JSON Schema 2020-12 validation §6.3.1).
    private func length(_ index: Int) -> Int {
        if tape.entries[index].hasEscapes { return tape.text(index).unicodeScalars.count }
        return tape.withBytes(index) { bytes in bytes.count { $0 & 0xC0 != 0x80 } }
    }

    private static func characters(_ count: Int) -> String { count == 1 ? "1 character" : "\(count) characters" }

    private mutating func holdsArray(_ assertion: Assertion, _ index: Int) -> Bool {
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
