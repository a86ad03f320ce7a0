internal import DocumentTree
internal import OpenAPI

/// Responses by status.
extension DocumentComparer {
    mutating func compareResponses(_ pair: OperationPair) {
        let known = Dictionary(pair.old.responses.map { ($0.status, $0) }) { first, _ in first }
        let kept = Set(pair.new.responses.map(\.status))
        let wire = pair.wire(.response)
        for response in pair.old.responses where !kept.contains(response.status) {
            let isSuccess = response.status.isSuccess
            add(
                "response-\(isSuccess ? "success" : "non-success")-status-removed", isSuccess ? .breaking : .info,
                pair.scope, "\(response.status.phrase) is gone", sides: isSuccess ? [.clients] : [],
                old: response.location, new: pair.new.location)
        }
        for response in pair.new.responses {
            if let match = known[response.status] {
                compare(match, response, pair)
            } else {
                add(
                    "response-\(response.status.isSuccess ? "success" : "non-success")-status-added", .info, pair.scope,
                    "\(response.status.phrase) is new", sides: wire.sides(of: .widens), old: pair.old.location,
                    new: response.location)
            }
        }
    }

    private mutating func compare(_ before: Response, _ after: Response, _ pair: OperationPair) {
        compareHeaders(before, after, pair)
        var names = MediaNames(before.content, after.content)
        if names.removed.count == 1, names.added.count == 1,
            let relation = MediaNames.relation(names.removed[0].name, names.added[0].name)
        {
            let (old, new) = (names.removed[0], names.added[0])
            let level: Change.Level = relation == .generalized ? .breaking : .info
            let suffix = relation == .changed ? "changed" : relation.rawValue
            add(
                "response-media-type-name-\(suffix)", level, pair.scope,
                "\(after.status.phrase) is sent as \(new.name) where it was as \(old.name)",
                sides: level == .breaking ? [.clients] : [.servers], old: old.location, new: new.location)
            names.kept.append((old, new))
        } else {
            noteMediaTypes(names, before, after, pair)
        }
        for (old, new) in names.kept { compare(old, new, direction: .response, after.status.phrase, pair) }
    }

    private mutating func noteMediaTypes(
        _ names: MediaNames, _ before: Response, _ after: Response, _ pair: OperationPair
    ) {
        for media in names.removed {
            add(
                "response-media-type-removed", .breaking, pair.scope,
                "\(after.status.phrase) is no longer sent as \(media.name)", sides: [.clients], old: media.location,
                new: after.location)
        }
        for media in names.added {
            add(
                "response-media-type-added", .info, pair.scope,
                "\(after.status.phrase) can be sent as \(media.name) now",
                sides: [.servers], old: before.location, new: media.location)
        }
    }

    private mutating func compareHeaders(_ before: Response, _ after: Response, _ pair: OperationPair) {
        let known = Dictionary(before.headers.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        let kept = Set(after.headers.map { $0.name.lowercased() })
        for header in before.headers where !kept.contains(header.name.lowercased()) {
            add(
                header.isRequired ? "required-response-header-removed" : "optional-response-header-removed",
                header.isRequired ? .breaking : .warning, pair.scope,
                "\(Self.phrase(header, after.status)) is gone", sides: [.clients], old: header.location,
                new: after.location)
        }
        for header in after.headers {
            guard let match = known[header.name.lowercased()] else {
                add(
                    "response-header-added", .info, pair.scope, "\(Self.phrase(header, after.status)) is new",
                    sides: [.servers], old: before.location, new: header.location)
                continue
            }
            compare(match, header, Self.phrase(header, after.status), pair)
        }
    }

    private mutating func compare(_ before: Header, _ after: Header, _ phrase: String, _ pair: OperationPair) {
        if before.isRequired != after.isRequired {
            let effect: Effect = after.isRequired ? .narrows : .widens
            add(
                "response-header-became-\(after.isRequired ? "required" : "optional")",
                pair.wire(.response).level(of: effect), pair.scope,
                "\(phrase) \(after.isRequired ? "is always there now" : "may be missing now")",
                sides: pair.wire(.response).sides(of: effect), old: before.location, new: after.location)
        }
        if before.isDeprecated != after.isDeprecated {
            add(
                "response-header-\(after.isDeprecated ? "deprecated" : "reactivated")", .info, pair.scope,
                "\(phrase) is \(after.isDeprecated ? "deprecated now" : "no longer deprecated")", old: before.location,
                new: after.location)
        }
        let place = SchemaPlace(
            operation: pair.name, role: .header, direction: .response, isReversed: pair.isReversed, notation: .text,
            phrase: phrase)
        switch (before.content, after.content) {
        case (.schema(let old, _, _, _), .schema(let new, _, _, _)):
            use(old, new, at: place)
        case (.mediaType(let old), .mediaType(let new)):
            if MediaNames.essence(old.name) != MediaNames.essence(new.name) {
                add(
                    "response-header-serialization-changed", .breaking, pair.scope,
                    "\(phrase) is written as \(new.name) where it was as \(old.name)", sides: [.clients, .servers],
                    old: before.location, new: after.location)
            }
            if let old = old.schema, let new = new.schema { use(old, new, at: place) }
        default:
            add(
                "response-header-serialization-changed", .breaking, pair.scope,
                "\(phrase) is written another way: by a style or by a media type", sides: [.clients, .servers],
                old: before.location, new: after.location)
        }
    }

    private static func phrase(_ header: Header, _ status: Response.Status) -> String {
        "the header `\(header.name)` of \(status.phrase)"
    }
}

extension Response.Status {
    /// RFC 9110 §15.3.
    var isSuccess: Bool {
        switch self {
        case .code(let code): (200..<300).contains(code)
        case .range(let first): first == 2
        case .default: false
        }
    }

    /// `the response 200`.
    var phrase: String {
        switch self {
        case .code(let code): "the response \(code)"
        case .range(let first): "the response \(first)XX"
        case .default: "the default response"
        }
    }
}
