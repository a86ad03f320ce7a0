import BinderyRuntime

/// How a wire form writes values, other than the document's own form does.
protocol ValueCoding: Sendable {
    /// The value of the document's form.
    /// - Parameter place: where the value is, for messages.
    func decode(_ value: JSONValue, as type: WireType, at place: String) throws(WireFault) -> JSONValue

    /// The value of this form.
    func encode(_ value: JSONValue, as type: WireType) -> JSONValue
}

/// The values of the older REST form: as those of the document's own, but that a map is a list of keys and values.
struct RESTValues: ValueCoding {
    let tables: WireTables

    func decode(_ value: JSONValue, as type: WireType, at place: String) throws(WireFault) -> JSONValue {
        switch (type, value) {
        case (.list(let element), .array(let values)):
            return .array(try decode(values, as: element, at: place))
        case (.map(let element), .array(let entries)):
            return .object(try map(entries, of: element, at: place))
        case (.named(let schema), .object(var object)):
            for (index, member) in object.members.enumerated() {
                guard let property = tables.property(member.key, of: schema) else { continue }
                object.members[index].value = try decode(
                    member.value, as: property.type, at: "\(place).\(member.key)")
            }
            return .object(object)
        default: return value
        }
    }

    private func decode(
        _ values: [JSONValue], as type: WireType, at place: String
    ) throws(WireFault) -> [JSONValue] {
        var result: [JSONValue] = []
        for (index, value) in values.enumerated() {
            result.append(try decode(value, as: type, at: "\(place)[\(index)]"))
        }
        return result
    }

    private func map(_ entries: [JSONValue], of type: WireType, at place: String) throws(WireFault) -> JSONObject {
        var map = MapBuilder(place: place)
        for entry in entries {
            guard case .object(let entry) = entry, let key = entry["key"], let value = entry["value"] else {
                throw .mismatch(map.next, expected: "an object with key and value", found: entry.kindName)
            }
            try map.add(key, try decode(value, as: type, at: map.next))
        }
        return map.object
    }

    func encode(_ value: JSONValue, as type: WireType) -> JSONValue {
        switch (type, value) {
        case (.list(let element), .array(let values)):
            return .array(values.map { encode($0, as: element) })
        case (.map(let element), .object(let object)):
            return .array(
                object.members.map {
                    ["key": .string($0.key), "value": encode($0.value, as: element)]
                })
        case (.named(let schema), .object(var object)):
            for (index, member) in object.members.enumerated() {
                guard let property = tables.property(member.key, of: schema) else { continue }
                object.members[index].value = encode(member.value, as: property.type)
            }
            return .object(object)
        default: return value
        }
    }
}

/// Puts a map together from keys and values.
struct MapBuilder {
    let place: String
    private(set) var object = JSONObject()
    private var keys: Set<String> = []

    init(place: String) { self.place = place }

    /// Where the next entry is.
    var next: String { "\(place)[\(object.members.count)]" }

    mutating func add(_ key: JSONValue, _ value: JSONValue) throws(WireFault) {
        guard case .string(let text) = key else {
            throw .mismatch("\(next).key", expected: "a string", found: key.kindName)
        }
        guard keys.insert(text).inserted else {
            throw WireFault(.invalidArgument, "duplicate_key", "{0}: the key {1} was there before.", next, text)
        }
        object.members.append(.init(key: text, value: value))
    }
}

extension WireTables {
    /// A member of the structure of a schema; nil too where the schema is an enum.
    func property(_ name: String, of schema: String) -> WireProperty? {
        structures[schema]?.properties.first { $0.name == name }
    }
}
