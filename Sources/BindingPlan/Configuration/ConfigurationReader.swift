internal import DocumentTree
internal import OpenAPI

/// Reads the tree of `bindery.yaml`. Every key is known or an error, because a misspelt one would have no effect.
struct ConfigurationReader {
    let file: SourceFile
    /// The module of a build that the output is for, if it is for one.
    let target: String?
    /// Whether something is written, which has to be named and put somewhere.
    let isForOutput: Bool
    var log = DiagnosticLog()

    /// The keys of a configuration, in the order in which the documentation has them.
    static let keys = [
        "document", "module", "output", "outputs", "modules", "access", "include", "exclude", "names", "types", "enums",
        "dates", "conformances", "modelConformances", "imports", "aliases", "remotes", "templates", "custom",
    ]

    init(file: SourceFile, target: String? = nil, isForOutput: Bool = true) {
        self.file = file
        self.target = target
        self.isForOutput = isForOutput
    }

    mutating func read(_ root: Node) -> ConfigurationFile? {
        guard let members = members(of: root, "the configuration", known: Self.keys) else { return nil }
        let documentMember = required("document", in: members, of: root, "the configuration")
        let document = documentMember.flatMap { path($0) }
        let module = moduleName(members, of: root)
        let output = members["output"].flatMap { path($0) }
        let outputs = members["outputs"].map { readOutputs($0) }
        if target != nil {
            rejectOutput(members)
        } else if isForOutput, members["output"] == nil,
            outputs == nil || outputs?.folders.count != outputs?.products.count
        {
            reportMissing(
                "output", in: root, "the configuration", help: "it is the folder that the modules' folders are put into"
            )
        }
        var configuration = Configuration(moduleName: module ?? "")
        configuration.targetName = target
        if let outputs { configuration.outputs = outputs.products }
        readModules(members, into: &configuration)
        readSelection(members, into: &configuration)
        if let names = members["names"] { readNames(names, into: &configuration) }
        readTypes(members, into: &configuration)
        if let rules = members["conformances"] { configuration.conformances = readConformances(rules) }
        if let names = members["modelConformances"] { configuration.modelConformances = readModelConformances(names) }
        if let names = members["imports"] {
            configuration.additionalImports = items(of: names).compactMap { identifier($0) }
        }
        let aliases = members["aliases"].map { readAliases($0) }
        configuration.aliases = aliases?.rules ?? []
        let remotes = members["remotes"].map { readRemotes($0) }
        let templates = members["templates"].flatMap { path($0) }
        let custom = members["custom"].map { readCustomOutputs($0) }
        guard let document, module != nil else { return nil }
        return ConfigurationFile(
            configuration: configuration,
            documentPath: document,
            documentLocation: documentMember?.value.location ?? root.location,
            outputFolder: output ?? FilePath.resolving(".", against: file.path),
            moduleFolders: outputs?.folders ?? [:],
            remotes: remotes ?? RemoteFolders(),
            templatesFolder: templates,
            customOutputs: custom ?? [],
            previousDocument: aliases?.previous
        )
    }

    // MARK: Modules

    /// `module`, which is the target's name where the configuration of a target does not say it, and empty where nothing
    /// needs it.
    private mutating func moduleName(_ members: [String: Node.Member], of root: Node) -> String? {
        if members["module"] == nil, target != nil || !isForOutput { return target ?? "" }
        return required("module", in: members, of: root, "the configuration").flatMap { identifier($0) }
    }

    /// A build decides where its files go.
    private mutating func rejectOutput(_ members: [String: Node.Member]) {
        for case let member? in [members["output"], members["custom"]] {
            invalid(
                "'\(member.key)' means nothing to a build, which decides itself where its files are",
                at: member.keyLocation, help: "remove it, or use 'bindery generate' instead of the plugin")
        }
    }

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

    /// `access` and `modules`. What is internal can only be used within one module.
    private mutating func readModules(_ members: [String: Node.Member], into configuration: inout Configuration) {
        if let access: Configuration.AccessLevel = members["access"].flatMap({ choice($0) }) {
            configuration.accessLevel = access
        }
        let layout: Configuration.ModuleLayout? = members["modules"].flatMap { choice($0) }
        let isSingle = target != nil || configuration.accessLevel == .internal
        configuration.moduleLayout = layout ?? (isSingle ? .single : .separate)
        if target != nil, layout == .separate, let member = members["modules"] {
            invalid("a target of a build is one module", at: member.value.location, help: "remove 'modules'")
        }
        if configuration.accessLevel == .internal, layout == .separate, let member = members["modules"] {
            invalid(
                "internal models cannot be used from other modules", at: member.value.location,
                help: "leave 'modules' out, or set 'access' to 'package' or 'public'")
        }
        if configuration.moduleLayout == .single, let outputs = members["outputs"],
            case .mapping = outputs.value.value
        {
            invalid(
                "outputs in one module have no folders of their own", at: outputs.value.location,
                help: target != nil
                    ? "write 'outputs' as a list"
                    : "write 'outputs' as a list; 'output' is the folder that the module's folder is put into")
        }
    }
}
