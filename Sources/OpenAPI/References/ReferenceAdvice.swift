import DocumentTree

/// What to say about a reference that leads nowhere: what is missing, and what stands nearby.
struct ReferenceAdvice {
    let file: LoadedFile
    let pointer: JSONPointer
    /// Whether to leave out what takes a search, because so much is broken already.
    let isBrief: Bool

    /// The sentence's second half, such as `'/components/schemas' has no 'Pte'`.
    func reason(_ token: String, _ parent: JSONPointer) -> String {
        let place = parent.tokens.isEmpty ? "'\(file.file.path)'" : "'\(parent.description.escapedForMessage)'"
        return "\(place) has no '\(token.escapedForMessage)'"
    }

    func help(
        missing token: String,
        in parent: LoadedFile.Place,
        at parentPointer: JSONPointer,
        reference: String
    ) -> String? {
        if isBrief { return nil }
        let rest = Array(pointer.tokens.dropFirst(parentPointer.tokens.count + 1))
        if case .mapping(let members) = parent.node.value {
            if let next = members.first(where: { $0.key == "$ref" }), case .string(let text) = next.value.value {
                return
                    "'\(parentPointer.description.escapedForMessage)' is itself a reference; begin at its target '\(text.escapedForMessage)'"
            }
            if let near = Spelling.closest(to: token, among: members.lazy.map(\.key)) {
                return "did you mean '#\(JSONPointer(tokens: parentPointer.tokens + [near] + rest))'?"
            }
        }
        return movedComponent() ?? movedDefinition()
    }

    /// The component of the same name in another section.
    private func movedComponent() -> String? {
        guard let name = pointer.tokens.last else { return nil }
        let sections = file.version == .v2_0 ? file.root : file.root["components"]
        for section in sections?.objectMembers ?? [] {
            let prefix = file.version == .v2_0 ? [] : ["components"]
            let other = JSONPointer(tokens: prefix + [section.key, name])
            if case .found = file.place(at: other) { return "'#\(other)' exists" }
        }
        return nil
    }

    /// Swagger 2.0 kept schemas under `definitions`.
    private func movedDefinition() -> String? {
        if file.version == .v2_0 {
            guard pointer.tokens.prefix(2) == ["components", "schemas"] else { return nil }
            return "Swagger 2.0 keeps schemas under '#/definitions'; 'components' is from OpenAPI 3"
        }
        guard pointer.tokens.first == "definitions" else { return nil }
        return "OpenAPI 3 keeps schemas under '#/components/schemas'; 'definitions' is from Swagger 2.0"
    }
}
