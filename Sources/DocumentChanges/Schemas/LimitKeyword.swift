internal import OpenAPI

/// A keyword that bounds values from below or from above (JSON Schema 2020-12 validation §6.2 to §6.5).
struct LimitKeyword: Sendable {
    /// A value of the keyword.
    struct Limit: Equatable {
        var number: Double
        var text: String
        var isExclusive = false

        init(_ count: Int) {
            number = Double(count)
            text = String(count)
        }

        init(_ bound: Bound) {
            number = Double(bound.value) ?? 0
            text = bound.value
            isExclusive = bound.isExclusive
        }

        /// Whether another limit allows the same values, however it is written.
        func isSame(as other: Limit) -> Bool {
            if isExclusive != other.isExclusive { return false }
            if let exact = Int64(text), let otherExact = Int64(other.text) { return exact == otherExact }
            return text == other.text || number == other.number
        }

        /// Whether it allows less than another one.
        func isStricter(than other: Limit, asLower isLower: Bool) -> Bool {
            if let exact = Int64(text), let otherExact = Int64(other.text), exact != otherExact {
                return isLower == (exact > otherExact)
            }
            if number != other.number { return isLower == (number > other.number) }
            return isExclusive && !other.isExclusive
        }
    }

    /// In ids of changes.
    var id: String
    /// In sentences.
    var phrase: String
    var isLower: Bool
    /// The limit that holds where none is stated.
    var implied: Int?
    var value: @Sendable (Schema) -> Limit?

    static let all: [LimitKeyword] = [
        .init(id: "min-length", phrase: "minimum length", isLower: true, implied: 0) { $0.minLength.map(Limit.init) },
        .init(id: "max-length", phrase: "maximum length", isLower: false) { $0.maxLength.map(Limit.init) },
        .init(id: "min-items", phrase: "minimum number of items", isLower: true, implied: 0) {
            $0.minItems.map(Limit.init)
        },
        .init(id: "max-items", phrase: "maximum number of items", isLower: false) { $0.maxItems.map(Limit.init) },
        .init(id: "min-properties", phrase: "minimum number of properties", isLower: true, implied: 0) {
            $0.minProperties.map(Limit.init)
        },
        .init(id: "max-properties", phrase: "maximum number of properties", isLower: false) {
            $0.maxProperties.map(Limit.init)
        },
        .init(id: "min-contains", phrase: "minimum number of matching items", isLower: true, implied: 1) {
            $0.minContains.map(Limit.init)
        },
        .init(id: "max-contains", phrase: "maximum number of matching items", isLower: false) {
            $0.maxContains.map(Limit.init)
        },
        .init(id: "min", phrase: "minimum", isLower: true) { $0.minimum.map(Limit.init) },
        .init(id: "max", phrase: "maximum", isLower: false) { $0.maximum.map(Limit.init) },
        // What has no effect beside a stricter one may have it once that goes.
        .init(id: "min", phrase: "looser minimum", isLower: true) { $0.looserMinimum.map(Limit.init) },
        .init(id: "max", phrase: "looser maximum", isLower: false) { $0.looserMaximum.map(Limit.init) },
    ]

    /// What changed between two schemas.
    func finding(_ old: Schema, _ new: Schema) -> SchemaFinding.Difference? {
        let (before, after) = (limit(of: old), limit(of: new))
        switch (before, after) {
        case (nil, nil): return nil
        case (nil, let after?):
            return .init("\(name(after))-set", .narrows, "the \(phrase(after)) is \(after.text) now; there was none")
        case (let before?, nil):
            return .init(
                "\(name(before))-unset", .widens, "there is no \(phrase(before)) any more; it was \(before.text)")
        case (let before?, let after?):
            if before.isSame(as: after) { return nil }
            let isNarrower = after.isStricter(than: before, asLower: isLower)
            let verb = isNarrower == isLower ? "increased" : "decreased"
            return .init(
                "\(name(after))-\(verb)", isNarrower ? .narrows : .widens,
                "the \(phrase(before)) of \(before.text) became \(after.isExclusive ? "an exclusive" : "a") "
                    + "\(phrase) of \(after.text)")
        }
    }

    private func limit(of schema: Schema) -> Limit? { value(schema) ?? implied.map(Limit.init) }
    private func name(_ limit: Limit) -> String { limit.isExclusive ? "exclusive-\(id)" : id }
    private func phrase(_ limit: Limit) -> String { limit.isExclusive ? "exclusive \(phrase)" : phrase }
}
