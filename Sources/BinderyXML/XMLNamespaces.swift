/// Which namespaces the prefixes stand for at one place of a document (Namespaces in XML 1.0, third edition).
struct XMLNamespaces {
    struct Fault: Error {
        let reason: String
    }

    private static let xml = "http://www.w3.org/XML/1998/namespace"
    private static let xmlns = "http://www.w3.org/2000/xmlns/"

    /// The innermost declaration last; the empty prefix is that of names without one.
    private var bound: [String: [String]] = ["xml": [xml]]

    static func isDeclaration(_ name: String) -> Bool { name == "xmlns" || name.hasPrefix("xmlns:") }

    /// Takes the declarations among the attributes of an element.
    /// - Returns: their prefixes, to be forgotten at its end.
    mutating func declare(_ attributes: [(name: String, value: String)]) throws(Fault) -> [String] {
        var prefixes: [String] = []
        for (name, namespace) in attributes where Self.isDeclaration(name) {
            let prefix = String(name.dropFirst("xmlns:".count))
            guard name == "xmlns" || (!prefix.isEmpty && !prefix.contains(":") && !namespace.isEmpty),
                prefix != "xmlns", (prefix == "xml") == (namespace == Self.xml), namespace != Self.xmlns
            else { throw Fault(reason: "a prefix that stands for nothing it may stand for") }
            bound[prefix, default: []].append(namespace)
            prefixes.append(prefix)
        }
        return prefixes
    }

    mutating func forget(_ prefixes: [String]) {
        for prefix in prefixes { _ = bound[prefix]?.popLast() }
    }

    /// The namespace and the local part of a name, and its prefix. An attribute without a prefix is in no namespace.
    func resolve(_ name: String, isAttribute: Bool) throws(Fault) -> (name: XMLAttributeName, prefix: String) {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            let namespace = isAttribute ? nil : bound[""]?.last.flatMap { $0.isEmpty ? nil : $0 }
            return (XMLAttributeName(namespace: namespace, local: name), "")
        }
        let prefix = String(name[..<colon])
        let local = String(name[name.utf8.index(after: colon)...])
        guard !prefix.isEmpty, XMLScanner.isName(local), !local.utf8.contains(UInt8(ascii: ":")) else {
            throw Fault(reason: "a name with a colon that has no place there")
        }
        guard let namespace = bound[prefix]?.last else { throw Fault(reason: "a prefix that stands for nothing") }
        return (XMLAttributeName(namespace: namespace, local: local), prefix)
    }
}
