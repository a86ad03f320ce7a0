import HTTPTypes

/// What the parts of a multipart body have to be: the properties of its schema (OpenAPI 3.1.1 §4.8.15.3).
struct PartSchemas: Sendable {
    struct Part: Sendable {
        let name: String
        /// What the bytes of the part are held against; nil where it is a stream, or where nothing is to be checked.
        var content: ContentSchema?
        var isRequired = false
        /// Its header fields.
        var headers: [InputSchema.Parameter] = []
        /// Whether it is an array, with one part for each element.
        var isList = false
        /// How many elements there have to be.
        var minItems: Int?
        /// How many there may be.
        var maxItems: Int?
    }

    /// In the order of the document.
    let parts: [Part]
    /// Whether there are no others (`additionalProperties: false`).
    let isClosed: Bool
    /// How many names there have to be.
    let minProperties: Int?
    /// How many names there may be.
    let maxProperties: Int?

    /// Whether there is more to check than types and required parts.
    var isConstrained: Bool {
        isClosed || minProperties != nil || maxProperties != nil
            || parts.contains {
                $0.content?.isConstrained == true || $0.minItems != nil || $0.maxItems != nil || !$0.headers.isEmpty
            }
    }
}

/// Holds the parts of one body against their schemas, in the order in which they come.
struct PartValidation {
    private let schemas: PartSchemas?
    private var counts: [String: Int] = [:]

    init(_ schemas: PartSchemas?) {
        self.schemas = schemas
    }

    /// A part that has come.
    struct Place {
        /// How many of its name have come, it among them.
        let number: Int
        let schema: PartSchemas.Part?
        /// Where the part would be in an object of all of them; of several of its name the array.
        let member: String
        /// Where it is itself.
        var pointer: String { schema?.isList == true ? "\(member)/\(number - 1)" : member }
    }

    /// Counts a part; one without a name has no place.
    mutating func place(of name: String?) -> Place? {
        guard let name else { return nil }
        let number = counts[name, default: 0] + 1
        counts[name] = number
        let schema = schemas?.parts.first { $0.name == name }
        return Place(number: number, schema: schema, member: "/body/\(JSONTape.escaped(name))")
    }

    /// How many parts of a name have come.
    func count(of name: String) -> Int { counts[name] ?? 0 }

    /// What is wrong with a part's being there, and with its header fields.
    func violations(of place: Place, _ headerFields: HTTPFields) -> ValidationReport {
        if let maximum = place.schema?.maxItems, place.number > maximum {
            return .refusal(
                "maxItems", expected: "at most \(maximum) elements", found: "\(place.number)", at: place.member)
        }
        if let maximum = schemas?.maxProperties, place.number == 1, counts.count > maximum {
            return .refusal(
                "maxProperties", expected: "at most \(maximum) parts", found: "\(counts.count)", at: "/body")
        }
        if let part = place.schema {
            var report = ValidationReport()
            for header in part.headers {
                report.append(header.violations(in: headerFields), below: "\(place.pointer)/header/\(header.name)")
            }
            return report
        }
        guard schemas?.isClosed == true else { return ValidationReport() }
        return .refusal("additionalProperties", expected: "no part of this name", found: "one", at: place.pointer)
    }

    /// What is missing at the end of the body.
    func violationsAtEnd() -> ValidationReport {
        var report = ValidationReport()
        for part in schemas?.parts ?? [] {
            let (pointer, count) = ("/body/\(JSONTape.escaped(part.name))", count(of: part.name))
            // An array without elements has no parts, so that none of them is no array, unless it has to be there.
            if let minimum = part.minItems, count < minimum, count > 0 || part.isRequired {
                let found = ValidationReport.refusal(
                    "minItems", expected: "at least \(minimum) elements", found: "\(count)")
                report.append(found, below: pointer)
            } else if part.isRequired, !part.isList, count == 0 {
                report.append(.missing, below: pointer)
            }
        }
        if let minimum = schemas?.minProperties, counts.count < minimum {
            report.append(
                .refusal(
                    "minProperties", expected: "at least \(minimum) parts", found: "\(counts.count)", at: "/body"))
        }
        return report
    }
}
