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
            reportStyle(encoding)
            let whole = binder.merging.effective(property.schema).schema
            let isRepeated = whole.types == [.array]
            let element = isRepeated ? whole.items : property.schema
            var format = self.format(element, encoding, property.name, name)
            format.caseName = scope.claim(Naming.member(Naming.lowerCamel(property.name)))
            let headers = self.headers(encoding, of: format.caseName, name, &scope)
            if !headers.isEmpty, format.type != .part { format.type = .headed(format.type) }
            let documentation = Documentation.paragraphs(
                Documentation.lines(property.schema.description ?? whole.description),
                isRepeated ? ["One of several."] : [])
            plan.cases.append(
                .init(name: format.caseName, type: format.type, documentation: documentation))
            plan.entries.append(
                .init(
                    format: format, partName: property.name,
                    isRequired: schema.required.contains(property.name) && !isRepeated, isRepeated: isRepeated,
                    headers: headers))
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

    private mutating func reportStyle(_ encoding: MediaType.Encoding?) {
        guard let encoding else { return }
        // An exploded form has what parts are anyway: the name once for each element.
        if (encoding.style ?? .form) != .form || encoding.explode == false {
            log.warning(
                "encoding-without-effect",
                "the style of the part '\(encoding.propertyName)' is not applied; an array has one part for each element",
                at: encoding.location, help: "give the part a 'contentType'")
        }
    }

    // MARK: Header fields

    private mutating func headers(
        _ encoding: MediaType.Encoding?, of caseName: String, _ name: TypeName, _ scope: inout NameScope
    ) -> [PartHeaderPlan] {
        (encoding?.boundHeaders ?? []).map { header in
            let place = Place(parent: name, hint: header.name + "Header", depth: 0)
            var plan = PartHeaderPlan(
                name: scope.claim(Naming.member(Naming.lowerCamel("\(caseName) \(header.name)"))),
                wireName: header.name,
                type: .string, documentation: [], options: [])
            var description = header.description
            if case .schema(let schema, _, let explode, _) = header.content, let type = type(of: schema, at: place) {
                plan.type = type
                if explode { plan.options = ["explode: true"] }
                description = description ?? schema.description
            } else {
                log.warning(
                    "part-header-not-typed",
                    "the header field '\(header.name)' of the part '\(encoding?.propertyName ?? "")' is bound to its text",
                    at: header.location, help: "describe it as a scalar, or as an array of scalars")
            }
            let lines = Documentation.lines(description)
            plan.documentation = lines.isEmpty ? ["The header field `\(header.name)`."] : lines
            return plan
        }
    }

    /// The type of a header field of one scalar or several; nil for any other.
    private func type(of schema: Schema, at place: Place) -> SwiftType? {
        let effective = binder.merging.effective(schema)
        let element = effective.schema.types == [.array] ? effective.schema.items : schema
        guard let element, !holdsObjectOrArray(binder.merging.effective(element)) else { return nil }
        let type = binder.bind(schema, at: place).type.unwrapped
        let scalar: SwiftType
        if case .array(let inner) = type { scalar = inner.unwrapped } else { scalar = type }
        guard isScalar(scalar, binder.merging.effective(element)) else { return nil }
        return scalar == type ? scalar : .array(scalar)
    }

    private func holdsObjectOrArray(_ effective: EffectiveSchema) -> Bool {
        !effective.groups.isEmpty || effective.schema.shapesObject
            || effective.schema.types.contains { $0 == .object || $0 == .array }
    }
}

extension MediaType.Encoding {
    /// The header fields of the part; its content type is not among them (OpenAPI 3.1.1 §4.8.15).
    var boundHeaders: [Header] { headers.filter { $0.name.lowercased() != "content-type" } }
}
