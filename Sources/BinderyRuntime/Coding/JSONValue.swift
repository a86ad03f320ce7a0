/// Any JSON value: what free-form schemas are bound to.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// Values in their order.
    case array([JSONValue])
    /// Values with names.
    case object(JSONObject)
}

/// The members of a JSON object, in the order of the text.
///
/// A text in which a member occurs twice is refused, as for every other type.
public struct JSONObject: Sendable, Hashable {
    /// One member.
    public struct Member: Sendable, Hashable {
        /// Its name, without JSON's escapes.
        public var key: String
        /// Its value.
        public var value: JSONValue

        /// Makes a member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members, in the order of the text.
    public var members: [Member]

    /// Makes an object.
    public init(_ members: [Member] = []) {
        self.members = members
    }

    /// The value of the last member of this name; setting replaces it, or adds a member, or removes all of that name.
    public subscript(key: String) -> JSONValue? {
        get { members.last { $0.key == key }?.value }
        set {
            guard let newValue else {
                members.removeAll { $0.key == key }
                return
            }
            if let index = members.lastIndex(where: { $0.key == key }) {
                members[index].value = newValue
            } else {
                members.append(Member(key: key, value: newValue))
            }
        }
    }
}

extension JSONValue: JSONDecodable, JSONEncodable {
    /// Reads a value of any kind.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        switch try reader.peekKind() {
        case .null:
            _ = try reader.nullIfPresent()
            self = .null
        case .bool: self = .bool(try reader.bool())
        case .string: self = .string(try reader.string())
        case .number: self = try reader.anyNumber()
        case .array: self = .array(try reader.array(JSONValue.self))
        case .object: self = .object(try JSONObject(json: &reader))
        }
    }

    /// Writes the value.
    public func encode(json writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.value(value)
        case .integer(let value): writer.value(value)
        case .number(let value): writer.value(value)
        case .string(let value): writer.value(value)
        case .array(let values): values.encode(json: &writer)
        case .object(let object): object.encode(json: &writer)
        }
    }
}

extension JSONObject: JSONDecodable, JSONEncodable {
    /// Reads an object of any members; a key that comes twice is an error.
    public init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self.init()
        try reader.beginObject()
        var names: Set<String> = []
        while try reader.nextMember() {
            let key = reader.key()
            // Comparing with a few is quicker than hashing.
            if members.count == 16 { names = Set(members.map(\.key)) }
            let isNew = members.count < 16 ? !members.contains { $0.key == key } : names.insert(key).inserted
            guard isNew else { throw reader.duplicate() }
            members.append(Member(key: key, value: try JSONValue(json: &reader)))
        }
    }

    /// Writes the members in their order.
    public func encode(json writer: inout JSONWriter) {
        writer.beginObject()
        for member in members {
            writer.key(member.key)
            member.value.encode(json: &writer)
        }
        writer.endObject()
    }
}

extension JSONReader {
    /// An integer where the number is one of 64 bits, a double otherwise.
    fileprivate mutating func anyNumber() throws(JSONDecodingError) -> JSONValue {
        let mark = mark()
        do {
            return .integer(try int64())
        } catch {
            reset(mark)
            return .number(try double())
        }
    }
}
