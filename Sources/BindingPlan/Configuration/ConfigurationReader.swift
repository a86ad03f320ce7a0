internal import DocumentTree
internal import OpenAPI

/// Reads the tree of `bindery.yaml`. Every key is known or an error, because a misspelt one would have no effect.
struct ConfigurationReader {
    let file: SourceFile
    var log = DiagnosticLog()

    init(file: SourceFile) {
        self.file = file
    }

    mutating func read(_ root: Node) -> ConfigurationFile? {
        let keys = [
            "document", "module", "output", "outputs", "names", "conformances", "modelConformances", "imports",
            "templates",
        ]
        guard let members = members(of: root, "the configuration", known: keys) else { return nil }
        let documentMember = required("document", in: members, of: root, "the configuration")
        let document = documentMember.flatMap { path($0) }
        let module = required("module", in: members, of: root, "the configuration").flatMap { identifier($0) }
        let output = members["output"].flatMap { path($0) }
        let outputs = members["outputs"].map { readOutputs($0) }
        if output == nil, members["output"] == nil, outputs?.folders.count != outputs?.products.count || outputs == nil
        {
            reportMissing(
                "output", in: root, "the configuration", help: "it is the folder that the modules' folders are put into"
            )
        }
        var configuration = Configuration(moduleName: module ?? "")
        if let outputs { configuration.outputs = outputs.products }
        if let names = members["names"] { readNames(names, into: &configuration) }
        if let rules = members["conformances"] { configuration.conformances = readConformances(rules) }
        if let names = members["modelConformances"] { configuration.modelConformances = readModelConformances(names) }
        if let names = members["imports"] {
            configuration.additionalImports = items(of: names).compactMap { identifier($0) }
        }
        let templates = members["templates"].flatMap { path($0) }
        guard let document, module != nil else { return nil }
        return ConfigurationFile(
            configuration: configuration,
            documentPath: document,
            documentLocation: documentMember?.value.location ?? root.location,
            outputFolder: output ?? FilePath.resolving(".", against: file.path),
            moduleFolders: outputs?.folders ?? [:],
            templatesFolder: templates
        )
    }

    // MARK: Keys

    /// `outputs: [api, client]`, or `outputs: {api: Sources/PetsAPI, client: …}` with a folder for each.
    private mutating func readOutputs(
        _ member: Node.Member
    ) -> (products: [Configuration.Output], folders: [Configuration.Output: String]) {
        var products: Set<Configuration.Output> = []
        var folders: [Configuration.Output: String] = [:]
        if case .mapping(let members) = member.value.value {
            for entry in members {
                guard let product = product(entry.key, at: entry.keyLocation) else { continue }
                products.insert(product)
                folders[product] = path(entry)
            }
        } else {
            for item in items(of: member) {
                guard let text = string(item), let product = product(text, at: item.location) else { continue }
                products.insert(product)
            }
        }
        if products.isEmpty, !log.hasErrors {
            invalid("'outputs' names nothing to generate", at: member.value.location, help: "name 'api' at least")
        }
        return (Configuration.Output.allCases.filter(products.contains), folders)
    }

    private mutating func product(_ name: String, at location: SourceLocation) -> Configuration.Output? {
        if let product = Configuration.Output(rawValue: name) { return product }
        invalid(
            "there is no output '\(name.escapedForMessage)'",
            at: location,
            help: suggestion(for: name, among: Configuration.Output.allCases.map(\.rawValue))
        )
        return nil
    }

    private mutating func readNames(_ member: Node.Member, into configuration: inout Configuration) {
        guard let members = members(of: member.value, "'names'", known: ["schemas", "tags"]) else { return }
        if let rules = members["schemas"] { configuration.schemaNames = readNameRules(rules) }
        if let rules = members["tags"] { configuration.tagNames = readNameRules(rules) }
    }

    private mutating func readNameRules(_ member: Node.Member) -> [Configuration.NameRule] {
        items(of: member).compactMap { item in
            guard let members = members(of: item, "a rule", known: ["match", "name"]) else { return nil }
            let pattern = required("match", in: members, of: item, "a rule").flatMap { self.pattern($0) }
            let name = required("name", in: members, of: item, "a rule")
            guard let pattern, let name, let text = string(name.value) else { return nil }
            let filled = text.replacing("*", with: "A", maxReplacements: 1)
            guard Self.isIdentifier(filled) else {
                invalid(
                    "'\(text.escapedForMessage)' is not a Swift name",
                    at: name.value.location,
                    help: "it has letters, digits and '_', and at most one '*' for what the '*' of 'match' stands for"
                )
                return nil
            }
            guard pattern.contains("*") || !text.contains("*") else {
                invalid(
                    "the '*' in '\(text)' stands for nothing",
                    at: name.value.location,
                    help: "put a '*' into 'match' too, or write the name out"
                )
                return nil
            }
            return Configuration.NameRule(pattern: pattern, name: text, location: item.location)
        }
    }

    private mutating func readConformances(_ member: Node.Member) -> [Configuration.ConformanceRule] {
        items(of: member).compactMap { item in
            guard let members = members(of: item, "a rule", known: ["match", "protocols"]) else { return nil }
            let pattern = required("match", in: members, of: item, "a rule").flatMap { self.pattern($0) }
            let protocols = required("protocols", in: members, of: item, "a rule").map { protocols in
                items(of: protocols).compactMap { identifier($0, allowsDots: true) }
            }
            guard let pattern, let protocols else { return nil }
            return Configuration.ConformanceRule(pattern: pattern, protocols: protocols, location: item.location)
        }
    }

    private mutating func readModelConformances(_ member: Node.Member) -> [String] {
        let known = ["Equatable", "Hashable"]
        return items(of: member).compactMap { item in
            guard let name = string(item) else { return nil }
            if known.contains(name) { return name }
            invalid(
                "not every model can conform to '\(name.escapedForMessage)'",
                at: item.location,
                help: "'modelConformances' takes 'Equatable' and 'Hashable'; for single schemas there is 'conformances'"
            )
            return nil
        }
    }
}
