import Testing

@testable import BinderyRuntime

@Suite struct AlternativeTests {
    @Test(arguments: [
        (#"{"address":"a"}"#, Contact.email(Email(address: "a"))),
        (#"{"number":"1","label":"x"}"#, .phone(Phone(number: "1", label: "x"))),
        // Members that nobody knows are tolerated, and make nothing of two kinds.
        (#"{"address":"a","unknown":{"number":1}}"#, .email(Email(address: "a"))),
        (
            #"{"number":"1","address":"a","label":"x"}"#,
            .both(.email(Email(address: "a", label: "x")), .phone(Phone(number: "1", label: "x")))
        ),
        (#"{"name":"n","label":"x"}"#, .named(Named(name: "n"))),
        (
            #"{"number":"1","address":"a","name":"n"}"#,
            .both(.both(.email(Email(address: "a")), .phone(Phone(number: "1"))), .named(Named(name: "n")))
        ),
    ])
    func whatMatchesSeveral(text: String, expected: Contact) throws {
        #expect(try Contact.decode(from: text) == expected)
    }

    @Test(arguments: [
        #"{"address":"a"}"#, #"{"address":"a","label":"x","number":"1"}"#, #"{"address":"a","number":"1","name":"n"}"#,
    ])
    func nothingIsLost(text: String) throws {
        let value = try Contact.decode(from: text)
        #expect(try JSONValue.decode(from: value.encoded()).sorted == JSONValue.decode(from: text).sorted)
    }

    @Test func theOneIsTakenThatKeepsTheMost() throws {
        #expect(try Size.decode(from: #"{"id":"a"}"#) == .short(Email(address: "a")))
        #expect(try Size.decode(from: #"{"id":"a","size":1}"#) == .full(["id": .string("a"), "size": .integer(1)]))
    }

    @Test func whatFitsNoneIsAnError() {
        #expect(throws: JSONDecodingError.self) { try Contact.decode(from: "{}") }
    }

    @Test func membersAreMergedHoweverDeep() throws {
        let one = try JSONValue.decode(from: #"{"a":{"b":1},"list":[{"x":1},{"x":2}]}"#)
        let other = try JSONValue.decode(from: #"{"a":{"b":2,"c":3},"list":[{"y":1},{"y":2}],"z":null}"#)
        let both = try JSONValue.decode(
            from: #"{"a":{"b":1,"c":3},"list":[{"x":1,"y":1},{"x":2,"y":2}],"z":null}"#)
        #expect(one.merging(other) == both)
        #expect(both.membersMissing(in: one) == 3)
        #expect(both.membersMissing(in: both) == 0)
    }

    /// Each level has two alternatives that fit, so that trying all would take twice as long with each.
    @Test func nestedAlternativesDoNotMultiplyWithoutEnd() throws {
        let depth = 400
        let text = String(repeating: #"{"child":"#, count: depth) + "{}" + String(repeating: #","x":1}"#, count: depth)
        #expect(throws: JSONDecodingError.self) { try Tree.decode(from: text) }
    }
}

extension JSONValue {
    /// The same value with its members in the order of their names.
    fileprivate var sorted: JSONValue {
        guard case .object(let object) = self else { return self }
        return .object(JSONObject(object.members.sorted { $0.key < $1.key }))
    }
}

struct Email: JSONModel, Equatable {
    var address: String
    var label: String?

    init(address: String, label: String? = nil) { (self.address, self.label) = (address, label) }

    private static let jsonKeys = JSONKeyTable("address", "label", "id", required: 0)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        address = ""
        var object = try reader.beginObject(JSONKeyTable("address", "label", "id"))
        while let key = try reader.nextKey(in: &object) {
            switch key {
            case 0, 2: address = try reader.string()
            case 1: label = try reader.stringIfPresent()
            default: try reader.skipValue()
            }
        }
        if address.isEmpty { throw reader.missing(in: object) }
    }

    func encode(json writer: inout JSONWriter) { writer.object(Self.jsonKeys, address, label, String?.none) }
}

struct Phone: JSONModel, Equatable {
    var number: String
    var label: String?

    init(number: String, label: String? = nil) { (self.number, self.label) = (number, label) }

    private static let jsonKeys = JSONKeyTable("number", "label", required: 0)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        number = ""
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) {
            switch key {
            case 0: number = try reader.string()
            case 1: label = try reader.stringIfPresent()
            default: try reader.skipValue()
            }
        }
    }

    func encode(json writer: inout JSONWriter) { writer.object(Self.jsonKeys, number, label) }
}

struct Named: JSONModel, Equatable {
    var name: String

    init(name: String) { self.name = name }

    private static let jsonKeys = JSONKeyTable("name", required: 0)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        name = ""
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) {
            switch key {
            case 0: name = try reader.string()
            default: try reader.skipValue()
            }
        }
    }

    func encode(json writer: inout JSONWriter) { writer.object(Self.jsonKeys, name) }
}

enum Contact: JSONModel, Equatable {
    case email(Email)
    case phone(Phone)
    case named(Named)
    indirect case both(Contact, Contact)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.alternative(Self.email, Self.phone, Self.named, both: Self.both)
    }

    func encode(json writer: inout JSONWriter) {
        switch self {
        case .email(let value): writer.value(value)
        case .phone(let value): writer.value(value)
        case .named(let value): writer.value(value)
        case .both(let one, let other): writer.both(one, other)
        }
    }
}

enum Size: JSONModel, Equatable {
    case short(Email)
    case full([String: JSONValue])

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        self = try reader.alternative(Self.short, Self.full)
    }

    func encode(json writer: inout JSONWriter) {
        switch self {
        case .short(let value): writer.value(value)
        case .full(let value): writer.value(value)
        }
    }
}

/// Alternatives within alternatives.
struct Tree: JSONModel {
    indirect enum Child: JSONModel {
        case one(Tree)
        case other(Tree)

        init(json reader: inout JSONReader) throws(JSONDecodingError) {
            self = try reader.alternative(Self.one, Self.other)
        }

        func encode(json writer: inout JSONWriter) {
            switch self {
            case .one(let value), .other(let value): writer.value(value)
            }
        }
    }

    var child: Child?

    private static let jsonKeys = JSONKeyTable("child")

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) {
            switch key {
            case 0: child = try reader.valueIfPresent(Child.self)
            default: try reader.skipValue()
            }
        }
    }

    func encode(json writer: inout JSONWriter) { writer.object(Self.jsonKeys, child) }
}
