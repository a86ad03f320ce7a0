import BinderyRuntime

/// The values of vAPI's JSON-RPC: structures and errors bear their names, and what is optional, secret or binary says so.
struct DataValues: ValueCoding {
    let tables: WireTables
    /// The name of the structures that stand for the entries of a map.
    private static let entry = "map-entry"
    /// The name that structures without a description get.
    private static let dynamic = "com.bindery.dynamic_structure"

    // MARK: Reading

    func decode(_ value: JSONValue, as type: WireType, at place: String) throws(WireFault) -> JSONValue {
        if let optional = value.sole("OPTIONAL") {
            return optional == .null ? .null : try decode(optional, as: type, at: place)
        }
        switch type {
        case .any, .dynamic: return try dynamic(value, at: place)
        case .secret: return try text(value.sole("SECRET") ?? value, "a SECRET", at: place)
        case .binary: return try text(value.sole("BINARY") ?? value, "a BINARY", at: place)
        case .list(let element): return .array(try list(value, of: element, at: place))
        case .map(let element): return .object(try map(value, of: element, at: place))
        case .named(let schema):
            guard let structure = tables.structures[schema] else { return try text(value, "a string", at: place) }
            return .object(try object(value, as: structure, at: place))
        case .string: return try text(value, "a string", at: place)
        case .boolean:
            guard case .bool = value else { throw .mismatch(place, expected: "a boolean", found: value.kindName) }
            return value
        case .integer:
            guard case .integer = value else { throw .mismatch(place, expected: "an integer", found: value.kindName) }
            return value
        case .number:
            switch value {
            case .integer, .number: return value
            default: throw .mismatch(place, expected: "a number", found: value.kindName)
            }
        case .void:
            guard value == .null else { throw .mismatch(place, expected: "nothing", found: value.kindName) }
            return value
        }
    }

    /// The fields of a structure of a certain name.
    func fields(_ value: JSONValue, of name: String, at place: String) throws(WireFault) -> [JSONObject.Member] {
        guard case .object(let named)? = value.sole("STRUCTURE") ?? value.sole("ERROR"), named.members.count == 1,
            case .object(let fields) = named.members[0].value
        else { throw .mismatch(place, expected: "a STRUCTURE", found: value.kindName) }
        guard named.members[0].key == name else {
            throw .mismatch(place, expected: name, found: named.members[0].key)
        }
        return fields.members
    }

    private func text(_ value: JSONValue, _ expected: String, at place: String) throws(WireFault) -> JSONValue {
        guard case .string = value else { throw .mismatch(place, expected: expected, found: value.kindName) }
        return value
    }

    private func list(_ value: JSONValue, of type: WireType, at place: String) throws(WireFault) -> [JSONValue] {
        guard case .array(let values) = value else { throw .mismatch(place, expected: "a list", found: value.kindName) }
        var result: [JSONValue] = []
        for (index, value) in values.enumerated() {
            result.append(try decode(value, as: type, at: "\(place)[\(index)]"))
        }
        return result
    }

    private func map(_ value: JSONValue, of type: WireType, at place: String) throws(WireFault) -> JSONObject {
        guard case .array(let entries) = value else { throw .mismatch(place, expected: "a map", found: value.kindName) }
        var map = MapBuilder(place: place)
        for entry in entries {
            let fields = JSONObject(try fields(entry, of: Self.entry, at: map.next))
            guard let key = fields["key"], let value = fields["value"] else { throw .missing("\(map.next).key") }
            try map.add(key, try decode(value, as: type, at: map.next))
        }
        return map.object
    }

    private func object(
        _ value: JSONValue, as structure: WireStructure, at place: String
    ) throws(WireFault) -> JSONObject {
        var object = JSONObject()
        for field in try fields(value, of: structure.id, at: place) {
            let place = "\(place).\(field.key)"
            guard let property = structure.properties.first(where: { $0.name == field.key }) else {
                // What is not set says nothing, and clients of newer versions send it.
                guard field.value.sole("OPTIONAL") == .null else { throw .unexpected(place) }
                continue
            }
            let decoded = try decode(field.value, as: property.type, at: place)
            if decoded != .null { object.members.append(.init(key: field.key, value: decoded)) }
        }
        return object
    }

    /// A value that nobody describes, without the names.
    private func dynamic(_ value: JSONValue, at place: String) throws(WireFault) -> JSONValue {
        switch value {
        case .array(let values):
            var result: [JSONValue] = []
            for value in values { result.append(try dynamic(value, at: place)) }
            return .array(result)
        case .object(let object):
            guard object.members.count == 1 else {
                throw .mismatch(place, expected: "a data value", found: value.kindName)
            }
            let inner = object.members[0].value
            switch object.members[0].key {
            case "OPTIONAL", "SECRET", "BINARY": return try dynamic(inner, at: place)
            case "STRUCTURE", "ERROR":
                guard case .object(let named) = inner, named.members.count == 1,
                    case .object(var fields) = named.members[0].value
                else { throw .mismatch(place, expected: "a STRUCTURE", found: inner.kindName) }
                for index in fields.members.indices {
                    fields.members[index].value = try dynamic(fields.members[index].value, at: place)
                }
                return .object(fields)
            default: throw .mismatch(place, expected: "a data value", found: object.members[0].key)
            }
        default: return value
        }
    }

    // MARK: Writing

    func encode(_ value: JSONValue, as type: WireType) -> JSONValue {
        switch (type, value) {
        case (.secret, .string): return .sole("SECRET", value)
        case (.binary, .string): return .sole("BINARY", value)
        case (.list(let element), .array(let values)): return .array(values.map { encode($0, as: element) })
        case (.map(let element), .object(let object)):
            return .array(
                object.members.map {
                    .structure(
                        Self.entry,
                        [
                            .init(key: "key", value: .string($0.key)),
                            .init(key: "value", value: encode($0.value, as: element)),
                        ])
                })
        case (.number, .integer(let number)): return .number(Double(number))
        case (.named(let schema), .object(let object)):
            guard let structure = tables.structures[schema] else { return value }
            return structure.isError ? encode(error: object) : encode(object, as: structure, "STRUCTURE")
        case (.any, _), (.dynamic, _): return encode(dynamic: value)
        default: return value
        }
    }

    /// An error, whose structure its `error_type` tells.
    func encode(error: JSONObject) -> JSONValue {
        guard let structure = tables.error(of: error) else { return .sole("ERROR", .object(error)) }
        return encode(error, as: structure, "ERROR")
    }

    private func encode(_ object: JSONObject, as structure: WireStructure, _ kind: String) -> JSONValue {
        var fields: [JSONObject.Member] = []
        for property in structure.properties {
            let value = object[property.name].flatMap { $0 == .null ? nil : encode($0, as: property.type) }
            if property.isOptional {
                fields.append(.init(key: property.name, value: .sole("OPTIONAL", value ?? .null)))
            } else if let value {
                fields.append(.init(key: property.name, value: value))
            }
        }
        return .sole(kind, .sole(structure.id, .object(JSONObject(fields))))
    }

    private func encode(dynamic value: JSONValue) -> JSONValue {
        switch value {
        case .null: .sole("OPTIONAL", .null)
        case .array(let values): .array(values.map(encode(dynamic:)))
        case .object(let object):
            .structure(Self.dynamic, object.members.map { .init(key: $0.key, value: encode(dynamic: $0.value)) })
        default: value
        }
    }
}

extension WireTables {
    /// The structure of a standard error in the document's own form.
    func error(of json: JSONObject) -> WireStructure? {
        guard case .string(let type)? = json["error_type"] else { return error(ofType: "ERROR") }
        return error(ofType: type)
    }
}

extension JSONValue {
    /// The value of an object's only member, where it has this name.
    fileprivate func sole(_ name: String) -> JSONValue? {
        guard case .object(let object) = self, object.members.count == 1, object.members[0].key == name else {
            return nil
        }
        return object.members[0].value
    }

    fileprivate static func sole(_ name: String, _ value: JSONValue) -> JSONValue { .object(JSONObject([name: value])) }

    fileprivate static func structure(_ name: String, _ fields: [JSONObject.Member]) -> JSONValue {
        .sole("STRUCTURE", .sole(name, .object(JSONObject(fields))))
    }
}
