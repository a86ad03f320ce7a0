internal import BindingChanges
internal import BindingPlan
internal import DocumentTree
internal import OpenAPI

/// Finds the names that bindings had by the document that they were made from before.
enum EarlierNames {
    /// The configuration with a rule for each rename between an earlier document and this one.
    ///
    /// - Parameters:
    ///   - earlier: The document of before, bound as the configuration says.
    ///   - document: The part of the document that is bound now.
    ///   - log: Receives why the earlier document cannot be read.
    static func added(
        to configuration: Configuration, from earlier: ConfigurationFile.PreviousDocument, _ document: Document,
        loader: DocumentLoader, log: inout DiagnosticLog
    ) -> Configuration? {
        let loaded = loader.load(path: earlier.path)
        log.report(loaded.diagnostics.filter { $0.severity == .error }.map { $0.placed(at: earlier.location) })
        guard let before = loaded.document, !log.hasErrors else { return nil }
        var plain = configuration
        plain.aliases = []
        func bindings(_ document: Document) -> Bindings {
            Bindings(BindingPlanner.plan(document, configuration: plain).plan)
        }
        let old = bindings(Selection.apply(plain, to: before).document)
        let known = Set(configuration.aliases.map(\.old))
        let found = BindingComparison(old: old, new: bindings(document)).aliases.filter { !known.contains($0.old) }
        var result = configuration
        result.aliases += found.map { Configuration.AliasRule(old: $0.old, new: $0.new, location: earlier.location) }
        return result
    }
}
