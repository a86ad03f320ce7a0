import DocumentTree

extension ReadingContext {
    /// The schema that a `$ref` leads to, which will be in the table.
    func schema(referredToBy text: String, at location: SourceLocation) -> SchemaID? {
        let reference = ReferenceObject(text: text, location: location)
        guard let target = target(of: reference, expecting: .schema) else { return nil }
        schemas.expect(target)
        return target.id
    }

    /// The schema that a discriminator's mapping means: the name of a component, else a reference
    /// (OpenAPI 3.1.1 §4.8.25.2, which prefers names where both are possible).
    func schema(named text: String, at location: SourceLocation) -> SchemaID? {
        if let target = component(named: text, from: location) {
            schemas.expect(target)
            return target.id
        }
        if text.contains("#") || text.contains("/") || text.contains(".") {
            return schema(referredToBy: text, at: location)
        }
        let root = entry.root
        let names = (entry.version == .v2_0 ? root["definitions"] : root["components"]?["schemas"])?.objectMembers ?? []
        log.error(
            "unresolved-reference",
            "there is no schema '\(text.escapedForMessage)'",
            at: location,
            help: Spelling.closest(to: text, among: names.lazy.map(\.key)).map { "did you mean '\($0)'?" }
        )
        return nil
    }

    /// Names are those of the entry document (OpenAPI 3.1.1 §4.3.1), and where that has none of the file itself.
    private func component(named name: String, from location: SourceLocation) -> ReferenceTarget? {
        for file in [entry, library.file(of: location)].compactMap(\.self) {
            let pointer = ComponentPlace.pointer(to: name, in: "schemas", version: file.version)
            if case .found(let place) = file.place(at: pointer) {
                return ReferenceTarget(file: file, pointer: pointer, place: place)
            }
        }
        return nil
    }
}
