internal import BindingPlan
internal import DocumentTree
internal import OpenAPI

/// A `bindery.yaml` to begin with: what a run needs, and every other key as a comment that only has to lose its `#`.
struct InitialConfiguration {
    let text: String

    /// - Parameters:
    ///   - document: The document, from which the examples are taken.
    ///   - path: The document's path, as the configuration names it.
    init(for document: Document, path: String) {
        let operations = document.paths.flatMap { item in item.operations.map { (item, $0) } }
        let tag = document.tags.first?.name ?? operations.lazy.compactMap(\.1.tags.first).first { _ in true } ?? "pets"
        let id = operations.lazy.compactMap(\.1.operationID).first { !$0.isEmpty } ?? "listPets"
        let schemas = document.schemas.entries
        let schema = schemas.first { !$0.schema.properties.isEmpty } ?? schemas.first
        let name = schema?.name ?? "Pet"
        let enumeration = schemas.first { $0.schema.enumValues != nil }?.name ?? name
        let property = schema?.schema.properties.first?.name ?? "name"
        let parameter = operations.lazy.flatMap { item, operation in
            operation.parameters.map { "\(operation.operationID ?? "\(operation.method) \(item.key)").\($0.name)" }
        }.first { _ in true }
        text = """
            # How Bindery binds \(Self.line(document.info.title)): bindery generate --config <this file>
            # Paths are relative to this file. A pattern is a name with at most one '*'; the first rule that matches wins.
            document: \(Self.quoted(path))

            # The modules are <module>API, <module>Client and <module>Server, in folders of these names in 'output'.
            module: \(Configuration.moduleName(for: document))
            output: Sources

            # What to generate, as a list, or with a folder for each.
            #outputs: [api, client, server]

            # 'single' puts all of it into one module called <module>.
            #modules: separate

            # Who can see it: public, package or internal. What is internal is one module.
            #access: public

            # The part to bind, with every schema that it needs: tags, paths, operations and schemas.
            #include:
            #  tags: [\(Self.quoted(tag))]
            #exclude:
            #  operations: [\(Self.quoted(id))]

            # Swift names. Members are matched behind the name of what they belong to.
            #names:
            #  schemas:
            #    - {match: \(Self.quoted(name)), name: \(Self.swiftName(name))}
            #  tags:
            #    - {match: \(Self.quoted(tag)), name: \(Self.swiftName(tag))}
            #  properties:
            #    - {match: \(Self.quoted("\(name).\(property)")), name: value}
            #  operations:
            #    - {match: \(Self.quoted(id)), name: call}
            #  parameters:
            #    - {match: \(Self.quoted(parameter ?? "\(id).id")), name: id}
            #  cases:
            #    - {match: \(Self.quoted("\(enumeration).a")), name: a}

            # Swift types that stand for schemas (by name or reference) or for all values of a format. They conform to
            # JSONModel; as parameters to ScalarParameterValue.
            #types:
            #  - {format: decimal, type: Decimal, imports: [Foundation]}

            # 'closed' makes Swift enums, which refuse unknown values; for some only: {match: …, style: closed}.
            #enums: open

            # 'string' leaves dates with times as they travel.
            #dates: date

            # Protocols for the types of single schemas, with the modules that declare them, and for all models.
            #conformances:
            #  - {match: \(Self.quoted(name)), protocols: [CustomStringConvertible]}
            #imports: [Foundation]
            #modelConformances: [Equatable, Hashable]

            # Old Swift names that are kept, deprecated: of types, and of operations as the client has them ('pets.list').
            # {from: openapi-1.yaml} finds those of an earlier document.
            #aliases:
            #  - {old: Old\(Self.swiftName(name)), new: \(Self.swiftName(name))}

            # The folders that hold what references find on the network, by the beginning of the addresses.
            #remotes:
            #  https://example.com/schemas/: vendor/schemas

            # A folder of templates that replace built-in ones of the same file name.
            #templates: Templates

            # Files that templates of your own make of the plan; with 'for' (tag, operation or type) one for each, '*' in
            # 'output' standing for its name. 'bindery templates show DocumentOutline' lists what they can use.
            #custom:
            #  - {template: operations.mustache, output: Operations.md}

            """
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").escapedForMessage
    }

    /// A double-quoted scalar of YAML, where a plain one could read as something else.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "-_./ ".unicodeScalars.contains($0)
        }
        let isWord = text.unicodeScalars.first?.properties.isAlphabetic == true && !text.hasSuffix(" ")
        let constants = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        if isPlain, isWord, !constants.contains(text.lowercased()) { return text }
        var bytes = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes += "\\\(scalar)"
            case _ where scalar.properties.generalCategory == .control:
                bytes +=
                    "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            default: bytes.unicodeScalars.append(scalar)
            }
        }
        return bytes + "\""
    }

    private static func swiftName(_ text: String) -> String {
        Configuration.moduleName(text) ?? "Name"
    }
}
