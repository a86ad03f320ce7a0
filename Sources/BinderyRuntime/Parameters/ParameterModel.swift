/// Models as parameters: objects of scalars, which a style turns into text and takes apart again.
///
/// Their JSON coding does the work. On reading, the members' text may stand for numbers and booleans, and a single value
/// for a list of one.
enum ParameterModel {
    /// The members of a model. Those that are `null` are left out; a list gives its member several times.
    /// - Throws: ``RequestEncodingError`` where the model is no object, or nested deeper than styles can express.
    static func content(of model: some JSONEncodable) throws(RequestEncodingError) -> ParameterContent {
        let value: JSONValue
        do {
            value = try JSONValue(encoding: model)
        } catch {
            throw .json(error)
        }
        return try content(of: value)
    }

    static func content(of value: JSONValue) throws(RequestEncodingError) -> ParameterContent {
        switch value {
        case .object(let object):
            var members: [ParameterContent.Member] = []
            for member in object.members {
                for text in try texts(of: member.value) { members.append(.init(name: member.key, value: text)) }
            }
            return .map(members)
        case .array:
            return .list(try texts(of: value))
        case .null, .bool, .integer, .number, .string:
            return .scalar(value.scalarText ?? "")
        }
    }

    /// Reads a model from its members.
    static func read<Model: JSONDecodable>(
        _ type: Model.Type, from content: ParameterContent
    ) throws(JSONDecodingError) -> Model {
        var writer = JSONWriter()
        switch content {
        case .scalar(let text): writer.value(text)
        case .list(let texts): writer.value(texts)
        case .map(let members): write(members, to: &writer)
        }
        return try read(type, from: writer.written())
    }

    /// Reads a model from a value whose strings may stand for numbers and booleans.
    static func read<Model: JSONDecodable>(
        _ type: Model.Type, from value: JSONValue
    ) throws(JSONDecodingError) -> Model {
        var writer = JSONWriter()
        value.encode(json: &writer)
        return try read(type, from: writer.written())
    }

    private static func read<Model: JSONDecodable>(
        _ type: Model.Type, from bytes: [UInt8]
    ) throws(JSONDecodingError) -> Model {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONDecodingError) in
            try Model.decode(from: buffer, depthLimit: JSONReader.defaultDepthLimit, textScalars: true)
        }
    }

    private static func texts(of value: JSONValue) throws(RequestEncodingError) -> [String] {
        switch value {
        case .null: return []
        case .array(let elements):
            var texts: [String] = []
            for element in elements {
                guard let text = element.scalarText else { throw .nestedParameter }
                texts.append(text)
            }
            return texts
        default:
            guard let text = value.scalarText else { throw .nestedParameter }
            return [text]
        }
    }

    /// Writes an object of strings; a name that occurs more than once gets an array.
    private static func write(_ members: [ParameterContent.Member], to writer: inout JSONWriter) {
        var texts: [String: [String]] = [:]
        var names: [String] = []
        for member in members {
            if texts[member.name] == nil { names.append(member.name) }
            texts[member.name, default: []].append(member.value)
        }
        writer.beginObject()
        for name in names {
            writer.key(name)
            let values = texts[name] ?? []
            if values.count == 1 { writer.value(values[0]) } else { writer.value(values) }
        }
        writer.endObject()
    }
}

extension JSONValue: ParameterValue {
    /// A scalar, since nothing is known of it.
    public static var parameterShape: ParameterShape { .scalar }

    /// What a message says is expected.
    public static var parameterExpectation: String { "any value" }

    /// The value as scalar, list or members; one that is nested deeper, for which no style has a form, as its JSON text.
    public var parameterContent: ParameterContent {
        if let content = try? ParameterModel.content(of: self) { return content }
        return .scalar((try? encoded()).map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    /// Makes a string, an array of strings or an object of strings.
    public init?(parameterContent: ParameterContent) {
        switch parameterContent {
        case .scalar(let text): self = .string(text)
        case .list(let texts): self = .array(texts.map(JSONValue.string))
        case .map(let members):
            self = .object(JSONObject(members.map { .init(key: $0.name, value: .string($0.value)) }))
        }
    }

    /// The text of a scalar; nil for arrays, objects and null.
    var scalarText: String? {
        switch self {
        case .bool(let value): value.parameterText
        case .integer(let value): value.parameterText
        case .number(let value): value.parameterText
        case .string(let value): value
        case .null, .array, .object: nil
        }
    }
}

extension JSONDecodable {
    /// Makes a value of one whose scalars may all be strings, as formats without types have them.
    package static func decode(fromTexts value: JSONValue) throws(JSONDecodingError) -> Self {
        try ParameterModel.read(Self.self, from: value)
    }
}
