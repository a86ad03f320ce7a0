/// Applies schemas to the values of one text, and collects what is wrong.
struct SchemaValidator {
    let definitions: [SchemaNode]
    let tape: JSONTape
    let options: Options
    /// What is wrong as far as it is told; nil in a trial, which only finds out whether a value is valid.
    private var findings: Findings?
    private var budget: Budget
    /// What trials have found out: each schema is tried once on each value, however often alternatives lead there.
    private var known: [Trial: Bool] = [:]
    /// The object whose discriminator is being followed: what it leads to mostly leads back.
    var discriminated: Int?

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
        findings = Findings(limit: limit)
        budget = Budget(tape)
    }

    /// What there is to say about the whole text.
    mutating func run(_ schema: SchemaNode) -> ValidationReport {
        let isValid = validate(0, schema)
        let report = findings?.report ?? ValidationReport()
        guard report.isValid, budget.isExhausted || !isValid else { return report }
        return .refusal("depth", expected: Budget.expectation, found: tape.description(0))
    }

    /// Whether the value at `index` is what the schema demands. Where nobody hears of violations, the first one suffices.
    mutating func validate(_ index: Int, _ schema: SchemaNode) -> Bool {
        guard budget.enter() else {
            budget.leave()
            return fail(index, "depth", Budget.expectation)
        }
        defer { budget.leave() }
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
}

// MARK: What is told

extension SchemaValidator {
    /// Violations, up to a limit.
    private struct Findings {
        var report = ValidationReport()
        let limit: Int
    }

    /// Whether nobody hears of another violation.
    var isQuiet: Bool { findings?.report.isComplete != true }

    /// Whether the value is valid, without a word about it if not.
    mutating func accepts(_ index: Int, _ schema: SchemaNode) -> Bool {
        let outer = findings
        findings = nil
        defer { findings = outer }
        return validate(index, schema)
    }

    /// The violations of one alternative, apart from all others; none where there is no time left to tell them.
    mutating func violations(_ index: Int, _ schema: SchemaNode) -> ValidationReport {
        let outer = findings
        findings = Findings(limit: min(outer?.limit ?? 20, 20))
        defer { findings = outer }
        _ = validate(index, schema)
        return findings?.report ?? ValidationReport()
    }

    /// The violations of each alternative; nil where too much has been told at such length.
    mutating func explanations(_ index: Int, _ schemas: [SchemaNode]) -> [ValidationReport]? {
        guard budget.takeExplanation() else { return nil }
        return schemas.map { violations(index, $0) }
    }

    /// Tells that the value is not valid.
    /// - Returns: false.
    mutating func fail(
        _ index: Int, _ keyword: String, _ expected: @autoclosure () -> String, found: String? = nil,
        member: String? = nil
    ) -> Bool {
        if isQuiet { return false }
        let pointer = tape.pointer(to: index) + (member.map { "/" + JSONTape.escaped($0) } ?? "")
        return fail(
            ValidationReport(violations: [
                SchemaViolation(
                    pointer: pointer, keyword: keyword, expected: expected(), found: found ?? tape.description(index))
            ]))
    }

    /// Tells what has been found apart.
    /// - Returns: false.
    mutating func fail(_ report: ValidationReport) -> Bool {
        if let limit = findings?.limit { findings?.report.append(report, limit: limit) }
        return false
    }
}

/// How much checking may cost. Only recursive schemas with alternatives that say nearly the same come near it, on values
/// made for it.
private struct Budget {
    static let expectation = "a value that can be checked in reasonable time"
    /// How deep schemas may be applied within schemas; a value that needs more is refused.
    private static let depthLimit = 400

    private var depth = 0
    /// How often schemas may still be applied.
    private var steps: Int
    /// How many times alternatives may still be tried once more to tell what is wrong with them.
    private var explanations = 16
    /// Whether something could not be looked at, so that no verdict can be trusted that calls the value valid.
    private(set) var isExhausted = false

    init(_ tape: JSONTape) {
        steps = 1_000_000 + 100 * tape.entries.count
    }

    /// Whether one more schema may be applied.
    mutating func enter() -> Bool {
        depth += 1
        steps -= 1
        if depth > Self.depthLimit || steps <= 0 { isExhausted = true }
        return depth <= Self.depthLimit && steps > 0
    }

    mutating func leave() { depth -= 1 }

    mutating func takeExplanation() -> Bool {
        explanations -= 1
        return explanations >= 0
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
        guard findings == nil else { return validate(index, definitions[definition]) }
        let trial = Trial(definition: definition, value: index, isDiscriminated: discriminated == index)
        if let known = known[trial] { return known }
        let isValid = validate(index, definitions[definition])
        known[trial] = isValid
        return isValid
    }
}
