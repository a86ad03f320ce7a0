import DocumentTree

/// What a place holds that may be written as a value or as a reference to one (OpenAPI 3.0.3 §4.7.23).
struct Resolved<Value> {
    var value: Value
    /// The component's name where a reference led to one.
    var componentName: String?
    /// The reference's own `description` and `summary`, which stand for the target's (OpenAPI 3.1.1 §4.8.23).
    var description: String?
    var summary: String?
}

extension ReadingContext {
    /// The value that a node holds or refers to.
    ///
    /// - Parameters:
    ///   - memo: The values of this kind that were read through references already.
    ///   - read: Reads a node that is no reference.
    /// - Returns: nil where there is none, which is reported.
    func resolve<Value>(
        _ node: Node,
        as kind: ObjectKind,
        memo: Memo<Value>,
        read: (Node, ReadingContext) -> Value?
    ) -> Resolved<Value>? {
        let reference: ReferenceObject
        switch ReferenceObject.read(node, in: self) {
        case .value: return read(node, self).map { Resolved(value: $0) }
        case .malformed: return nil
        case .reference(let written): reference = written
        }
        guard let target = self.target(of: reference, expecting: kind) else { return nil }
        guard let found = value(of: target, reference: reference, kind: kind, memo: memo, read: read) else {
            return nil
        }
        return Resolved(
            value: found.value,
            componentName: target.componentName(in: kind.componentSection) ?? found.componentName,
            description: reference.description ?? found.description,
            summary: reference.summary ?? found.summary
        )
    }

    /// Reads a component under its own name, so that references to it find it read.
    func readComponent<Value>(
        _ member: Node.Member,
        as kind: ObjectKind,
        memo: Memo<Value>,
        read: (Node, ReadingContext) -> Value?
    ) {
        let pointer = ComponentPlace.pointer(
            to: member.key, in: kind.componentSection ?? "", version: entry.version)
        let id = SchemaID(filePath: entry.file.path, pointer: pointer.description)
        guard memo[id] == nil else { return }
        memo.begin(id)
        memo.end(id, resolve(member.value, as: kind, memo: memo, read: read))
    }

    /// Follows a reference object, and refuses a component of another kind.
    func target(of reference: ReferenceObject, expecting kind: ObjectKind) -> ReferenceTarget? {
        guard let target = resolver.target(of: reference.text, at: reference.location, log: &log) else { return nil }
        let sections = ReadingContext.componentSections
        if let section = target.componentSection, sections.contains(section), section != kind.componentSection {
            let place = ComponentPlace.name(of: section, version: target.version)
            log.error(
                "wrong-reference-target",
                "the reference '\(reference.text.escapedForMessage)' leads into '\(place)'; here \(kind.phrase) is needed",
                at: reference.location
            )
            return nil
        }
        return target
    }

    private static let componentSections: Set<String> = [
        "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links",
        "callbacks", "pathItems", "mediaTypes",
    ]

    private func value<Value>(
        of target: ReferenceTarget,
        reference: ReferenceObject,
        kind: ObjectKind,
        memo: Memo<Value>,
        read: (Node, ReadingContext) -> Value?
    ) -> Resolved<Value>? {
        switch memo[target.id] {
        case .done(let found):
            return found
        case .underWay:
            log.error(
                "reference-cycle",
                "the reference '\(reference.text.escapedForMessage)' leads back to \(kind.phrase) that contains it",
                at: reference.location
            )
            return nil
        case nil:
            guard referenceDepth < limits.referenceNesting else {
                log.error(
                    "nested-too-deep",
                    "more than \(limits.referenceNesting) references lead into one another here",
                    at: reference.location
                )
                return nil
            }
            referenceDepth += 1
            defer { referenceDepth -= 1 }
            memo.begin(target.id)
            let found = resolve(target.node, as: kind, memo: memo, read: read)
            memo.end(target.id, found)
            return found
        }
    }
}
