internal import DocumentTree
internal import OpenAPI

/// Which declarations stand in which file, and what the files import.
struct FileLayout {
    let context: LayoutContext
    let types: [TypePlan]
    let tags: [TagPlan]
    let servers: [ServerPlan]
    let schemes: [SecuritySchemePlan]
    let document: Document

    private var module: String { context.configuration.moduleName }
    /// The most operations that stand in a file before it is cut further.
    private static let limit = 60

    func files() -> [PlannedFile] {
        var files: [PlannedFile] = []
        let outputs = context.configuration.outputs
        if outputs.contains(.api) { files += [documentFile()] + modelFiles() + tags.flatMap(operationFiles) }
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
            servers: servers.map(ServerSubject.init), schemes: schemes.map(SchemeSubject.init))
        return PlannedFile(path: "\(module)API/Document.swift", template: "document-file", subject: subject)
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
            let subjects = names.compactMap { name in
                context.types[name].map { TypeSubject($0, context, indentation: "") }
            }
            return PlannedFile(
                path: "\(module)API/Models/\(file).swift", template: "model-file",
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

    private func operationFiles(_ tag: TagPlan) -> [PlannedFile] {
        var parts = 1
        while tag.operations.count > Self.limit * parts { parts *= 2 }
        var cut = [[OperationPlan]](repeating: [], count: parts)
        for operation in tag.operations {
            cut[StableHash.of(operation.methodName) & (parts - 1)].append(operation)
        }
        return cut.enumerated().map { index, operations in
            var imports = Imports()
            imports.foundation = operations.contains { uses($0) }
            let name = tag.name.path
            let subject = OperationFileSubject(
                header: context.header, imports: imports.text,
                documentation: index == 0 ? Documentation.comment(tag.documentationLines, indentation: "") : "",
                declaration: index == 0 ? "public enum \(name)" : "extension \(name)",
                operations: operations.enumerated().map { position, operation in
                    OperationSubject(code: OperationCode(plan: operation, context: context), isFirst: position == 0)
                })
            let file = index == 0 ? name : "\(name).\(index + 1)"
            return PlannedFile(
                path: "\(module)API/Operations/\(file).swift", template: "operation-file", subject: subject)
        }
    }

    /// Whether an operation or a type in it has dates or data.
    private func uses(_ operation: OperationPlan) -> Bool {
        usesInInput(operation)
            || (operation.output.responses + operation.failures).contains { response in
                response.body.map { context.foundation.uses($0.type) } == true
                    || response.headers.contains { context.foundation.uses($0.type) }
            }
            || context.children(of: operation.name).contains { child in
                context.family(child.name).contains { context.foundation.uses($0.kind) }
            }
    }

    private func usesInInput(_ operation: OperationPlan) -> Bool {
        operation.parameters.contains { context.foundation.uses($0.type) }
            || operation.body.map { context.foundation.uses($0.type) } == true
    }

    // MARK: Client

    private func clientFiles() -> [PlannedFile] {
        let root = "\(module)Client"
        let speller = context.speller.outside(declaring: tags.map(\.clientName) + [root])
        let tagFiles = tags.map { tag in
            var imports = Imports(modules: ["\(module)API"])
            imports.foundation = tag.operations.contains { usesInInput($0) || usesInOutput($0) }
            let methods = tag.operations.map { ClientMethodSubject(plan: $0, context: context, speller: speller) }
            return PlannedFile(
                path: "\(root)/\(tag.clientName).swift", template: "client-file",
                subject: ClientFileSubject(tag: tag, header: context.header, imports: imports.text, methods: methods))
        }
        let subject = RootSubject(
            header: context.header, imports: Imports().text, name: root,
            title: Documentation.summary(document.info.title),
            tags: tags.map { TagSubject(tag: $0, methods: []) })
        return [PlannedFile(path: "\(root)/\(root).swift", template: "client-root", subject: subject)] + tagFiles
    }

    private func usesInOutput(_ operation: OperationPlan) -> Bool {
        guard case .single(let response) = operation.output, let body = response.body else { return false }
        return context.foundation.uses(body.type)
    }

    // MARK: Server

    private func serverFiles() -> [PlannedFile] {
        let root = "\(module)Handlers"
        let folder = "\(module)Server"
        let speller = context.speller.outside(declaring: tags.map(\.handlerName) + [root])
        func methods(_ tag: TagPlan) -> [HandlerMethodSubject] {
            tag.operations.map { HandlerMethodSubject(plan: $0, speller: speller) }
        }
        let tagFiles = tags.map { tag in
            PlannedFile(
                path: "\(folder)/\(tag.handlerName).swift", template: "handler-file",
                subject: HandlerFileSubject(
                    tag: tag, header: context.header, imports: Imports(modules: ["\(module)API"]).text,
                    methods: methods(tag)))
        }
        let subject = RootSubject(
            header: context.header, imports: Imports(internalModules: ["\(module)API"]).text, name: root,
            title: Documentation.summary(document.info.title),
            tags: tags.map { TagSubject(tag: $0, methods: methods($0)) })
        return [PlannedFile(path: "\(folder)/\(root).swift", template: "handlers-root", subject: subject)] + tagFiles
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
