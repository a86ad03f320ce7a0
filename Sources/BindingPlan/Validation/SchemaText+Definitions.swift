internal import OpenAPI

extension SchemaText {
    /// Begins the texts of a document's schemas.
    init(_ document: Document) {
        self.init(
            document: document, discriminators: Discriminators(document), names: Self.names(document.schemas))
    }

    /// The texts of all that references lead to, in the order of the document.
    mutating func definitions() -> [(String, JSONLiteral)] {
        var texts: [SchemaID: JSONLiteral] = [:]
        var next = 0
        while next < references.count {
            let id = references[next]
            next += 1
            guard texts[id] == nil, let entry = document.schemas[id] else { continue }
            texts[id] = definition(entry)
        }
        return document.schemas.entries.compactMap { entry in
            texts[entry.id].map { (names[entry.id] ?? entry.name, $0) }
        }
    }

    /// The names of the schemas; those that several files have get a number.
    private static func names(_ schemas: SchemaTable) -> [SchemaID: String] {
        var names: [SchemaID: String] = [:]
        var taken: Set<String> = []
        for isComponent in [true, false] {
            for entry in schemas.entries where entry.isComponent == isComponent {
                var name = entry.name
                var number = 2
                while !taken.insert(name).inserted {
                    name = "\(entry.name) \(number)"
                    number += 1
                }
                names[entry.id] = name
            }
        }
        return names
    }
}
