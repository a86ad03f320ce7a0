internal import OpenAPI

/// How the values of a schema stand in XML, as source text for the runtime: the XML Objects of a schema and of all that
/// it leads to (OpenAPI 3.1.1 §4.8.26).
struct XMLShapes {
    let binder: SchemaBinder
    /// The types of objects, in the order in which they were met.
    private(set) var types: [XMLTypePlan] = []
    private var known: Set<String> = []

    init(binder: SchemaBinder) { self.binder = binder }

    /// The root element; nil where nothing says what it is called.
    mutating func root(_ schema: Schema) -> String? {
        let own = schema.reference.flatMap { binder.schemas[$0]?.name }
        guard let name = xml(schema)?.name ?? own else { return nil }
        return member("", schema, name: name, isRoot: true)
    }

    private mutating func member(_ key: String, _ schema: Schema, name: String, isRoot: Bool = false) -> String {
        let whole = binder.merging.effective(schema)
        let xml = xml(schema)
        var arguments = [Literals.string(key)]
        guard whole.schema.types == [.array] else {
            let element = xml?.name ?? name
            if element != key || xml?.prefix != nil || xml?.namespace != nil {
                arguments.append("as: \(self.name(element, xml))")
            }
            if xml?.isAttribute == true { arguments.append("isAttribute: true") }
            if let type = type(schema, whole) { arguments.append("of: \(Literals.string(type))") }
            return "XMLMember(\(arguments.joined(separator: ", ")))"
        }
        let isWrapped = isRoot || xml?.isWrapped == true
        let items = whole.schema.items
        let itemXML = items.flatMap { self.xml($0) }
        let itemName = itemXML?.name ?? (isWrapped ? xml?.name ?? name : name)
        if itemName != key || itemXML?.prefix != nil || itemXML?.namespace != nil {
            arguments.append("as: \(self.name(itemName, itemXML))")
        }
        arguments.append("isList: true")
        if isWrapped { arguments.append("wrapper: \(self.name(xml?.name ?? name, xml))") }
        if let items, let type = type(items, binder.merging.effective(items)) {
            arguments.append("of: \(Literals.string(type))")
        }
        return "XMLMember(\(arguments.joined(separator: ", ")))"
    }

    /// A name for the type of an object, whose members are described once; nil for anything else.
    private mutating func type(_ schema: Schema, _ whole: EffectiveSchema) -> String? {
        guard whole.groups.isEmpty, whole.schema.shapesObject else { return nil }
        let own = binder.merging.sole(schema)?.reference ?? schema.reference
        let name = own.flatMap { binder.name(of: $0)?.path } ?? "#\(types.count)"
        guard known.insert(name).inserted else { return name }
        let index = types.count
        types.append(XMLTypePlan(name: name, members: []))
        for property in whole.schema.properties {
            let member = member(property.name, property.schema, name: property.name)
            types[index].members.append(member)
        }
        return name
    }

    private func name(_ local: String, _ xml: XML?) -> String {
        var arguments = [Literals.string(local)]
        if let prefix = xml?.prefix { arguments.append("prefix: \(Literals.string(prefix))") }
        if let namespace = xml?.namespace { arguments.append("namespace: \(Literals.string(namespace))") }
        return arguments.count == 1 ? arguments[0] : "XMLName(\(arguments.joined(separator: ", ")))"
    }

    /// The XML Object of a schema, or of the one that it refers to.
    private func xml(_ schema: Schema) -> XML? {
        if let xml = schema.xml { return xml }
        guard let reference = binder.merging.sole(schema)?.reference ?? schema.reference else { return nil }
        return binder.schemas[reference]?.schema.xml
    }
}
