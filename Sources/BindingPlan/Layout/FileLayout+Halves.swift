internal import OpenAPI

/// The files of the client's module and of the server's.
extension FileLayout {
    // MARK: Client

    func clientFiles() -> [PlannedFile] {
        let root = "\(module)Client"
        let speller = context.speller.outside(declaring: tags.map(\.clientName) + [root])
        let tagFiles = tags.map { tag in
            let needsAPI = tag.operations.contains { plan in
                plan.failureName != nil || isNamed(plan.outputType) || plan.inputTypes.contains { isNamed($0) }
            }
            var imports = needsAPI ? Imports(modules: apiModules) : Imports(internalModules: apiModules)
            imports.modules += tag.operations.flatMap { $0.inputTypes + [$0.outputType] }
                .flatMap { context.foundation.modules($0) }
            imports.foundation = tag.operations.contains { usesInInput($0) || context.foundation.uses($0.outputType) }
            let methods = tag.operations.flatMap { plan in
                ([nil] + plan.formerNames).map {
                    ClientMethodSubject(plan: plan, context: context, speller: speller, formerName: $0)
                }
            }
            return PlannedFile(
                path: "\(folder(.client))/\(tag.clientName).swift", template: "client-file",
                subject: ClientFileSubject(tag: tag, header: context.header, imports: imports.text, methods: methods))
        }
        let subject = RootSubject(
            header: context.header, imports: Imports().text, name: root,
            documentation: Documentation.lines("A client of “\(title)”, with one property per tag."),
            tags: pathTags.map { TagSubject(tag: $0, methods: []) })
        return [PlannedFile(path: "\(folder(.client))/\(root).swift", template: "client-root", subject: subject)]
            + tagFiles
    }

    /// The tags of operations that have a path in the document.
    private var pathTags: [TagPlan] { tags.filter { $0.origin == .paths } }

    // MARK: Server

    func serverFiles() -> [PlannedFile] {
        let root = "\(module)Handlers"
        let folder = folder(.server)
        let speller = context.speller.outside(declaring: tags.map(\.handlerName) + [root])
        func methods(_ tag: TagPlan) -> [HandlerMethodSubject] {
            tag.operations.map { HandlerMethodSubject(plan: $0, speller: speller) }
        }
        func allMethods(_ tag: TagPlan) -> [HandlerMethodSubject] {
            tag.operations.flatMap { plan in
                ([nil] + plan.formerNames).map { HandlerMethodSubject(plan: plan, speller: speller, formerName: $0) }
            }
        }
        let tagFiles = tags.map { tag in
            let needsAPI = tag.operations.contains { $0.hasInput || isNamed($0.outputType) }
            var imports = Imports(modules: needsAPI ? apiModules : [])
            if !needsAPI, tag.origin != .paths { imports.internalModules = apiModules }
            imports.modules += tag.operations.flatMap { context.foundation.modules($0.outputType) }
            imports.foundation = tag.operations.contains { context.foundation.uses($0.outputType) }
            return PlannedFile(
                path: "\(folder)/\(tag.handlerName).swift", template: "handler-file",
                subject: HandlerFileSubject(
                    tag: tag, header: context.header, imports: imports.text, methods: allMethods(tag)))
        }
        let subject = RootSubject(
            header: context.header, imports: Imports(internalModules: apiModules).text, name: root,
            documentation: Documentation.lines(
                "The handlers of “\(title)”, one per tag. Operations of tags without a handler are not registered."),
            tags: pathTags.map { TagSubject(tag: $0, methods: methods($0)) })
        return [PlannedFile(path: "\(folder)/\(root).swift", template: "handlers-root", subject: subject)] + tagFiles
    }
}
