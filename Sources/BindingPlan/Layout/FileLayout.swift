internal import DocumentTree
internal import OpenAPI

/// Which declarations stand in which file, and what the files import.
struct FileLayout {
    let context: LayoutContext
    let types: [TypePlan]
    let tags: [TagPlan]
    let failures: [FailurePlan]
    let aliases: [AliasPlan]
    let servers: [ServerPlan]
    let schemes: [SecuritySchemePlan]
    let document: Document

    var module: String { context.configuration.moduleName }
    var apiFolder: String { context.configuration.moduleName(of: .api) }
    private var isSingle: Bool { context.configuration.moduleLayout == .single }
    /// What imports the API module, where that is another one.
    var apiModules: [String] { isSingle ? [] : [apiFolder] }

    /// The folder of the client's or the server's files: their module's, or one within the only module.
    func folder(_ output: Configuration.Output) -> String {
        let name = context.configuration.moduleName(of: output)
        return isSingle ? "\(name)/\(output == .client ? "Client" : "Server")" : name
    }

    var title: String { Documentation.summary(document.info.title) }
    /// The most operations that stand in a file before it is cut further.
    private static let limit = 60

    func files() -> [PlannedFile] {
        var files: [PlannedFile] = []
        let outputs = context.configuration.outputs
        if outputs.contains(.api) {
            files +=
                [documentFile()] + schemaFiles() + modelFiles() + failureFiles() + tags.flatMap(operationFiles)
                + aliasFiles()
        }
        if outputs.contains(.client) { files += clientFiles() }
        if outputs.contains(.server) { files += serverFiles() }
        return distinct(files)
    }

    // MARK: API

    private func documentFile() -> PlannedFile {
        let info = document.info
        let text = Documentation.paragraphs(
            Documentation.lines(info.title), Documentation.lines(info.summary), Documentation.lines(info.description))
        let subject = DocumentFileSubject(
            header: context.header, module: module, documentation: Documentation.comment(text, indentation: ""),
            title: info.title, version: info.version, digest: SHA256.hexDigest(document.file.bytes),
            servers: servers.map(ServerSubject.init),
            security: schemes.isEmpty
                ? nil : SecuritySubject(module: module, plans: schemes, usual: context.usualSecurity),
            extensions: ExtensionPlan.plans(document.extensions + info.extensions))
        return PlannedFile(path: "\(apiFolder)/Document.swift", template: "document-file", subject: subject)
    }

    private func schemaFiles() -> [PlannedFile] {
        guard let text = context.requestSchemas.text else { return [] }
        let subject = SchemaFileSubject(
            header: context.header, imports: Imports().text, name: context.schemaSetName, text: text)
        return [PlannedFile(path: "\(apiFolder)/Schemas.swift", template: "schemas-file", subject: subject)]
    }

    private func modelFiles() -> [PlannedFile] {
        let operations = Set(tags.flatMap(\.operations).map(\.name))
        let topLevel = types.filter { $0.name.parent == nil && !operations.contains($0.name) }
        var schemaNames: [TypeName: String] = [:]
        for type in topLevel { schemaNames[type.name] = type.schemaName }
        let groups = ModelGroups.assign(topLevel.map { ($0.name, $0.schemaName ?? owner(of: $0.name, schemaNames)) })
        return groups.map { file, names in
            var imports = Imports()
            let family = names.flatMap { context.family($0) }
            imports.foundation = family.contains { context.foundation.uses($0.kind) }
            imports.runtime = family.contains { FoundationUse.usesRuntime($0.kind) }
            if family.contains(where: { $0.conformances.contains { !$0.hasSuffix("ParameterValue") } }) {
                imports.modules = context.configuration.additionalImports
            }
            imports.modules += family.flatMap { context.foundation.modules($0.kind) }
            let subjects = names.compactMap { name in
                context.types[name].map { TypeSubject($0, context, indentation: "") }
            }
            return PlannedFile(
                path: "\(apiFolder)/Models/\(file).swift", template: "model-file",
                subject: ModelFileSubject(header: context.header, imports: imports.text, types: subjects))
        }
    }

    /// The schema that an unnamed top-level type was written in: the one whose type's name begins its own.
    private func owner(of name: TypeName, _ schemaNames: [TypeName: String]) -> String? {
        var prefix = name.path[...]
        while let last = prefix.popLast() {
            if last.isUppercase, let owner = schemaNames[TypeName(String(prefix))] { return owner }
        }
        return nil
    }

    /// The elements in a power of two of parts, each by a hash of its name.
    private func cut<Element>(_ elements: [Element], by name: (Element) -> String) -> [[Element]] {
        var parts = 1
        while elements.count > Self.limit * parts { parts *= 2 }
        var cut = [[Element]](repeating: [], count: parts)
        for element in elements { cut[StableHash.of(name(element)) & (parts - 1)].append(element) }
        return cut
    }

    private func failureFiles() -> [PlannedFile] {
        cut(failures) { $0.name.path }.enumerated().filter { !$0.element.isEmpty }.map { index, failures in
            var imports = Imports()
            imports.foundation = failures.flatMap(\.responses).contains(where: uses)
            imports.modules = failures.flatMap(\.responses).flatMap(\.types).flatMap { context.foundation.modules($0) }
            if failures.flatMap(\.responses).contains(where: { $0.body?.coding.usesXML ?? false }) {
                imports.internalModules = ["BinderyXML"]
            }
            let subject = FailureFileSubject(
                header: context.header, imports: imports.text,
                failures: failures.map { FailureSubject(plan: $0, context: context, indentation: "") })
            let file = index == 0 ? "Failures" : "Failures.\(index + 1)"
            return PlannedFile(
                path: "\(apiFolder)/Operations/\(file).swift", template: "failure-file", subject: subject)
        }
    }

    private func aliasFiles() -> [PlannedFile] {
        guard !aliases.isEmpty else { return [] }
        let subject = AliasFileSubject(
            header: context.header, aliases: aliases.map { AliasSubject(plan: $0, speller: context.speller) })
        return [PlannedFile(path: "\(apiFolder)/Aliases.swift", template: "alias-file", subject: subject)]
    }

    private func operationFiles(_ tag: TagPlan) -> [PlannedFile] {
        cut(tag.operations, by: \.methodName).enumerated().map { index, operations in
            var imports = Imports()
            imports.foundation = operations.contains { uses($0) }
            imports.modules = operations.flatMap { modules($0) }
            if operations.contains(where: \.usesXML) { imports.internalModules = ["BinderyXML"] }
            let name = tag.name.path
            let saysTag = index == 0 && tag.origin == .paths
            // The client has the whole text, where there is a client.
            let hasClient = context.configuration.outputs.contains(.client)
            let documentation = hasClient ? tag.summaryLines : tag.documentationLines
            let subject = OperationFileSubject(
                header: context.header, imports: imports.text,
                documentation: index == 0 ? Documentation.comment(documentation, indentation: "") : "",
                declaration: (index > 0 ? "extension \(name)" : "public enum \(name)") + (saysTag ? ": APITag" : ""),
                tag: saysTag ? tag.tag.map(Literals.string) ?? "nil" : "",
                usualSecurity: saysTag && !context.usualSecurity(of: tag).isEmpty ? context.usualSecurityName : "",
                operations: operations.enumerated().map { position, operation in
                    OperationSubject(plan: operation, context: context, tag: tag, isFirst: position == 0)
                }, extensions: tag.extensions)
            let file = index == 0 ? name : "\(name).\(index + 1)"
            return PlannedFile(
                path: "\(apiFolder)/Operations/\(file).swift", template: "operation-file", subject: subject)
        }
    }

    /// The modules of the configuration's types in an operation.
    private func modules(_ operation: OperationPlan) -> [String] {
        let own = operation.output.responses + (operation.failureName?.parent != nil ? operation.failures : [])
        let types = operation.inputTypes + own.flatMap(\.types)
        return types.flatMap { context.foundation.modules($0) }
            + context.children(of: operation.name).flatMap { context.family($0.name) }
            .flatMap { context.foundation.modules($0.kind) }
    }

    /// Whether an operation or a type in it has dates or data.
    private func uses(_ operation: OperationPlan) -> Bool {
        usesInInput(operation)
            || operation.output.responses.contains(where: uses)
            || (operation.failureName?.parent != nil && operation.failures.contains(where: uses))
            || context.children(of: operation.name).contains { child in
                context.family(child.name).contains { context.foundation.uses($0.kind) }
            }
    }

    private func uses(_ response: ResponsePlan) -> Bool {
        response.types.contains { context.foundation.uses($0) }
    }

    /// Whether a type has a name that the API module gives it.
    func isNamed(_ type: SwiftType) -> Bool {
        var isNamed = false
        type.forEachName { _ in isNamed = true }
        return isNamed
    }

    func usesInInput(_ operation: OperationPlan) -> Bool {
        operation.inputTypes.contains { context.foundation.uses($0) }
    }

    /// No two files of a module may have the same name, be it in different folders or cases: the later one, which is the
    /// one of operations, says what it is, or gets a number.
    private func distinct(_ files: [PlannedFile]) -> [PlannedFile] {
        var taken: Set<String> = []
        return files.map { file in
            let parts = file.path.dropLast(".swift".count).split(separator: "/")
            guard let module = parts.first, let name = parts.last else { return file }
            func isFree(_ name: String) -> Bool { taken.insert("\(module)/\(name)".lowercased()).inserted }
            if isFree(String(name)) { return file }
            let stem = name + (file.template == "operation-file" ? ".Operations" : "")
            var unique = String(stem)
            var number = 2
            while !isFree(unique) {
                unique = "\(stem).\(number)"
                number += 1
            }
            var file = file
            file.path = (parts.dropLast() + [unique[...]]).joined(separator: "/") + ".swift"
            return file
        }
    }
}
