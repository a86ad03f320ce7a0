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
        for child in element.children where !known.contains(child.name) { add(child, to: &object) }
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
        guard !element.children.isEmpty else { return .string(element.text) }
        var object = JSONObject()
        for child in element.children { add(child, to: &object) }
        return .object(object)
    }

    private func add(_ child: XMLTreeElement, to object: inout JSONObject) {
        let value = undescribed(child)
        switch object[child.name] {
        case nil: object[child.name] = value
        case .array(let others): object[child.name] = .array(others + [value])
        case let other?: object[child.name] = .array([other, value])
        }
    }

    private func matches(_ element: XMLTreeElement, _ name: XMLName) -> Bool {
        element.name == name.local && (name.namespace == nil || element.namespace == name.namespace)
    }
}
