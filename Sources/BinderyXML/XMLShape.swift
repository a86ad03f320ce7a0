/// The name of an element or attribute.
public struct XMLName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The name without prefix.
    public let local: String
    /// The prefix that it is written with.
    public let prefix: String?
    /// The URI of its namespace.
    public let namespace: String?

    /// Makes a name.
    public init(_ local: String, prefix: String? = nil, namespace: String? = nil) {
        self.local = local
        self.prefix = prefix
        self.namespace = namespace
    }

    /// Makes a name without a namespace.
    public init(stringLiteral local: String) { self.init(local) }

    var qualified: String { prefix.map { "\($0):\(local)" } ?? local }
}

/// How a member of an object stands in XML: the XML Object of its schema (OpenAPI 3.1.1 §4.8.26).
public struct XMLMember: Sendable {
    /// The member's name in JSON.
    let key: String
    let name: XMLName
    let isAttribute: Bool
    /// Whether the element is repeated, once for each element of an array.
    let isList: Bool
    /// The element around those of an array.
    let wrapper: XMLName?
    /// The type of the value in ``XMLShape``; nil for scalars, and for what the document does not describe.
    let type: String?

    /// Describes a member.
    /// - Parameters:
    ///   - key: its name in JSON.
    ///   - name: the name of its element or attribute; nil where that is the same.
    ///   - isAttribute: whether it is an attribute.
    ///   - isList: whether the element is repeated, once for each element of an array.
    ///   - wrapper: the element around those of an array.
    ///   - type: the type of the value, or of each element.
    public init(
        _ key: String, as name: XMLName? = nil, isAttribute: Bool = false, isList: Bool = false,
        wrapper: XMLName? = nil, of type: String? = nil
    ) {
        self.key = key
        self.name = name ?? XMLName(key)
        self.isAttribute = isAttribute
        self.isList = isList
        self.wrapper = wrapper
        self.type = type
    }
}

/// How values stand in XML, so that models need nothing but their JSON coding.
public struct XMLShape: Sendable {
    let root: XMLMember
    /// The members of each type of object, by a name for the type.
    let types: [String: [XMLMember]]

    /// Describes a body.
    /// - Parameters:
    ///   - root: the element around all.
    ///   - types: the members of each type of object.
    public init(_ root: XMLMember, types: [String: [XMLMember]] = [:]) {
        self.root = root
        self.types = types
    }
}
