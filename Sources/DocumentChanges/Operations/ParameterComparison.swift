internal import DocumentTree
internal import OpenAPI

/// Parameters by place and name; those in the path by their position.
extension DocumentComparer {
    /// What tells parameters apart on the wire. Names of header fields do not depend on case (RFC 9110 §5.1).
    private struct ParameterKey: Hashable {
        let location: Parameter.Location
        let name: String

        init(_ parameter: Parameter, variables: [String]) {
            location = parameter.location
            if location == .path, let position = variables.firstIndex(of: parameter.name) {
                name = "{\(position)}"
            } else {
                name = location == .header ? parameter.name.lowercased() : parameter.name
            }
        }
    }

    mutating func compareParameters(_ pair: OperationPair) {
        let oldVariables = PathTemplate(pair.oldItem.key).variables
        let newVariables = PathTemplate(pair.newItem.key).variables
        let before = pair.old.parameters.map { (key: ParameterKey($0, variables: oldVariables), parameter: $0) }
        let after = pair.new.parameters.map { (key: ParameterKey($0, variables: newVariables), parameter: $0) }
        if before.isEmpty, after.isEmpty { return }
        let known = Dictionary(before.map { ($0.key, $0.parameter) }) { first, _ in first }
        let kept = Set(after.map(\.key))
        for (key, parameter) in before where !kept.contains(key) { noteRemoved(parameter, pair) }
        for (key, parameter) in after {
            if let match = known[key] { compare(match, parameter, pair) } else { noteAdded(parameter, pair) }
        }
    }

    private mutating func noteRemoved(_ parameter: Parameter, _ pair: OperationPair) {
        let lifecycle = parameter.lifecycle
        let phrase = Self.phrase(parameter)
        if lifecycle.isDeprecated, let fault = lifecycle.sunsetFault {
            add(
                "request-parameter-sunset-parse", .breaking, pair.scope, "\(phrase) is gone, but \(fault)",
                sides: [.clients], old: parameter.sourceLocation, new: pair.new.location)
        } else if lifecycle.isDeprecated {
            add(
                "request-parameter-removed-with-deprecation", .info, pair.scope,
                "\(phrase) is gone, which was deprecated before", old: parameter.sourceLocation, new: pair.new.location)
        } else {
            add(
                "request-parameter-removed", .warning, pair.scope, "\(phrase) is gone", sides: [.clients],
                old: parameter.sourceLocation, new: pair.new.location)
        }
    }

    private mutating func noteAdded(_ parameter: Parameter, _ pair: OperationPair) {
        let isShared = pair.newItem.parameters.contains {
            $0.name == parameter.name && $0.location == parameter.location
                && $0.sourceLocation == parameter.sourceLocation
        }
        let presence = parameter.isRequired ? "required" : "optional"
        let id =
            parameter.location == .path
            ? "new-request-path-parameter"
            : isShared
                ? "new-\(presence)-request-default-parameter-to-existing-path" : "new-\(presence)-request-parameter"
        let effect: Effect = parameter.isRequired ? .narrows : .widens
        add(
            id, pair.wire(.request).level(of: effect), pair.scope,
            "\(Self.phrase(parameter)) is new, and \(parameter.isRequired ? "must be sent" : "may be sent")",
            sides: pair.wire(.request).sides(of: effect), old: pair.old.location, new: parameter.sourceLocation)
    }

    private mutating func compare(_ before: Parameter, _ after: Parameter, _ pair: OperationPair) {
        let phrase = Self.phrase(after)
        let (oldPlace, newPlace) = (before.sourceLocation, after.sourceLocation)
        if before.isRequired != after.isRequired, after.location != .path {
            let effect: Effect = after.isRequired ? .narrows : .widens
            add(
                "request-parameter-became-\(after.isRequired ? "required" : "optional")",
                pair.wire(.request).level(of: effect), pair.scope,
                "\(phrase) \(after.isRequired ? "must be sent now" : "may be left out now")",
                sides: pair.wire(.request).sides(of: effect), old: oldPlace, new: newPlace)
        }
        for event in Lifecycle.events(before.lifecycle, after.lifecycle) {
            let rule = Self.parameterEvents[event.id] ?? ("request-parameter-\(event.id)", .info)
            add(
                rule.0, rule.1, pair.scope, "\(phrase): \(event.what)", sides: rule.1 == .info ? [] : [.clients],
                old: oldPlace, new: newPlace)
        }
        compareContent(before, after, pair)
    }

    /// The ids and levels that are not those of the event with `request-parameter-` before it.
    private static let parameterEvents: [String: (String, Change.Level)] = [
        "deprecated-with-sunset": ("request-parameter-deprecated", .info),
        "deprecated-sunset-invalid": ("request-parameter-sunset-parse", .breaking),
        "sunset-parse": ("request-parameter-sunset-parse", .breaking),
        "sunset-deleted": ("request-parameter-sunset-deleted", .breaking),
        "invalid-stability-level": ("api-invalid-stability-level", .breaking),
        "stability-decreased": ("request-parameter-stability-decreased", .breaking),
    ]

    private mutating func compareContent(_ before: Parameter, _ after: Parameter, _ pair: OperationPair) {
        let phrase = Self.phrase(after)
        var place = SchemaPlace(
            operation: pair.name, role: .parameter, direction: .request, isReversed: pair.isReversed,
            isRequestHeader: after.location == .header, phrase: phrase)
        switch (before.content, after.content) {
        case (.schema(let old, let oldStyle, let oldExplode, _), .schema(let new, let style, let explode, _)):
            place.notation = after.location == .query && style == .form && explode ? .textList : .text
            // Styles differ in how lists and objects are written; single values look the same in all of them.
            let isSingle = [graph.old.resolve(old), graph.new.resolve(new)].map(\.schema.types).allSatisfy { types in
                !types.isEmpty && !types.contains(.array) && !types.contains(.object)
            }
            if oldStyle != style || (oldExplode != explode && !isSingle) {
                add(
                    "request-parameter-serialization-changed", .breaking, pair.scope,
                    "\(phrase) is written in style \(style.rawValue)\(explode ? ", exploded," : "") where it was in "
                        + "\(oldStyle.rawValue)\(oldExplode ? ", exploded" : "")",
                    sides: [.clients, .servers], old: before.sourceLocation, new: after.sourceLocation)
            }
            use(old, new, at: place)
        case (.mediaType(let old), .mediaType(let new)):
            if MediaNames.essence(old.name) != MediaNames.essence(new.name) {
                add(
                    "request-parameter-serialization-changed", .breaking, pair.scope,
                    "\(phrase) is written as \(new.name) where it was as \(old.name)", sides: [.clients, .servers],
                    old: before.sourceLocation, new: after.sourceLocation)
            }
            if let old = old.schema, let new = new.schema { use(old, new, at: place) }
        default:
            add(
                "request-parameter-serialization-changed", .breaking, pair.scope,
                "\(phrase) is written another way: by a style or by a media type", sides: [.clients, .servers],
                old: before.sourceLocation, new: after.sourceLocation)
        }
    }

    /// `the query parameter `limit``.
    static func phrase(_ parameter: Parameter) -> String {
        "the \(parameter.location.rawValue) parameter `\(parameter.name)`"
    }

    /// Has two schemas compared for what a message has in them.
    mutating func use(_ old: Schema, _ new: Schema, at place: SchemaPlace) {
        uses.append(SchemaUse(place: place, pair: graph.pair(old, new)))
    }
}
