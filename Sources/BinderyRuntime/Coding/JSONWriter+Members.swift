extension JSONWriter {
    /// Writes an object.
    /// - Parameters:
    ///   - keys: the keys of all values.
    ///   - values: the values, in the order of the keys. One that is nil is left out, or written as `null` where its key is
    ///     required.
    public mutating func object<each Value: JSONEncodable>(_ keys: JSONKeyTable, _ values: repeat each Value) {
        beginObject()
        var member = JSONMember(keys: keys)
        repeat write(each values, as: &member)
        endObject()
    }

    /// Writes an object that has members without a key of their own beside the others.
    /// - Parameters:
    ///   - keys: the keys of all values.
    ///   - values: the values, in the order of the keys.
    ///   - additional: the other members, which are written in the order of their keys.
    public mutating func object<each Value: JSONEncodable, Additional: JSONEncodable>(
        _ keys: JSONKeyTable, _ values: repeat each Value, additional: [String: Additional]
    ) {
        beginObject()
        var member = JSONMember(keys: keys)
        repeat write(each values, as: &member)
        members(additional)
        endObject()
    }

    private mutating func write<Value: JSONEncodable>(_ value: borrowing Value, as member: inout JSONMember) {
        value.encode(as: &member, json: &self)
    }

    /// Writes one of several alternatives that a member tells apart, where the value need not know of that member itself.
    /// - Parameters:
    ///   - value: the alternative.
    ///   - discriminator: the name of the member.
    ///   - kinds: the values of the member that stand for the alternative; the first is written, unless the value has one.
    public mutating func value<Value: JSONEncodable>(_ value: Value, discriminator: String, kinds: String...) {
        guard case .object(var object)? = try? JSONValue(encoding: value), let kind = kinds.first else {
            return self.value(value)
        }
        let own: String? =
            switch object[discriminator] {
            case .string(let text): text
            case .integer(let number): String(number)
            default: nil
            }
        if own.map({ !kinds.contains($0) }) ?? true { object[discriminator] = .string(kind) }
        object.encode(json: &self)
    }

    /// Writes an object without members.
    public mutating func emptyObject() {
        beginObject()
        endObject()
    }

    /// Writes a value of any type that is written as JSON.
    public mutating func value<Value: JSONEncodable>(_ value: Value) {
        value.encode(json: &self)
    }

    /// Writes members whose keys are not known beforehand (`additionalProperties`), in the order of their keys, so that
    /// equal values give equal texts.
    public mutating func members<Value: JSONEncodable>(_ members: [String: Value]) {
        for key in members.keys.sorted() {
            guard let value = members[key] else { continue }
            self.key(key)
            value.encode(json: &self)
        }
    }
}

/// The place of the next member in an object that is being written.
public struct JSONMember {
    private let keys: JSONKeyTable
    private var index = 0

    init(keys: JSONKeyTable) {
        self.keys = keys
    }

    /// Leaves the member out, unless every object must have it: then it is `null`.
    public mutating func skip(json writer: inout JSONWriter) {
        if keys.isRequired(index) {
            writeKey(json: &writer)
            writer.null()
        } else {
            index &+= 1
        }
    }

    /// Writes the key; the value must follow.
    public mutating func writeKey(json writer: inout JSONWriter) {
        writer.key(keys, index)
        index &+= 1
    }
}

extension JSONEncodable {
    /// Writes the value as a member of an object.
    public func encode(as member: inout JSONMember, json writer: inout JSONWriter) {
        member.writeKey(json: &writer)
        encode(json: &writer)
    }
}

extension Optional where Wrapped: JSONEncodable {
    /// Writes the value as a member of an object, if there is one.
    @_specialize(exported:false,where Wrapped == String)
    @_specialize(exported:false,where Wrapped == Bool)
    @_specialize(exported:false,where Wrapped == Int32)
    @_specialize(exported:false,where Wrapped == Int64)
    @_specialize(exported:false,where Wrapped == Int)
    public func encode(as member: inout JSONMember, json writer: inout JSONWriter) {
        if let self {
            member.writeKey(json: &writer)
            self.encode(json: &writer)
        } else {
            member.skip(json: &writer)
        }
    }
}
