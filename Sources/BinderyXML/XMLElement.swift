internal import Foundation

#if canImport(FoundationXML)
    internal import FoundationXML
#endif

/// An element with all that is in it.
package final class XMLTreeElement {
    package let name: String
    package let namespace: String?
    /// The attributes by their names without prefix.
    package let attributes: [String: String]
    /// The attributes with their namespaces.
    package let qualified: [XMLAttributeName: String]
    /// Where its start tag ends.
    package let line: Int
    package fileprivate(set) var children: [XMLTreeElement] = []
    package fileprivate(set) var text = ""

    init(
        _ name: String, _ namespace: String?, _ attributes: [String: String],
        qualified: [XMLAttributeName: String] = [:], line: Int = 0
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.qualified = qualified
        self.line = line
    }

    /// Reads a document in UTF-8.
    ///
    /// One with a document type is refused: entities of its own can make a small document large, or lead elsewhere.
    /// - Parameter elementLimit: a document of more elements is refused.
    /// - Returns: the root element, or what is wrong.
    package static func parse(
        _ bytes: [UInt8], elementLimit: Int = .max
    ) -> Result<XMLTreeElement, XMLFault> {
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            return .failure(XMLFault(reason: "bytes that are no UTF-8"))
        }
        let doctype = Array("<!DOCTYPE".utf8)
        for start in bytes.indices where bytes[start] == doctype[0] && bytes[start...].starts(with: doctype) {
            return .failure(XMLFault(reason: "a document type, which is not read"))
        }
        let builder = Builder(elementLimit: elementLimit)
        let parser = XMLParser(data: declared(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldReportNamespacePrefixes = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = builder
        // The parser passes over what follows the root element.
        let isWhole = parser.parse() && parser.parserError == nil && builder.isWhole
        guard isWhole, builder.excess == nil, let root = builder.root else {
            return .failure(XMLFault(reason: builder.excess ?? "a fault in line \(parser.lineNumber)"))
        }
        return .success(root)
    }

    /// The document behind a declaration that says UTF-8, whatever its own says: in UTF-7, for one, what has just been
    /// looked for can be spelt otherwise.
    private static func declared(_ bytes: [UInt8]) -> Data {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if rest.starts(with: "<?xml".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
            rest = rest[(end + 1)...]
        }
        return Data(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8 + rest)
    }

    private final class Builder: NSObject, XMLParserDelegate {
        private static let depthLimit = 256

        var root: XMLTreeElement?
        /// Which limit the document goes beyond.
        var excess: String?
        private let elementLimit: Int
        private var count = 0
        private var hasOtherRoot = false
        private var open: [XMLTreeElement] = []
        /// The namespace that each prefix stands for, the innermost last.
        private var namespaces: [String: [String]] = [:]

        init(elementLimit: Int) { self.elementLimit = elementLimit }

        /// Whether there was one root element, and all elements ended.
        var isWhole: Bool { open.isEmpty && !hasOtherRoot }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            count += 1
            guard open.count < Self.depthLimit, count <= elementLimit else {
                excess =
                    count > elementLimit
                    ? "more than \(elementLimit) elements" : "elements that are nested too deep"
                parser.abortParsing()
                return
            }
            // Of two attributes that differ in their prefix only, the one without is taken.
            let ordered = attributes.sorted {
                ($0.key.contains(":") ? 1 : 0, $0.key) < ($1.key.contains(":") ? 1 : 0, $1.key)
            }
            let local = ordered.map { (Self.local($0.key), $0.value) }
            let element = XMLTreeElement(
                Self.local(name), namespaceURI.flatMap { $0.isEmpty ? nil : $0 },
                Dictionary(local, uniquingKeysWith: { first, _ in first }),
                qualified: Dictionary(
                    attributes.map { (qualified($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }),
                line: parser.lineNumber)
            if let parent = open.last {
                parent.children.append(element)
            } else {
                hasOtherRoot = root != nil
                root = root ?? element
            }
            open.append(element)
        }

        /// A name without its prefix.
        private static func local(_ name: String) -> String {
            name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
        }

        /// A name with the namespace of its prefix; without one an attribute is in none.
        private func qualified(_ name: String) -> XMLAttributeName {
            guard let colon = name.firstIndex(of: ":") else { return XMLAttributeName(namespace: nil, local: name) }
            return XMLAttributeName(
                namespace: namespaces[String(name[..<colon])]?.last, local: String(name[name.index(after: colon)...]))
        }

        func parser(_ parser: XMLParser, didStartMappingPrefix prefix: String, toURI namespace: String) {
            namespaces[prefix, default: []].append(namespace)
        }

        func parser(_ parser: XMLParser, didEndMappingPrefix prefix: String) {
            _ = namespaces[prefix]?.popLast()
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            _ = open.popLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            open.last?.text += text
        }

        func parser(_ parser: XMLParser, foundCDATA data: Data) {
            open.last?.text += String(decoding: data, as: UTF8.self)
        }
    }
}

/// The name of an attribute. One whose prefix stands for nothing is in no namespace.
package struct XMLAttributeName: Hashable, Sendable {
    package let namespace: String?
    package let local: String

    package init(namespace: String?, local: String) {
        self.namespace = namespace
        self.local = local
    }
}

/// Why bytes are no XML that is read.
package struct XMLFault: Error {
    /// What was found, as the end of a sentence.
    package let reason: String
}
