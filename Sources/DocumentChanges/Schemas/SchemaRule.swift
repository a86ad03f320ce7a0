/// The rule that a difference of schemas falls under at a place: its id, how much it weighs, and for whom.
///
/// Ids are put together of the direction, the kind of place and the end that the keyword gives. Levels follow from what
/// the difference does to the set of allowed values and from who sends them; ``exceptions`` are all there are.
struct SchemaRule {
    var id: String
    var level: Change.Level
    var sides: [Change.Side]

    private init(_ id: String, _ effect: Effect, in place: SchemaPlace, level: Change.Level? = nil) {
        self.id = id
        self.level = level ?? place.wireDirection.level(of: effect)
        sides = place.wireDirection.sides(of: effect)
    }

    // MARK: Keywords

    /// A difference of one keyword.
    init(_ difference: SchemaFinding.Difference, in place: SchemaPlace, at stop: SchemaReport.Stop) {
        let effect = stop.isNegated ? difference.effect.negated : difference.effect
        let levels = stop.isNegated ? nil : Self.exceptions[difference.id]
        self.init(
            "\(Self.prefix(place, isRoot: stop.isRoot))-\(difference.id)", effect, in: place,
            level: place.wireDirection == .request ? levels?.request : levels?.response)
        if place.role == .parameter, stop.isRoot, difference.id.hasPrefix("default-value-") {
            // What leaves the parameter out means something else now.
            level = .breaking
            sides = [.clients, .servers]
        }
        if place.role == .body, !stop.isRoot { applyMarks(difference.id, effect, in: place, at: stop) }
        if place.isRequestHeader, id == "request-parameter-property-became-enum" {
            id = "request-header-property-became-enum"
        }
        id = Self.names[id] ?? id
    }

    /// Servers ignore what is read-only in requests, and do not send what is write-only (OpenAPI 3.0.3 §4.7.24.2).
    private mutating func applyMarks(
        _ difference: String, _ effect: Effect, in place: SchemaPlace, at stop: SchemaReport.Stop
    ) {
        if difference.hasPrefix("became-"), difference.hasSuffix("-only") {
            id = "\(place.direction)-\(stop.isRequired ? "required" : "optional")-property-\(difference)"
            if id == "response-required-property-became-not-write-only" { level = .warning }
            return
        }
        let isIgnored = place.wireDirection == .request ? stop.isReadOnly : stop.isWriteOnly
        guard isIgnored, effect != .annotates, level > .info else { return }
        id = "\(place.direction)-\(place.wireDirection == .request ? "read-only" : "write-only")-property-\(difference)"
        level = .info
        sides = []
    }

    private static func prefix(_ place: SchemaPlace, isRoot: Bool) -> String {
        switch place.role {
        case .body: "\(place.direction)-\(isRoot ? "body" : "property")"
        case .parameter: isRoot ? "request-parameter" : "request-parameter-property"
        case .header: isRoot ? "response-header" : "response-header-property"
        }
    }

    /// Ids that are not put together like the others.
    private static let names: [String: String] = [
        "response-body-enum-value-removed": "response-mediatype-enum-value-removed",
        "request-property-invalid-stability-level": "api-invalid-stability-level",
        "response-property-invalid-stability-level": "api-invalid-stability-level",
        "request-property-wrapped-in-one-of": "request-property-type-changed",
        "request-parameter-wrapped-in-one-of": "request-parameter-type-changed",
        "response-property-wrapped-in-one-of": "response-property-type-changed",
        "response-header-wrapped-in-one-of": "response-header-type-changed",
    ]

    /// Levels that do not follow from the effect; nil where they do.
    private static let exceptions: [String: (request: Change.Level?, response: Change.Level?)] = {
        var table: [String: (request: Change.Level?, response: Change.Level?)] = [
            // Alternatives and values that programs may be ready for.
            "enum-value-added": (nil, .warning),
            "any-of-added": (nil, .info),
            "all-of-added": (nil, .info),
            "all-of-removed": (.warning, .info),
            // Whether one pattern allows less than another is not known.
            "pattern-changed": (.warning, .info),
            "pattern-removed": (nil, .info),
            "pattern-generalized": (nil, .info),
            "enum-removed": (nil, .warning),
            // Promises that are taken back, or cannot be read.
            "stability-decreased": (.breaking, .breaking),
            "invalid-stability-level": (.breaking, .breaking),
            "deprecated-sunset-invalid": (.breaking, .breaking),
            "sunset-parse": (.breaking, .breaking),
            "sunset-deleted": (.breaking, .breaking),
        ]
        // A limit where there was none often says what was so all along.
        for id in ["min", "max", "exclusive-min", "exclusive-max", "max-length", "min-items", "max-items"] {
            table["\(id)-set"] = (.warning, nil)
        }
        for id in ["max-properties", "multiple-of", "max-contains"] { table["\(id)-set"] = (.warning, nil) }
        return table
    }()

    // MARK: Types

    /// A difference of types and formats.
    init(_ old: TypeSet, _ new: TypeSet, in place: SchemaPlace, isRoot: Bool, isNegated: Bool) {
        let notation = isRoot || place.notation == .text ? place.notation : .typed
        let isWider = new.contains(old, in: notation)
        let isNarrower = old.contains(new, in: notation)
        var effect: Effect =
            switch (isWider, isNarrower) {
            case (true, true): .annotates
            case (true, false): .widens
            case (false, true): .narrows
            case (false, false): .replaces
            }
        if isNegated { effect = effect.negated }
        let isByText = isWider != new.contains(old, in: .typed) || isNarrower != old.contains(new, in: .typed)
        self.init(
            "\(Self.prefix(place, isRoot: isRoot))-type-\(Self.verb(effect, old, new, isByText, place, isRoot))",
            effect,
            in: place)
        if id == "request-parameter-property-type-changed" { level = .warning }
    }

    private static func verb(
        _ effect: Effect, _ old: TypeSet, _ new: TypeSet, _ isByText: Bool, _ place: SchemaPlace, _ isRoot: Bool
    ) -> String {
        if isByText, place.role != .parameter, place.wireDirection.level(of: effect) == .info { return "compatible" }
        switch (place.direction, effect) {
        case (.request, .annotates) where place.role == .parameter: return "generalized"
        case (_, .annotates): return "compatible"
        case (.request, .widens): return "generalized"
        case (.request, .narrows): return place.role == .parameter && !isRoot ? "specialized" : "changed"
        case (.response, .narrows): return "specialized"
        case (.response, .widens): return new.types.isEmpty || old.types == new.types ? "changed" : "generalized"
        case (_, .replaces): return "changed"
        }
    }

    // MARK: Properties

    /// A difference of a property as a whole; nil where messages do not have it before or after.
    init?(_ change: SchemaFinding.PropertyChange, in place: SchemaPlace, isNegated: Bool) {
        // Servers ignore what is read-only in requests, and do not send what is write-only (OpenAPI 3.0.3 §4.7.24.2).
        if place.wireDirection == .request, change.isReadOnly { return nil }
        let isIgnored = place.wireDirection == .response && change.isWriteOnly
        let mark = isIgnored ? "write-only-" : ""
        let presence = change.isRequired ? "required" : "optional"
        let isReceived = place.wireDirection == .response
        var effect: Effect
        var exception: Change.Level?
        var id: String
        switch change.event {
        case .added:
            // Receivers are to pass over properties that they do not know.
            effect = change.isRequired || isReceived ? .narrows : .widens
            id = "response-\(presence)-\(mark)property-added"
            if place.direction == .request {
                id = "new-\(presence)-request-property\(change.isRequired && change.hasDefault ? "-with-default" : "")"
            }
        case .removed:
            effect = isReceived ? .widens : .replaces
            exception = isReceived && change.isRequired ? nil : .warning
            id =
                place.direction == .request
                ? "request-property-removed" : "response-\(presence)-\(mark)property-removed"
        case .becameRequired:
            effect = .narrows
            let ending = place.direction == .request && change.hasDefault ? "-with-default" : ""
            id = "\(place.direction)-\(mark)property-became-required\(ending)"
        case .becameOptional:
            effect = .widens
            id = "\(place.direction)-\(mark)property-became-optional"
        }
        if isNegated { effect = effect.negated }
        self.init(id, effect, in: place, level: isIgnored ? .info : exception)
        if isIgnored { sides = [] }
        self.id = Self.named(id, change, in: place)
    }

    /// Properties of parameters and header fields are told from those of bodies.
    private static func named(_ id: String, _ change: SchemaFinding.PropertyChange, in place: SchemaPlace) -> String {
        switch place.role {
        case .body:
            return id
        case .header:
            return id.replacing("response-", with: "response-header-", maxReplacements: 1)
        case .parameter where place.isRequestHeader && change.event == .added && change.isRequired:
            return "new-required-request-header-property"
        case .parameter where place.isRequestHeader && change.event == .becameRequired:
            return "request-header-property-became-required"
        case .parameter:
            return id.replacing("request-", with: "request-parameter-", maxReplacements: 1)
        }
    }
}
