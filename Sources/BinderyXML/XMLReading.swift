internal import BinderyRuntime

/// Reads XML as JSON values, whose scalars are all text.
struct XMLReading {
    private let types: [String: [XMLMember]]

    init(_ shape: XMLShape) { types = shape.types }

    /// The value of the root element; nil where that has another name.
    func value(of element: XMLTreeElement, _ root: XMLMember) -> JSONValue? {
        if root.isList {
            guard element.name == (root.wrapper ?? root.name).local else { return nil }
            return .array(list(root, in: element))
        }
        guard matches(element, root.name) else { return nil }
        return value(of: element, root.type)
    }

    private func value(of element: XMLTreeElement, _ type: String?) -> JSONValue {
        guard let members = type.flatMap({ types[$0] }) else { return undescribed(element) }
        var object = JSONObject()
        var known: Set<String> = []
        for member in members {
            known.insert((member.wrapper ?? member.name).local)
            if let value = value(of: member, in: element) {
                object.members.append(.init(key: member.key, value: value))
            }
        }
        object.members += undescribed(element.children.filter { !known.contains($0.name) })
        return .object(object)
    }

    private func value(of member: XMLMember, in element: XMLTreeElement) -> JSONValue? {
        if member.isAttribute { return element.attributes[member.name.local].map(JSONValue.string) }
        if member.isList {
            guard let wrapper = member.wrapper else {
                let elements = list(member, in: element)
                if elements.isEmpty { return nil }
                return .array(elements)
            }
            return element.children.first { matches($0, wrapper) }.map { .array(list(member, in: $0)) }
        }
        return element.children.first { matches($0, member.name) }.map { value(of: $0, member.type) }
    }

    private func list(_ member: XMLMember, in element: XMLTreeElement) -> [JSONValue] {
        element.children.filter { matches($0, member.name) }.map { value(of: $0, member.type) }
    }

    /// Text, or an object of the children and attributes; children of one name are an array.
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

    private func matches(_ element: XMLTreeElement, _ name: XMLName) -> Bool {
        element.name == name.local && (name.namespace == nil || element.namespace == name.namespace)
    }
}
