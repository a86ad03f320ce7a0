/// How a property stands in a form where it is no scalar and no list of scalars whose name is repeated: the Encoding Object
/// of the document (OpenAPI 3.1.1 §4.8.15).
public enum FormField: Sendable {
    /// In a style of query parameters; `isObject` where the property is an object.
    case style(ParameterStyle, explode: Bool, isObject: Bool = false, allowReserved: Bool = false)
    /// An object whose members stand beside the other fields of the form: style form, exploded.
    case members([String], allowReserved: Bool = false)
    /// As JSON text; a list repeats the name, with one text for each element.
    case json
    /// `name[key]`, and so on for what is nested deeper; the elements of lists have their places as keys.
    case nested(allowReserved: Bool = false)
}

/// Forms of the media type `application/x-www-form-urlencoded` (WHATWG URL §5): the members of an object.
struct FormCoding: Sendable {
    let fields: [String: FormField]

    /// The text of an object's members; `null` is left out.
    func text(of value: JSONValue) throws(RequestEncodingError) -> String {
        guard case .object(let object) = value else { throw .nestedParameter }
        var pairs: [String] = []
        for member in object.members where member.value != .null {
            switch fields[member.key] {
            case nil: pairs += try text(of: member, .form, explode: true, .strict)
            case .style(let style, let explode, _, let allowReserved):
                pairs += try text(of: member, style, explode: explode, allowReserved ? .keepingReserved : .strict)
            case .members(_, let allowReserved):
                pairs += try text(of: member, .form, explode: true, allowReserved ? .keepingReserved : .strict)
            case .json:
                for element in Self.elements(member.value) { pairs.append(pair(member.key, try Self.json(element))) }
            case .nested(let allowReserved):
                nest(
                    member.value, PercentEncoding.encode(member.key), allowReserved ? .keepingReserved : .strict, &pairs
                )
            }
        }
        return pairs.joined(separator: "&")
    }

    /// What the fields of a form say, scalars as strings.
    func value(of form: QueryString) throws(JSONDecodingError) -> JSONValue {
        var texts: [String: [JSONValue]] = [:]
        var names: [String] = []
        let inner = fields.values.reduce(into: Set<String>()) { names, field in
            if case .members(let members, _) = field { names.formUnion(members) }
        }
        for item in form.items where !inner.contains(item.name) && fields[item.name] == nil {
            guard fields[String(item.name.prefix { $0 != "[" })] == nil else { continue }
            if texts[item.name] == nil { names.append(item.name) }
            texts[item.name, default: []].append(.string(item.value ?? ""))
        }
        var object = JSONObject(
            names.map { name in
                let values = texts[name] ?? []
                return .init(key: name, value: values.count == 1 ? values[0] : .array(values))
            })
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
            if let value = try value(of: name, field, in: form) { object[name] = value }
        }
        return .object(object)
    }

    // MARK: Writing

    private func text(
        of member: JSONObject.Member, _ style: ParameterStyle, explode: Bool, _ escape: PercentEncoding.Escape
    ) throws(RequestEncodingError) -> [String] {
        let content = try ParameterModel.content(of: member.value)
        return style.text(of: content, name: member.key, explode: explode, escape: escape).map { [$0] } ?? []
    }

    private func pair(_ name: String, _ value: String) -> String {
        "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
    }

    private func nest(_ value: JSONValue, _ name: String, _ escape: PercentEncoding.Escape, _ pairs: inout [String]) {
        switch value {
        case .object(let object):
            for member in object.members {
                nest(member.value, "\(name)%5B\(PercentEncoding.encode(member.key))%5D", escape, &pairs)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() { nest(element, "\(name)%5B\(index)%5D", escape, &pairs) }
        default:
            guard let text = value.scalarText else { return }
            pairs.append("\(name)=\(PercentEncoding.encode(text, escape))")
        }
    }

    private static func elements(_ value: JSONValue) -> [JSONValue] {
        if case .array(let elements) = value { elements } else { [value] }
    }

    private static func json(_ value: JSONValue) throws(RequestEncodingError) -> String {
        do throws(JSONEncodingError) {
            return String(decoding: try value.encoded(), as: UTF8.self)
        } catch {
            throw .json(error)
        }
    }

    // MARK: Reading

    private func value(
        of name: String, _ field: FormField, in form: QueryString
    ) throws(JSONDecodingError) -> JSONValue? {
        switch field {
        case .json:
            var values: [JSONValue] = []
            for text in form.values(of: name) { values.append(try JSONValue.decode(from: text)) }
            return values.count > 1 ? .array(values) : values.first
        case .nested: return NestedFields(name, in: form)?.value
        case .members(let names, _):
            let members = form.items.filter { names.contains($0.name) }
            guard !members.isEmpty else { return nil }
            return .object(JSONObject(members.map { .init(key: $0.name, value: .string($0.value ?? "")) }))
        case .style(let style, let explode, let isObject, _):
            let shape: ParameterShape = isObject ? .map : .list
            guard let content = form.content(of: name, shape: shape, style: style, explode: explode) else { return nil }
            guard let content else {
                throw JSONDecodingError(
                    .mismatch(expected: "a value in its style", found: "other text"), offset: 0, path: "$.\(name)")
            }
            return JSONValue(parameterContent: content)
        }
    }
}

extension BodyFormat where Value: JSONEncodable & JSONDecodable {
    /// A form's fields: the members of a model.
    /// - Parameter fields: how those stand in the form that are no scalars and no lists of scalars.
    public static func form(_ fields: [String: FormField] = [:]) -> Self {
        let mediaType = "application/x-www-form-urlencoded"
        let coding = FormCoding(fields: fields)
        return Self(
            mediaType,
            write: { (value) throws(RequestEncodingError) in
                let json: JSONValue
                do throws(JSONEncodingError) {
                    json = try JSONValue(encoding: value)
                } catch {
                    throw .json(error)
                }
                return BodyPart(BodyStream(try coding.text(of: json)), contentType: mediaType)
            },
            read: { (part) throws(JSONDecodingError) in
                let form = QueryString(String(decoding: part.bytes, as: UTF8.self))
                if let item = form.malformedItem {
                    throw JSONDecodingError(
                        .mismatch(expected: "percent-encoded UTF-8", found: "'\(item.prefix(80))'"), offset: 0)
                }
                let value = try coding.value(of: form)
                return try ParameterModel.read(Value.self, from: value)
            }
        ).checked
    }
}
