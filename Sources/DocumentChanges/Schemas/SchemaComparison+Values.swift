internal import DocumentTree
internal import OpenAPI

/// Keywords about single values: JSON Schema 2020-12 validation §6.1, §6.3.3, §8 and §9.
extension SchemaComparison {
    mutating func compareValues() {
        compareEnumeration()
        compareConstant()
        comparePattern()
        compareText("content-encoding", "content encoding", \.contentEncoding)
        compareText("content-media-type", "content media type", \.contentMediaType)
        compareMultipleOf()
        let (unique, wasUnique) = (new.schema.uniqueItems, old.schema.uniqueItems)
        if unique, !wasUnique {
            note(.init("unique-items-added", .narrows, "items have to differ from each other now"))
        }
        if !unique, wasUnique { note(.init("unique-items-removed", .widens, "items may be equal now")) }
    }

    private mutating func compareEnumeration() {
        switch (old.schema.enumValues, new.schema.enumValues) {
        case (nil, nil): break
        case (nil, let values?):
            let texts = values.map(\.valueText)
            note(.init("became-enum", .narrows, "only \(Self.list(texts)) is allowed now"), new: values.first?.location)
        case (let values?, nil):
            note(
                .init("enum-removed", .widens, "other values than the listed ones are allowed now"),
                old: values.first?.location)
        case (let before?, let after?):
            let (oldTexts, newTexts) = (Set(before.map(\.valueText)), Set(after.map(\.valueText)))
            for value in before where !newTexts.contains(value.valueText) {
                note(
                    .init("enum-value-removed", .narrows, "the value `\(value.valueText)` is no longer allowed"),
                    old: value.location)
            }
            for value in after where !oldTexts.contains(value.valueText) {
                note(.init("enum-value-added", .widens, "the value `\(value.valueText)` is new"), new: value.location)
            }
        }
        compareExtensibleEnumeration()
    }

    /// `x-extensible-enum` lists values to which others may be added at any time.
    private mutating func compareExtensibleEnumeration() {
        func values(_ schema: Schema) -> [Node] {
            if case .sequence(let items)? = schema.extensionValue("x-extensible-enum")?.value { items } else { [] }
        }
        let (before, after) = (values(old.schema), values(new.schema))
        guard !after.isEmpty else { return }
        let (oldTexts, newTexts) = (Set(before.map(\.valueText)), Set(after.map(\.valueText)))
        for value in before where !newTexts.contains(value.valueText) {
            note(
                .init(
                    "x-extensible-enum-value-removed", .narrows,
                    "`x-extensible-enum` no longer has the value `\(value.valueText)`"), old: value.location)
        }
        for value in after where !oldTexts.contains(value.valueText) && !before.isEmpty {
            note(
                .init(
                    "x-extensible-enum-value-added", .annotates,
                    "`x-extensible-enum` has the value `\(value.valueText)` now"), new: value.location)
        }
    }

    private mutating func compareConstant() {
        let (before, after) = (old.schema.constant, new.schema.constant)
        switch (before?.valueText, after?.valueText) {
        case (nil, let text?):
            note(.init("const-added", .narrows, "the value has to be `\(text)` now"), new: after?.location)
        case (let text?, nil):
            note(.init("const-removed", .widens, "the value need not be `\(text)` any more"), old: before?.location)
        case (let text?, let newText?) where text != newText:
            note(
                .init("const-changed", .replaces, "the value has to be `\(newText)` where it was `\(text)`"),
                old: before?.location, new: after?.location)
        default: break
        }
    }

    private mutating func comparePattern() {
        // An empty pattern matches everything, as none does.
        func stated(_ schema: Schema) -> String? { schema.pattern == "" ? nil : schema.pattern }
        switch (stated(old.schema), stated(new.schema)) {
        case (nil, let pattern?):
            note(.init("pattern-added", .narrows, "the value has to match `\(pattern)` now"))
        case (let pattern?, nil):
            note(.init("pattern-removed", .widens, "the value need not match `\(pattern)` any more"))
        case (let before?, let after?) where before != after:
            let matchesAll = [".*", "^.*$"].contains(after)
            note(
                .init(
                    matchesAll ? "pattern-generalized" : "pattern-changed", matchesAll ? .widens : .replaces,
                    "the pattern `\(before)` became `\(after)`"))
        default: break
        }
    }

    private mutating func compareText(_ id: String, _ phrase: String, _ path: KeyPath<Schema, String?>) {
        let (before, after) = (old.schema[keyPath: path], new.schema[keyPath: path])
        guard before != after else { return }
        note(
            .init(
                "\(id)-changed", .replaces,
                "the \(phrase) is \(after.map { "`\($0)`" } ?? "not stated") where it was "
                    + (before.map { "`\($0)`" } ?? "not stated")))
    }

    /// Multiples of 6 are multiples of 3, but not the other way round.
    private mutating func compareMultipleOf() {
        switch (old.schema.multipleOf, new.schema.multipleOf) {
        case (nil, let factor?):
            note(.init("multiple-of-set", .narrows, "numbers have to be multiples of \(factor) now"))
        case (let factor?, nil):
            note(.init("multiple-of-unset", .widens, "numbers need not be multiples of \(factor) any more"))
        case (let before?, let after?) where before != after && Double(before) != Double(after):
            var effect = Effect.replaces
            if let from = Int64(before), let to = Int64(after), from != 0, to != 0 {
                effect = to % from == 0 ? .narrows : from % to == 0 ? .widens : .replaces
            }
            note(.init("multiple-of-changed", effect, "numbers are multiples of \(after) where they were of \(before)"))
        default: break
        }
    }
}

/// Keywords that say nothing of values.
extension SchemaComparison {
    mutating func compareAnnotations() {
        let (before, after) = (old.schema.defaultValue, new.schema.defaultValue)
        switch (before?.valueText, after?.valueText) {
        case (nil, let text?):
            note(
                .init("default-value-added", .annotates, "the default is `\(text)` now; there was none"),
                new: after?.location)
        case (let text?, nil):
            note(
                .init("default-value-removed", .annotates, "there is no default any more; it was `\(text)`"),
                old: before?.location)
        case (let text?, let newText?) where text != newText:
            note(
                .init("default-value-changed", .annotates, "the default is `\(newText)` where it was `\(text)`"),
                old: before?.location, new: after?.location)
        default: break
        }
        for event in Lifecycle.events(old.schema.lifecycle, new.schema.lifecycle) {
            note(.init(event.id, .annotates, event.what))
        }
        compareMarks()
        compareDiscriminator()
    }

    private mutating func compareMarks() {
        func note(_ name: String, _ was: Bool, _ isSet: Bool, _ self: inout SchemaComparison) {
            guard was != isSet else { return }
            self.note(
                .init(
                    isSet ? "became-\(name)" : "became-not-\(name)", .annotates,
                    isSet ? "it is \(name) now" : "it is no longer \(name)"))
        }
        note("read-only", old.schema.isReadOnly, new.schema.isReadOnly, &self)
        note("write-only", old.schema.isWriteOnly, new.schema.isWriteOnly, &self)
    }

    private mutating func compareDiscriminator() {
        switch (old.schema.discriminator, new.schema.discriminator) {
        case (nil, nil): break
        case (nil, let discriminator?):
            note(
                .init(
                    "discriminator-added", .annotates,
                    "the property `\(discriminator.propertyName)` tells the alternatives apart now"),
                new: discriminator.location)
        case (let discriminator?, nil):
            note(
                .init(
                    "discriminator-removed", .annotates,
                    "the property `\(discriminator.propertyName)` no longer tells the alternatives apart"),
                old: discriminator.location)
        case (let before?, let after?): compare(before, after)
        }
    }

    private mutating func compare(_ before: Discriminator, _ after: Discriminator) {
        if before.propertyName != after.propertyName {
            note(
                .init(
                    "discriminator-property-name-changed", .annotates,
                    "the property that tells the alternatives apart is `\(after.propertyName)` where it was "
                        + "`\(before.propertyName)`"),
                old: before.location, new: after.location)
        }
        let oldMapping = Dictionary(before.mapping.map { ($0.value, $0) }) { first, _ in first }
        let newMapping = Dictionary(after.mapping.map { ($0.value, $0) }) { first, _ in first }
        for entry in before.mapping where newMapping[entry.value] == nil {
            note(
                .init("discriminator-mapping-deleted", .annotates, "`\(entry.value)` no longer names an alternative"),
                old: entry.location)
        }
        for entry in after.mapping {
            guard let known = oldMapping[entry.value] else {
                note(
                    .init("discriminator-mapping-added", .annotates, "`\(entry.value)` names an alternative now"),
                    new: entry.location)
                continue
            }
            guard known.schema.pointer != entry.schema.pointer else { continue }
            note(
                .init(
                    "discriminator-mapping-changed", .annotates,
                    "`\(entry.value)` names `\(entry.schema.pointer)` where it named `\(known.schema.pointer)`"),
                old: known.location, new: entry.location)
        }
    }
}
