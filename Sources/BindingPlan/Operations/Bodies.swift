internal import DocumentTree
internal import OpenAPI

/// What a body is bound to.
struct BoundBody {
    var type: SwiftType
    var coding: BodyCoding
    var contentType: String
    /// The formats of its media types, as they are bound.
    var formats: [BodyFormatPlan]
}

/// A body of one media type has the type that goes with it; where several have different ones, an enum with a case each.
/// Media types that say the same in other words (JSON and a form of one schema) share a case, and the first is written.
struct BodyBinder {
    let binder: SchemaBinder
    var log: DiagnosticLog
    /// Whose body it is, for diagnostics.
    let subject: String
    /// The operation.
    let scope: TypeName
    /// Where the body's own type is declared.
    let place: Place
    /// Whether bytes may come as a stream; the body of a failure is all there.
    let streams: Bool
    let location: SourceLocation

    mutating func bind(_ content: [MediaType]) -> BoundBody? {
        let content = bindable(content)
        guard let first = content.first else { return nil }
        let kinds = content.map(MediaTypeKind.init)
        if content.count == 1 { return sole(first, kinds[0]) }
        // JSON under several names is plain JSON where all have one schema.
        if kinds.allSatisfy({ $0.coding == .json }), Set(content.map { source($0.schema) }).count == 1 {
            return sole(first, kinds[0])
        }
        return several(content, kinds)
    }

    /// The media types that are bound; the others are named.
    private mutating func bindable(_ content: [MediaType]) -> [MediaType] {
        let bound = MediaTypeKind.bindable(content)
        for mediaType in content where !bound.contains(where: { $0.name == mediaType.name }) {
            note(
                "media-type-not-bound",
                "\(subject) is bound as '\(bound.first?.name ?? "")' only, not as '\(mediaType.name)'",
                at: mediaType.location)
        }
        return bound
    }

    /// What tells one schema from another: the component, or the place.
    private func source(_ schema: Schema?) -> String {
        guard let schema else { return "" }
        if let id = schema.reference, let name = binder.name(of: id) { return name.path }
        return "\(schema.location)"
    }

    // MARK: One media type

    private mutating func sole(_ mediaType: MediaType, _ kind: MediaTypeKind) -> BoundBody {
        var plan = format(mediaType, kind, at: place)
        switch plan.kind {
        case .json:
            let contentType = kind.isRange ? "application/json" : mediaType.name
            return BoundBody(type: plan.type, coding: .json, contentType: contentType, formats: [plan])
        case .text:
            return BoundBody(
                type: .string, coding: .text, contentType: kind.isRange ? "text/plain" : mediaType.name,
                formats: [plan])
        case .bytes:
            return BoundBody(
                type: streams ? .stream : .bytes, coding: streams ? .stream : .bytes, contentType: mediaType.name,
                formats: [plan])
        default:
            plan.type = plan.type.unwrapped
            return BoundBody(
                type: plan.type, coding: .formats(BodyFormatsPlan(formats: [plan])), contentType: mediaType.name,
                formats: [plan])
        }
    }

    // MARK: Several

    private mutating func several(_ content: [MediaType], _ kinds: [MediaTypeKind]) -> BoundBody {
        var names = NameScope(reserved: ["init", "self", "formats"])
        var formats: [BodyFormatPlan] = []
        var known: [String: (type: SwiftType, caseName: String)] = [:]
        let name = place.declared ?? binder.store.declare(place.hints.map { Naming.upperCamel($0) }, in: place.parent)
        for (mediaType, kind) in zip(content, kinds) {
            let isStructured = kind.coding == .json || kind.coding == .form
            if isStructured, let known = known[source(mediaType.schema)] {
                var plan = BodyFormatPlan(
                    mediaType: mediaType.name, kind: kind.coding == .json ? .json : .form([]), type: known.type,
                    caseName: known.caseName)
                if kind.coding == .form { plan.encoding = encodings(mediaType) }
                formats.append(plan)
                continue
            }
            let caseName = names.claim(caseCandidates(kind))
            let hint = Naming.upperCamel(caseName) + "Body"
            var plan = format(mediaType, kind, at: Place(parent: scope, hint: hint, depth: 0))
            plan.caseName = caseName
            formats.append(plan)
            if isStructured { known[source(mediaType.schema)] = (plan.type, caseName) }
        }
        if known.count == 1, let sole = known.values.first, formats.allSatisfy({ $0.caseName == sole.caseName }) {
            return BoundBody(
                type: sole.type, coding: .formats(BodyFormatsPlan(formats: formats)),
                contentType: formats[0].mediaType, formats: formats)
        }
        declare(formats, name)
        return BoundBody(
            type: .named(name), coding: .formats(BodyFormatsPlan(formats: formats, enumName: name)),
            contentType: formats[0].mediaType, formats: formats)
    }

    private func declare(_ formats: [BodyFormatPlan], _ name: TypeName) {
        var cases: [ContentsPlan.Case] = []
        for format in formats where !cases.contains(where: { $0.name == format.caseName }) {
            let mediaTypes = formats.filter { $0.caseName == format.caseName }.map { "`\($0.mediaType)`" }
            cases.append(
                .init(name: format.caseName, type: format.type, documentation: [mediaTypes.joined(separator: ", ")]))
        }
        let plan = ContentsPlan(cases: cases, entries: formats.map { .init(format: $0) }, isMultipart: false)
        binder.store.add(
            TypePlan(
                name: name, location: location, documentation: [], kind: .contents(plan)))
    }

    private func caseCandidates(_ kind: MediaTypeKind) -> [String] {
        let parts = kind.essence.split(separator: "/", maxSplits: 1).map(String.init)
        let subtype = parts.last ?? ""
        let full = Naming.member(Naming.lowerCamel(kind.essence.replacing("*", with: "any")))
        let short: String
        switch (kind.coding, subtype) {
        case (.json, "json"), (.json, "*"): short = "json"
        case (.text, "plain"), (.text, "*"): short = "text"
        case (.bytes, "octet-stream"), (.bytes, "*"):
            short = parts.first == "*" || subtype == "octet-stream" ? "bytes" : parts[0]
        case (.form, _): short = "form"
        case (.multipart, _): short = "multipart"
        case (.events, _): short = "events"
        case (.lines, _), (.textSequence, _): short = "lines"
        case (.xml, "xml"): short = "xml"
        default: short = Naming.member(Naming.lowerCamel(subtype))
        }
        return [short, full]
    }

    // MARK: Formats

    private mutating func format(_ mediaType: MediaType, _ kind: MediaTypeKind, at place: Place) -> BodyFormatPlan {
        let name = mediaType.name
        if ![.events, .lines, .textSequence].contains(kind.coding) { reportItems(mediaType) }
        switch kind.coding {
        case .json:
            let type = mediaType.schema.map { binder.bind($0, at: place).full } ?? .json
            return BodyFormatPlan(mediaType: name, kind: .json, type: type)
        case .text: return BodyFormatPlan(mediaType: name, kind: .text, type: .string)
        case .form: return form(mediaType, at: place)
        case .multipart:
            var parts = MultipartBinder(binder: binder, log: log, subject: subject, place: place)
            defer { log = parts.log }
            return BodyFormatPlan(mediaType: name, kind: .multipart, type: .sequence(parts.bind(mediaType)))
        case .events: return events(mediaType, at: place)
        case .lines: return lines(mediaType, .lines, at: place)
        case .textSequence: return lines(mediaType, .textSequence, at: place)
        case .xml: return xml(mediaType, at: place)
        case .bytes:
            return BodyFormatPlan(
                mediaType: name, kind: kind.isRange ? .file : .bytes, type: kind.isRange ? .part : .stream)
        }
    }

    private mutating func untyped(_ mediaType: MediaType, _ reason: String) -> BodyFormatPlan {
        log.warning(
            "media-type-not-typed", "\(subject) as '\(mediaType.name)' is bound to its bytes; \(reason)",
            at: mediaType.location,
            help: "describe it as 'application/json' as well, or write and read the bytes yourself")
        return BodyFormatPlan(mediaType: mediaType.name, kind: .bytes, type: .stream)
    }

    private mutating func form(_ mediaType: MediaType, at place: Place) -> BodyFormatPlan {
        guard let schema = mediaType.schema else { return untyped(mediaType, "it has no schema") }
        let effective = binder.merging.effective(schema)
        guard
            !effective.groups.isEmpty || effective.schema.shapesObject || effective.schema.types.isEmpty
                || effective.schema.types == [.object]
        else { return untyped(mediaType, "its schema is no object") }
        let type = binder.bind(schema, at: place).type
        return BodyFormatPlan(
            mediaType: mediaType.name, kind: .form([]), type: type, encoding: encodings(mediaType))
    }

    private mutating func xml(_ mediaType: MediaType, at place: Place) -> BodyFormatPlan {
        guard let schema = mediaType.schema, !MediaTypeKind.isBinary(schema) else {
            return untyped(mediaType, "it has no schema")
        }
        var shapes = XMLShapes(binder: binder)
        guard let root = shapes.root(schema) else {
            return untyped(mediaType, "its schema has no name for the root element ('xml: {name: …}')")
        }
        let type = binder.bind(schema, at: place).type
        return BodyFormatPlan(mediaType: mediaType.name, kind: .xml(root: root, types: shapes.types), type: type)
    }

    private mutating func encodings(_ mediaType: MediaType) -> [FieldEncodingPlan] {
        for encoding in mediaType.encoding {
            guard let type = encoding.contentType, !type.hasSuffix("json"), type != "text/plain" else { continue }
            log.warning(
                "encoding-without-effect",
                "the field '\(encoding.propertyName)' is written as text or JSON, not as '\(type)'",
                at: encoding.location, help: "send it in a multipart body")
        }
        return mediaType.encoding.map {
            FieldEncodingPlan(
                name: $0.propertyName, contentType: $0.contentType, style: $0.style?.rawValue, explode: $0.explode,
                allowsReserved: $0.allowReserved)
        }
    }

    // MARK: Sequences

    private mutating func events(_ mediaType: MediaType, at place: Place) -> BodyFormatPlan {
        let event = elements.event(of: mediaType)
        if event.isUnread {
            log.warning(
                "media-type-not-typed",
                "\(subject) as '\(mediaType.name)' is bound to the text of its events; its 'itemSchema' is not typed",
                at: mediaType.location,
                help: "describe an event as one object with 'data' and, where wanted, 'event', 'id' and 'retry'")
        }
        guard let schema = event.schema, !event.isText else {
            return BodyFormatPlan(mediaType: mediaType.name, kind: .textEvents, type: .sequence(.event(.string)))
        }
        if event.isTaken { noteElement(of: mediaType, "one event's data") }
        let type = binder.bind(schema, at: place.inner("Event")).full
        return BodyFormatPlan(mediaType: mediaType.name, kind: .events, type: .sequence(.event(type)))
    }

    private mutating func lines(_ mediaType: MediaType, _ kind: BodyFormatPlan.Kind, at place: Place) -> BodyFormatPlan
    {
        if mediaType.itemSchema == nil, mediaType.schema != nil { noteElement(of: mediaType, "one line") }
        let type = elements.element(of: mediaType).map { binder.bind($0, at: place.inner("Line")).full } ?? .json
        return BodyFormatPlan(mediaType: mediaType.name, kind: kind, type: .sequence(type))
    }

    private var elements: StreamElements { StreamElements(merging: binder.merging) }

    private mutating func noteElement(of mediaType: MediaType, _ meaning: String) {
        note(
            "schema-of-element", "the schema of '\(mediaType.name)' is taken for that of \(meaning)",
            at: mediaType.location)
    }

    private mutating func note(_ id: String, _ message: String, at location: SourceLocation) {
        log.report(Diagnostic(id: id, severity: .note, message: message, location: location, help: nil))
    }

    private mutating func reportItems(_ mediaType: MediaType) {
        guard mediaType.itemSchema != nil else { return }
        log.warning(
            "unsupported-keyword", "'itemSchema' has no effect on '\(mediaType.name)', which is no sequence",
            at: mediaType.location)
    }
}
