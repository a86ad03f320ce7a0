internal import OpenAPI

/// Decides what bodies are held against, by the formats that they are bound to.
struct BodyChecks {
    let binder: SchemaBinder

    /// - Parameters:
    ///   - content: the media types that are bound.
    ///   - body: what they are bound to.
    func plans(_ content: [MediaType], _ body: BoundBody) -> [BodyCheckPlan] {
        zip(content, body.formats).map { mediaType, format in
            var plan = self.plan(mediaType, format)
            // A text that may be nothing else is read whatever it calls itself.
            if body.coding == .text { plan.mediaType = "*/*" }
            return plan
        }
    }

    private func plan(_ mediaType: MediaType, _ format: BodyFormatPlan) -> BodyCheckPlan {
        var plan = BodyCheckPlan(mediaType: mediaType.name, kind: .nothing)
        let elements = StreamElements(merging: binder.merging)
        switch format.kind {
        case .json: plan.kind = mediaType.schema.map { content($0) } ?? .nothing
        case .text: plan.kind = mediaType.schema.flatMap(text) ?? .nothing
        case .form:
            plan.mediaType = MediaTypeKind(mediaType).essence
            plan.kind = mediaType.schema.map { .value($0) } ?? .nothing
        case .xml: plan.kind = mediaType.schema.map { .value($0) } ?? .nothing
        case .lines, .textSequence:
            plan.kind = elements.element(of: mediaType).map { .elements(.init(schema: $0, isText: false)) } ?? .nothing
        case .events, .textEvents:
            let event = elements.event(of: mediaType)
            plan.kind = event.schema.map { .elements(.init(schema: $0, isText: event.isText)) } ?? .nothing
        case .multipart: addParts(mediaType, format.type, to: &plan)
        case .bytes, .file: break
        }
        if case .nothing = plan.kind, let schema = mediaType.itemSchema ?? mediaType.schema {
            plan.remainders = [.init(subject: "bodies of '\(mediaType.name)'", schema: schema)]
        }
        return plan
    }

    private func content(_ schema: Schema) -> BodyCheckPlan.Kind { .content(.init(schema: schema, isText: false)) }

    /// Nothing where no text is what the schema describes, such as an object: then nobody knows what is meant.
    private func text(_ schema: Schema) -> BodyCheckPlan.Kind? {
        let types = binder.merging.effective(schema).schema.types
        guard types.isEmpty || types.contains(where: { $0 != .object && $0 != .array }) else { return nil }
        return .content(.init(schema: schema, isText: true))
    }

    // MARK: Parts

    private func addParts(_ mediaType: MediaType, _ type: SwiftType, to plan: inout BodyCheckPlan) {
        guard let schema = mediaType.schema, case .sequence(.named(let name)) = type,
            case .contents(let contents) = binder.store[name]?.kind
        else { return }
        let whole = binder.merging.effective(schema).schema
        var parts: [BodyCheckPlan.Part] = []
        for property in whole.properties {
            guard let entry = contents.entries.first(where: { $0.partName == property.name }) else { continue }
            let subject = "the part '\(property.name)' of '\(mediaType.name)'"
            let array = entry.isRepeated ? binder.merging.effective(property.schema).schema : nil
            var part = BodyCheckPlan.Part(
                name: property.name, isRequired: whole.required.contains(property.name), isList: entry.isRepeated,
                minItems: array?.minItems == 0 ? nil : array?.minItems, maxItems: array?.maxItems)
            part.headers = mediaType.encoding.first { $0.propertyName == property.name }?.boundHeaders ?? []
            if let element = entry.isRepeated ? array?.items : property.schema {
                switch entry.format.kind {
                case .json, .text: part.content = .init(schema: element, isText: entry.format.kind == .text)
                default: plan.remainders.append(.init(subject: subject, schema: element))
                }
            }
            if let array {
                plan.remainders.append(.init(subject: subject, schema: array.withoutElements, isWhole: false))
            }
            parts.append(part)
        }
        plan.kind = .parts(
            .init(
                all: parts, isClosed: whole.isClosed,
                minProperties: whole.minProperties == 0 ? nil : whole.minProperties,
                maxProperties: whole.maxProperties))
        plan.remainders.append(
            .init(subject: "bodies of '\(mediaType.name)'", schema: whole.withoutMembers, isWhole: false))
    }
}

extension Schema {
    /// Whether an object has no members but those that are named.
    fileprivate var isClosed: Bool {
        if case .forbidden = additionalProperties { return true }
        return self.unevaluatedProperties?.isNever == true
    }

    /// What is left to say of an object of parts, when each part and that no others may be there has been said.
    fileprivate var withoutMembers: Schema {
        var rest = self
        rest.types = []
        rest.isNullable = false
        rest.properties = []
        rest.required = []
        rest.minProperties = nil
        rest.maxProperties = nil
        if isClosed {
            rest.additionalProperties = .unstated
            rest.unevaluatedProperties = nil
        }
        return rest
    }

    /// What is left to say of an array of parts, when each element and how many there are has been said.
    fileprivate var withoutElements: Schema {
        var rest = self
        rest.types = []
        rest.isNullable = false
        rest.items = nil
        rest.minItems = nil
        rest.maxItems = nil
        return rest
    }
}
