internal import BinderyRuntime

/// Reads XML as JSON values, whose scalars are all text.
///
/// What the document describes is read as strictly as JSON is: an element that is no array stands there once, and one that
/// is an object holds no text. What it does not describe becomes whatever it looks like.
struct XMLReading {
    private let types: [String: [XMLMember]]

    init(_ shape: XMLShape) { types = shape.types }

    /// The value of the root element.
    /// - Throws: ``JSONDecodingError``, with the path of the value in JSON.
    func value(of element: XMLTreeElement, _ root: XMLMember) throws(JSONDecodingError) -> JSONValue {
        let name = root.wrapper ?? root.name
        guard matches(element, name) else {
            throw mismatch("XML with the root element '\(name.local)'", found: "'\(element.name)'", "$")
        }
        if root.isList { return .array(try elements(of: root, in: element, "$")) }
        return try value(of: element, root.type, "$")
    }

    /// - Parameter type: nil for a scalar, and for what the document does not describe.
    private func value(
        of element: XMLTreeElement, _ type: String?, _ path: String
    ) throws(JSONDecodingError) -> JSONValue {
        guard let members = type.flatMap({ types[$0] }) else { return undescribed(element) }
        guard element.text.allSatisfy(\.isWhitespace) else {
            throw mismatch("elements", found: "the text '\(element.text.prefix(80))'", path)
        }
        var object = JSONObject()
        for member in members {
            if let value = try value(of: member, in: element, path) {
                object.members.append(.init(key: member.key, value: value))
            }
        }
        let known = Set(members.filter { !$0.isAttribute }.map { ($0.wrapper ?? $0.name).local })
        object.members += undescribed(element.children.filter { !known.contains($0.name) })
        return .object(object)
    }

    /// The value of an object's member; nil where it is absent.
    private func value(
        of member: XMLMember, in element: XMLTreeElement, _ path: String
    ) throws(JSONDecodingError) -> JSONValue? {
        if member.isAttribute { return element.attributes[member.name.local].map(JSONValue.string) }
        let inner = "\(path).\(member.key)"
        if member.isList, member.wrapper == nil {
            let elements = try elements(of: member, in: element, inner)
            return elements.isEmpty ? nil : .array(elements)
        }
        let found = element.children.filter { matches($0, member.wrapper ?? member.name) }
        guard found.count <= 1 else { throw JSONDecodingError(.duplicate(member: member.key), offset: 0, path: path) }
        guard let child = found.first else { return nil }
        return member.isList
            ? .array(try elements(of: member, in: child, inner)) : try value(of: child, member.type, inner)
    }

    /// The elements of an array.
    private func elements(
        of member: XMLMember, in element: XMLTreeElement, _ path: String
    ) throws(JSONDecodingError) -> [JSONValue] {
        var values: [JSONValue] = []
        for child in element.children where matches(child, member.name) {
            values.append(try value(of: child, member.type, "\(path)[\(values.count)]"))
        }
        return values
    }

    private func matches(_ element: XMLTreeElement, _ name: XMLName) -> Bool {
        element.name == name.local && (name.namespace == nil || element.namespace == name.namespace)
    }

    private func mismatch(_ expected: String, found: String, _ path: String) -> JSONDecodingError {
        JSONDecodingError(.mismatch(expected: expected, found: found), offset: 0, path: path)
    }

    // MARK: What the document does not describe

    /// Text, or an object of the children; children of one name are an array.
    private func undescribed(_ element: XMLTreeElement) -> JSONValue {
        element.children.isEmpty ? .string(element.text) : .object(JSONObject(undescribed(element.children)))
    }

    private func undescribed(_ elements: [XMLTreeElement]) -> [JSONObject.Member] {
        var names: [String] = []
        var values: [String: [JSONValue]] = [:]
        for element in elements {
            if values[element.name] == nil { names.append(element.name) }
            values[element.name, default: []].append(undescribed(element))
        }
        return names.map { name in
            let values = values[name] ?? []
            return .init(key: name, value: values.count == 1 ? values[0] : .array(values))
        }
    }
}
