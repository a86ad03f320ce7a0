/// An element with all that is in it.
package final class XMLTreeElement {
    package let name: String
    package let namespace: String?
    /// The attributes by their names without prefix. Of two that differ in their prefix only, the one without is taken.
    package let attributes: [String: String]
    /// The attributes with their namespaces.
    package let qualified: [XMLAttributeName: String]
    /// Where its start tag ends.
    package let line: Int
    package internal(set) var children: [XMLTreeElement] = []
    package internal(set) var text = ""

    /// - Parameter attributes: with the prefixes that they are written with, empty for none.
    init(
        _ name: String, _ namespace: String?, _ attributes: [(name: XMLAttributeName, prefix: String, value: String)],
        line: Int
    ) {
        self.name = name
        self.namespace = namespace
        self.line = line
        qualified = Dictionary(attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        self.attributes = Dictionary(
            attributes.filter(\.prefix.isEmpty).map { ($0.name.local, $0.value) }
                + attributes.filter { !$0.prefix.isEmpty }.sorted { $0.prefix < $1.prefix }
                .map { ($0.name.local, $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Reads a document in UTF-8 (XML 1.0, with namespaces).
    ///
    /// One with a document type is refused: entities of its own can make a small document large, or lead elsewhere.
    /// - Parameter elementLimit: a document of more elements is refused.
    /// - Returns: the root element, or what is wrong.
    package static func parse(
        _ bytes: [UInt8], elementLimit: Int = .max
    ) -> Result<XMLTreeElement, XMLFault> {
        do throws(XMLFault) {
            var reader = XMLTreeReader(try XMLScanner(bytes), elementLimit: elementLimit)
            return .success(try reader.root())
        } catch {
            return .failure(error)
        }
    }
}

/// The name of an attribute.
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
