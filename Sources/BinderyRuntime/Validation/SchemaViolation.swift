/// One place where a value is not what its schema demands.
public struct SchemaViolation: Sendable, Hashable, CustomStringConvertible {
    /// The JSON Pointer (RFC 6901) to the place: `/tags/3`; empty for the whole value. A member that is missing is pointed
    /// to where it would be. In requests, the first segments name the part: `/body/…`, `/query/limit`.
    public var pointer: String
    /// The keyword of JSON Schema that is violated: `maxLength`, `required`, `enum`.
    public var keyword: String
    /// What the schema demands, with its article.
    public var expected: String
    /// What is there, scalars with their text, cut where it is long.
    public var found: String

    /// Makes a violation.
    public init(pointer: String, keyword: String, expected: String, found: String) {
        self.pointer = pointer
        self.keyword = keyword
        self.expected = expected
        self.found = found
    }

    /// What is demanded and what there is, without the place.
    public var explanation: String { "expected \(expected), found \(found)" }

    /// What is wrong and where, as one sentence without a full stop.
    public var description: String { pointer.isEmpty ? explanation : "\(pointer): \(explanation)" }
}

/// What a schema has to say about a value.
public struct ValidationReport: Sendable, Hashable {
    /// How many violations are listed where the caller sets no other limit.
    public static var defaultLimit: Int { 100 }

    /// The violations, in the order of the schema's keywords and the value's members.
    public var violations: [SchemaViolation] = []
    /// False where there are more violations than were asked for.
    public var isComplete = true

    /// Whether the value is what the schema demands.
    public var isValid: Bool { violations.isEmpty && isComplete }
}

extension ValidationReport {
    /// A value that has to be there is not.
    static let missing = refusal("required", expected: "a value", found: "nothing")

    /// One violation, of the whole value unless there is a pointer.
    static func refusal(_ keyword: String, expected: String, found: String, at pointer: String = "") -> Self {
        Self(violations: [SchemaViolation(pointer: pointer, keyword: keyword, expected: expected, found: found)])
    }

    /// Adds what was found in a part of the whole.
    /// - Parameter limit: how many violations are listed.
    mutating func append(_ part: ValidationReport, below pointer: String = "", limit: Int = Self.defaultLimit) {
        for var violation in part.violations {
            guard violations.count < limit else {
                isComplete = false
                return
            }
            violation.pointer = pointer + violation.pointer
            violations.append(violation)
        }
        if !part.isComplete { isComplete = false }
    }

    /// - Throws: ``RequestViolations`` where there are any.
    func throwIfAny() throws(RequestViolations) {
        if !isValid { throw RequestViolations(self) }
    }
}
