public import DocumentTree
public import OpenAPI

/// Decides a document's bindings.
public enum BindingPlanner {
    /// The plan for `document`, and what there is to say about it.
    ///
    /// The plan is complete whatever the document says; where something in it cannot be bound as it stands, the closest
    /// form that loses nothing is, and a diagnostic names it.
    public static func plan(
        _ document: Document, configuration: Configuration
    ) -> (plan: Plan, diagnostics: [Diagnostic]) {
        let schemas = SchemaBinder(document: document, configuration: configuration)
        schemas.bindEntries()
        let operations = OperationBinder(document: document, configuration: configuration, binder: schemas)
        var tags = operations.bindTags()
        tags += operations.bindOpenOperations()

        var types = schemas.store.all
        var recursion = RecursiveTypes()
        recursion.breakCycles(in: &types)
        var defaults = Defaults(types)
        defaults.apply(to: &types)
        var parameters = ParameterShapes(types, defaults: defaults, module: configuration.moduleName)
        parameters.decide(&tags)
        parameters.decideForms(&types)
        parameters.conform(&types)
        let failures = FailureSets.assign(in: &tags, &schemas.store)
        SharedProperties.decide(in: &types, defaults)
        var formerNames = FormerNames(types, failures, tags, module: configuration.moduleName)
        formerNames.apply(configuration.aliases, to: &tags)
        var sizes = LargeValues()
        sizes.makeIndirect(in: &types)

        let requestSchemas = RequestSchemas(document, tags: tags)
        let servers = Servers.plans(document)
        let schemes = Security.schemes(document)
        var context = LayoutContext(
            configuration: configuration, documentName: document.file.baseName,
            types: Dictionary(types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            members: Dictionary(grouping: types.filter { $0.name.parent != nil }.map(\.name)) { $0.parent ?? $0 },
            speller: TypeSpeller(
                module: configuration.moduleName(of: .api), types: types, tags: tags, failures: failures,
                aliases: formerNames.aliases),
            defaults: defaults, foundation: FoundationUse(types), requestSchemas: requestSchemas)
        if configuration.outputs.contains(.api) { context.usualSecurity = Security.usual(tags, schemes) }
        let layout = FileLayout(
            context: context, types: types, tags: tags, failures: failures, aliases: formerNames.aliases,
            servers: servers, schemes: schemes, document: document)
        let plan = Plan(
            moduleName: configuration.moduleName, types: types, tags: tags, failures: failures,
            aliases: formerNames.aliases, servers: servers, securitySchemes: schemes, files: layout.files(),
            outline: Outline(document, layout))
        let diagnostics =
            UnboundKeywords.report(document) + Security.report(document) + schemas.merging.log.diagnostics
            + schemas.log.diagnostics + operations.log.diagnostics + recursion.log.diagnostics
            + defaults.log.diagnostics + parameters.log.diagnostics + requestSchemas.log.diagnostics
            + formerNames.log.diagnostics
        return (plan, DistinctDiagnostics.of(diagnostics))
    }
}

extension SourceFile {
    /// The path's last part.
    package var baseName: String { String(path.split(separator: "/").last ?? path[...]) }
}
