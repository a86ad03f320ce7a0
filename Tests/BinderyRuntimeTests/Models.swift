import BinderyRuntime

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

// What the generator would write for a small document, by hand.

/// The state of a thing.
struct ThingState: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }

    static var active: Self { Self(rawValue: "ACTIVE") }
    static var done: Self { Self(rawValue: "DONE") }
    static var knownValues: [Self] { [.active, .done] }
}

/// A level, which is a number on the wire.
struct ThingLevel: OpenEnum {
    let rawValue: Int
    init(rawValue: Int) { self.rawValue = rawValue }

    static var low: Self { Self(rawValue: 1) }
    static var knownValues: [Self] { [.low] }
}

/// A thing with one property of each kind.
struct Thing: JSONModel, Equatable {
    var id: String
    var state: ThingState?
    var created: Date?
    var tags: [String]
    var count: Int32?
    var size: Int64?
    var ratio: Double?
    var isReady: Bool?
    var blob: Data?
    var extra: JSONValue?
    var labels: [String: String]?
    @IndirectOptional var child: Thing?
    var additional: [String: Int] = [:]

    init(
        id: String, state: ThingState? = nil, created: Date? = nil, tags: [String] = [], count: Int32? = nil,
        size: Int64? = nil, ratio: Double? = nil, isReady: Bool? = nil, blob: Data? = nil, extra: JSONValue? = nil,
        labels: [String: String]? = nil, child: Thing? = nil, additional: [String: Int] = [:]
    ) {
        self.id = id
        self.state = state
        self.created = created
        self.tags = tags
        self.count = count
        self.size = size
        self.ratio = ratio
        self.isReady = isReady
        self.blob = blob
        self.extra = extra
        self.labels = labels
        self.child = child
        self.additional = additional
    }

    private static let jsonKeys = JSONKeyTable(
        "id", "state", "created", "tags", "count", "size", "ratio", "is_ready", "blob", "extra", "labels", "child",
        required: 0, 3
    )

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        (id, tags) = ("", [])
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) {
            switch key {
            case 0: id = try reader.string()
            case 1: state = try reader.valueIfPresent(ThingState.self)
            case 2: created = try reader.dateIfPresent()
            case 3: tags = try reader.array(String.self)
            case 4: count = try reader.int32IfPresent()
            case 5: size = try reader.int64IfPresent()
            case 6: ratio = try reader.doubleIfPresent()
            case 7: isReady = try reader.boolIfPresent()
            case 8: blob = try reader.dataIfPresent()
            case 9: extra = try reader.value(JSONValue.self)
            case 10: labels = try reader.dictionaryIfPresent(String.self)
            case 11: child = try reader.valueIfPresent(Thing.self)
            default: try reader.member(of: &additional)
            }
        }
    }

    func encode(json writer: inout JSONWriter) {
        writer.object(
            Self.jsonKeys, id, state, created, tags, count, size, ratio, isReady, blob, extra, labels, child,
            additional: additional
        )
    }
}

/// One of two, told apart by `kind`.
enum Shape: JSONModel, Equatable {
    case circle(radius: Double)
    case square(side: Double)
    case unknown(String, JSONValue)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        switch try reader.peekString(member: "kind") {
        case "CIRCLE": self = .circle(radius: try reader.dictionary(JSONValue.self)["radius"]?.decoded() ?? 0)
        case "SQUARE": self = .square(side: try reader.dictionary(JSONValue.self)["side"]?.decoded() ?? 0)
        case let kind?: self = .unknown(kind, try reader.value(JSONValue.self))
        case nil: throw reader.mismatch(expected: "an object with the member 'kind'")
        }
    }

    func encode(json writer: inout JSONWriter) {
        switch self {
        case .circle(let radius):
            writer.object(JSONKeyTable("kind", "radius"), "CIRCLE", radius)
        case .square(let side):
            writer.object(JSONKeyTable("kind", "side"), "SQUARE", side)
        case .unknown(_, let value): writer.value(value)
        }
    }
}

/// Alternatives without a discriminator: tried in order.
enum TextOrThing: JSONModel, Equatable {
    case number(Int)
    case thing(Thing)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        let mark = reader.mark()
        do throws(JSONDecodingError) {
            self = .number(try reader.int())
            return
        } catch {
            reader.reset(mark)
        }
        do throws(JSONDecodingError) {
            self = .thing(try reader.value(Thing.self))
            return
        } catch {
            reader.reset(mark)
        }
        throw reader.noAlternative(of: "TextOrThing")
    }

    func encode(json writer: inout JSONWriter) {
        switch self {
        case .number(let value): writer.value(value)
        case .thing(let value): writer.value(value)
        }
    }
}

/// An error body.
struct Problem: JSONModel, Equatable {
    var message: String

    init(message: String) { self.message = message }

    private static let jsonKeys = JSONKeyTable("message", required: 0)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        message = ""
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) {
            switch key {
            case 0: message = try reader.string()
            default: try reader.skipValue()
            }
        }
    }

    func encode(json writer: inout JSONWriter) {
        writer.object(Self.jsonKeys, message)
    }
}
