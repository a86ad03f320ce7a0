/// Puts the elements of a document together (XML 1.0, fifth edition; Namespaces in XML 1.0, third edition).
struct XMLTreeReader {
    private static let depthLimit = 256

    private var scanner: XMLScanner
    private let elementLimit: Int
    private var count = 0
    private var foundRoot: XMLTreeElement?
    private var open: [Open] = []
    private var namespaces = XMLNamespaces()

    /// An element whose end tag is still to come.
    private struct Open {
        let element: XMLTreeElement
        let tag: String
        /// The prefixes that it declares.
        let prefixes: [String]
    }

    init(_ scanner: XMLScanner, elementLimit: Int) {
        self.scanner = scanner
        self.elementLimit = elementLimit
    }

    /// Reads the whole document.
    mutating func root() throws(XMLFault) -> XMLTreeElement {
        try scanner.skipDeclaration()
        while !scanner.isAtEnd { try readNext() }
        guard open.isEmpty, let foundRoot else { throw scanner.fault("it ends early") }
        return foundRoot
    }

    private mutating func readNext() throws(XMLFault) {
        if scanner.take("<!--") {
            try scanner.skipComment()
        } else if scanner.take("<?") {
            try scanner.skipInstruction()
        } else if scanner.take("<![CDATA[") {
            try add(try scanner.section(), isMarkup: true)
        } else if scanner.take("<!DOCTYPE") {
            throw XMLFault(reason: "a document type, which is not read")
        } else if scanner.take("</") {
            try endElement()
        } else if scanner.take("<") {
            try beginElement()
        } else {
            try add(try scanner.text(), isMarkup: false)
        }
    }

    /// - Parameter isMarkup: whether it is no plain text, which may stand outside the root if it is white space.
    private mutating func add(_ text: String, isMarkup: Bool) throws(XMLFault) {
        if let last = open.last {
            last.element.text += text
        } else if isMarkup || !text.utf8.allSatisfy(XMLScanner.isSpace) {
            throw scanner.fault("text outside the root element")
        }
    }

    private mutating func beginElement() throws(XMLFault) {
        count += 1
        guard count <= elementLimit else { throw XMLFault(reason: "more than \(elementLimit) elements") }
        guard open.count < Self.depthLimit else { throw XMLFault(reason: "elements that are nested too deep") }
        guard foundRoot == nil || !open.isEmpty else { throw scanner.fault("a second root element") }
        let tag = try scanner.name()
        let (attributes, isEmpty) = try attributes()
        var own: [String] = []
        do throws(XMLNamespaces.Fault) {
            own = try namespaces.declare(attributes)
            let (name, _) = try namespaces.resolve(tag, isAttribute: false)
            var resolved: [(name: XMLAttributeName, prefix: String, value: String)] = []
            for (key, value) in attributes where !XMLNamespaces.isDeclaration(key) {
                let (name, prefix) = try namespaces.resolve(key, isAttribute: true)
                resolved.append((name, prefix, value))
            }
            let element = XMLTreeElement(name.local, name.namespace, resolved, line: scanner.line())
            guard element.qualified.count == resolved.count else { throw .init(reason: "an attribute is there twice") }
            open.last?.element.children.append(element)
            foundRoot = foundRoot ?? element
            if isEmpty { namespaces.forget(own) } else { open.append(Open(element: element, tag: tag, prefixes: own)) }
        } catch {
            throw scanner.fault(error.reason)
        }
    }

    /// The attributes up to the end of the start tag, and whether it is that of an empty element.
    private mutating func attributes() throws(XMLFault) -> (attributes: [(name: String, value: String)], isEmpty: Bool)
    {
        var attributes: [(name: String, value: String)] = []
        var names: Set<String> = []
        while true {
            let isSpaced = scanner.skipSpace()
            if scanner.take(">") { return (attributes, false) }
            if scanner.take("/>") { return (attributes, true) }
            guard isSpaced else { throw scanner.fault("no space before an attribute") }
            let attribute = try scanner.attribute()
            guard names.insert(attribute.name).inserted else { throw scanner.fault("an attribute is there twice") }
            attributes.append(attribute)
        }
    }

    private mutating func endElement() throws(XMLFault) {
        let tag = try scanner.name()
        _ = scanner.skipSpace()
        guard scanner.take(">") else { throw scanner.fault("an end tag that does not end") }
        guard let last = open.popLast(), last.tag == tag else {
            throw scanner.fault("an end tag without its start tag")
        }
        namespaces.forget(last.prefixes)
    }
}
