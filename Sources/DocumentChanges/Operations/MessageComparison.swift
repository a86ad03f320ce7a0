internal import DocumentTree
internal import OpenAPI

/// Request bodies.
extension DocumentComparer {
    mutating func compareRequestBody(_ pair: OperationPair) {
        let wire = pair.wire(.request)
        switch (pair.old.requestBody, pair.new.requestBody) {
        case (nil, nil): break
        case (nil, let body?):
            let effect: Effect = body.isRequired ? .narrows : .widens
            add(
                "request-body-added-\(body.isRequired ? "required" : "optional")", wire.level(of: effect), pair.scope,
                "there is a request body now, which \(body.isRequired ? "must" : "may") be sent",
                sides: wire.sides(of: effect), old: pair.old.location, new: body.location)
        case (let body?, nil):
            add(
                "request-body-removed", .breaking, pair.scope, "there is no request body any more", sides: [.clients],
                old: body.location, new: pair.new.location)
        case (let before?, let after?): compare(before, after, pair)
        }
    }

    private mutating func compare(_ before: RequestBody, _ after: RequestBody, _ pair: OperationPair) {
        let wire = pair.wire(.request)
        if before.isRequired != after.isRequired {
            let effect: Effect = after.isRequired ? .narrows : .widens
            add(
                "request-body-became-\(after.isRequired ? "required" : "optional")", wire.level(of: effect), pair.scope,
                "the request body \(after.isRequired ? "must be sent now" : "may be left out now")",
                sides: wire.sides(of: effect), old: before.location, new: after.location)
        }
        let names = MediaNames(before.content, after.content)
        for media in names.removed {
            add(
                "request-body-media-type-removed", wire.level(of: .narrows), pair.scope,
                "the request body can no longer be sent as \(media.name)", sides: wire.sides(of: .narrows),
                old: media.location, new: after.location)
        }
        for media in names.added {
            add(
                "request-body-media-type-added", wire.level(of: .widens), pair.scope,
                "the request body can be sent as \(media.name) now", sides: wire.sides(of: .widens),
                old: before.location, new: media.location)
        }
        for (old, new) in names.kept { compare(old, new, direction: .request, "the request body", pair) }
    }

    /// One media type of a body.
    ///
    /// - Parameter phrase: The body in sentences.
    mutating func compare(
        _ before: MediaType, _ after: MediaType, direction: Direction, _ phrase: String, _ pair: OperationPair
    ) {
        let wire = pair.wire(direction)
        switch (before.schema, after.schema) {
        case (nil, nil): break
        case (nil, let schema?):
            add(
                "\(direction)-body-media-type-schema-added", wire.level(of: .narrows), pair.scope,
                "\(phrase) as \(after.name) follows a schema now", sides: wire.sides(of: .narrows),
                old: before.location,
                new: schema.location)
        case (let schema?, nil):
            let level = wire.level(of: .widens)
            add(
                "\(direction)-body-media-type-schema-removed", level == .breaking ? .warning : level, pair.scope,
                "\(phrase) as \(after.name) no longer follows a schema", sides: wire.sides(of: .widens),
                old: schema.location, new: after.location)
        case (let old?, let new?):
            use(
                old, new,
                at: SchemaPlace(
                    operation: pair.name, role: .body, direction: direction, isReversed: pair.isReversed,
                    notation: MediaNames.isTyped(after.name) ? .typed : .text, phrase: "\(phrase) (\(after.name))"))
        }
        if let old = before.itemSchema, let new = after.itemSchema {
            use(
                old, new,
                at: SchemaPlace(
                    operation: pair.name, role: .body, direction: direction, isReversed: pair.isReversed,
                    phrase: "each item of \(phrase) (\(after.name))"))
        }
    }
}

/// The media types of two contents, matched by name (RFC 9110 §8.3.1).
struct MediaNames {
    var removed: [MediaType] = []
    var added: [MediaType] = []
    var kept: [(MediaType, MediaType)] = []

    init(_ before: [MediaType], _ after: [MediaType]) {
        let keys = Dictionary(before.map { (Self.key($0.name), $0) }) { first, _ in first }
        let newKeys = Set(after.map { Self.key($0.name) })
        removed = before.filter { !newKeys.contains(Self.key($0.name)) }
        for media in after {
            if let match = keys[Self.key(media.name)] { kept.append((match, media)) } else { added.append(media) }
        }
    }

    /// Names do not depend on case, nor on spaces around parameters.
    private static func key(_ name: String) -> String { name.lowercased().filter { $0 != " " } }

    /// Whether values are written with their types, as JSON does (RFC 8259 §3).
    static func isTyped(_ name: String) -> Bool {
        let essence = essence(name)
        return essence.hasSuffix("/json") || essence.hasSuffix("+json") || essence.hasSuffix("yaml")
            || essence.hasSuffix("jsonl") || essence.hasSuffix("json-seq") || essence.hasSuffix("ndjson")
            || essence.hasSuffix("*")
    }

    /// The name without parameters.
    static func essence(_ name: String) -> String {
        String(key(name).prefix { $0 != ";" })
    }

    /// How one name became another that is about the same thing; nil where they are unrelated.
    static func relation(_ old: String, _ new: String) -> Relation? {
        if includes(old, new) { return hasParameters(old) || hasParameters(new) ? .changed : .specialized }
        if includes(new, old) { return hasParameters(old) || hasParameters(new) ? .changed : .generalized }
        return nil
    }

    enum Relation: String { case specialized, generalized, changed }

    private static func hasParameters(_ name: String) -> Bool { name.contains(";") }

    /// Whether everything of the one type is of the other: a wildcard's, or a structured suffix's (RFC 6839 §2).
    private static func includes(_ general: String, _ special: String) -> Bool {
        let (general, special) = (essence(general), essence(special))
        if general == special || general == "*/*" { return true }
        let parts = general.split(separator: "/")
        guard parts.count == 2, special.hasPrefix("\(parts[0])/") else { return false }
        return parts[1] == "*" || special.hasSuffix("+\(parts[1])")
    }
}
