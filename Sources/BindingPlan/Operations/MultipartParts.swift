internal import DocumentTree
internal import OpenAPI

/// The parts of a multipart body are the properties of its schema (OpenAPI 3.1.1 §4.8.15.3); an array has one part for
/// each element. A scalar is text, an object JSON and binary data a stream, unless `encoding` says otherwise.
struct MultipartBinder {
    let binder: SchemaBinder
    var log: DiagnosticLog
    let subject: String
    /// Where the body would be declared; its parts are declared beside.
    let place: Place

    /// The type of the parts: an enum with a case each, or `BodyPart` where nothing is known of them.
    mutating func bind(_ mediaType: MediaType) -> SwiftType {
        guard let schema = mediaType.schema else { return .part }
        let effective = binder.merging.effective(schema)
        guard effective.groups.isEmpty, !effective.schema.properties.isEmpty else {
            if !effective.groups.isEmpty {
                log.warning(
                    "media-type-not-typed",
                    "\(subject) as '\(mediaType.name)' is bound to parts of any kind, since its schema has alternatives",
                    at: mediaType.location, help: "describe the parts as the properties of one object")
            }
            return .part
        }
        let hints = place.hints.map { hint in
            let stem = Naming.upperCamel(hint)
            let short = stem.hasSuffix("Body") ? String(stem.dropLast(4)) : stem
            return short == "Multipart" ? "Part" : short + "Part"
        }
        let name = binder.store.declare(hints, in: place.parent)
        let plan = contents(effective.schema, mediaType, name)
        binder.store.add(
            TypePlan(
                name: name, location: mediaType.location, documentation: ["A part of a `\(mediaType.name)` body."],
                kind: .contents(plan)))
        return .named(name)
    }

    private mutating func contents(_ schema: Schema, _ mediaType: MediaType, _ name: TypeName) -> ContentsPlan {
        var scope = NameScope(reserved: ["init", "self", "undocumented", "descriptions"])
        var plan = ContentsPlan(cases: [], entries: [], isMultipart: true)
        for property in schema.properties {
            let encoding = mediaType.encoding.first { $0.propertyName == property.name }
            report(encoding)
            let whole = binder.merging.effective(property.schema).schema
            let isRepeated = whole.types == [.array]
            let element = isRepeated ? whole.items : property.schema
            var format = self.format(element, encoding, property.name, name)
            format.caseName = scope.claim(Naming.member(Naming.lowerCamel(property.name)))
            let documentation = Documentation.paragraphs(
                Documentation.lines(property.schema.description ?? whole.description),
                isRepeated ? ["One of several."] : [])
            plan.cases.append(
                .init(name: format.caseName, type: format.type, documentation: documentation))
            plan.entries.append(
                .init(
                    format: format, partName: property.name,
                    isRequired: schema.required.contains(property.name) && !isRepeated, isRepeated: isRepeated))
        }
        plan.cases.append(
            .init(name: "undocumented", type: .part, documentation: ["A part that the document does not describe."]))
        return plan
    }

    private func format(
        _ schema: Schema?, _ encoding: MediaType.Encoding?, _ property: String, _ name: TypeName
    ) -> BodyFormatPlan {
        let stated =
            encoding?.contentType.map { $0.split(separator: ",").map { String($0.filter { $0 != " " }) } } ?? []
        let mediaType = stated.first { !$0.contains("*") } ?? ""
        guard let schema else { return BodyFormatPlan(mediaType: mediaType, kind: .file, type: .part) }
        let effective = binder.merging.effective(schema)
        let isJSON = stated.contains { $0.hasSuffix("/json") || $0.hasSuffix("+json") }
        let isText = stated.allSatisfy { $0.hasPrefix("text/") && !$0.hasSuffix("/xml") }
        guard isJSON || (isText && !isBinary(effective)) else {
            return BodyFormatPlan(mediaType: mediaType, kind: .file, type: .part)
        }
        let type = binder.bind(schema, at: Place(parent: name, hint: property, depth: 0)).type.unwrapped
        if !isJSON, isScalar(type, effective) { return BodyFormatPlan(mediaType: mediaType, kind: .text, type: type) }
        return BodyFormatPlan(mediaType: mediaType, kind: .json, type: type)
    }

    /// Bytes as they are: not in base64, and not described further.
    private func isBinary(_ effective: EffectiveSchema) -> Bool {
        let schema = effective.schema
        if schema.format == "binary" { return true }
        if schema.contentMediaType != nil, schema.contentEncoding == nil { return true }
        return schema.types.isEmpty && !schema.shapesType && effective.groups.isEmpty
    }

    private func isScalar(_ type: SwiftType, _ effective: EffectiveSchema) -> Bool {
        switch type {
        case .string, .bool, .int, .int32, .int64, .double, .float, .date, .data, .external: return true
        case .named(let name):
            if case .openEnum = binder.store[name]?.kind { return true }
            let scalars: Set<JSONType> = [.string, .integer, .number, .boolean]
            return effective.groups.isEmpty && effective.schema.types.count == 1
                && scalars.isSuperset(of: effective.schema.types)
        default: return false
        }
    }

    private mutating func report(_ encoding: MediaType.Encoding?) {
        guard let encoding else { return }
        for header in encoding.headers where header.name.lowercased() != "content-type" {
            log.warning(
                "part-header-not-bound",
                "the header field '\(header.name)' of the part '\(encoding.propertyName)' is not bound",
                at: encoding.location, help: "parts that are streams have all of their header fields")
        }
        // An exploded form has what parts are anyway: the name once for each element.
        if (encoding.style ?? .form) != .form || encoding.explode == false {
            log.warning(
                "encoding-without-effect",
                "the style of the part '\(encoding.propertyName)' is not applied; an array has one part for each element",
                at: encoding.location, help: "give the part a 'contentType'")
        }
    }
}
