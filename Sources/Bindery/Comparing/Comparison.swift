internal import BindingChanges
internal import BindingPlan
internal import DocumentChanges
internal import DocumentTree
internal import OpenAPI

extension Bindery {
    /// Tells what changed between two documents.
    public static func compare(_ request: ComparisonRequest) -> ComparisonReport {
        var report = ComparisonReport(names: (request.old, request.new), parts: request.parts)
        var log = DiagnosticLog()
        let configuration = request.configurationFile.flatMap { self.configuration($0, log: &log) }
        let before = side(request.old, request, configuration, log: &log)
        let after = side(request.new, request, configuration, log: &log)
        let ignored = request.ignoreFile.map { ignoreList($0, log: &log) } ?? IgnoreList()
        if let before, let after, var ignored {
            if request.parts.contains(.wire) {
                let found = DocumentComparison(old: before.document, new: after.document).changes
                report.changes = ignored.remaining(of: found)
                report.ignoredCount = found.count - report.changes.count
            }
            if request.parts.contains(.swift) { compareBindings(before, after, &ignored, &report, log: &log) }
            ignored.reportUnused(
                to: &log, isWireCompared: request.parts.contains(.wire),
                isSwiftCompared: report.bindingChanges != nil)
            report.succeeded = request.configurationFile == nil || configuration != nil
        }
        report.diagnostics = log.diagnostics
        return report
    }

    /// A document with how it is bound.
    private struct Side: Sendable {
        var name: String
        var document: Document
        var configuration: Configuration?
        var hasErrors: Bool
    }

    /// Reads a document. Of what there is to say about it, only errors matter here.
    private static func side(
        _ name: String, _ request: ComparisonRequest, _ configuration: Configuration?, log: inout DiagnosticLog
    ) -> Side? {
        let isConfigured = request.configurationFile != nil
        guard let source = DocumentSource(name, isConfigured: isConfigured, log: &log) else { return nil }
        let loaded = source.load()
        log.report(loaded.diagnostics.filter { $0.severity == .error })
        return loaded.document.map {
            Side(
                name: name, document: $0, configuration: configuration ?? source.configuration,
                hasErrors: loaded.hasErrors)
        }
    }

    private static func compareBindings(
        _ before: Side, _ after: Side, _ ignored: inout IgnoreList, _ report: inout ComparisonReport,
        log: inout DiagnosticLog
    ) {
        let earlier = BesideThread { bindings(before, configuration(of: before, beside: after, after.document)) }
        let later = bindings(after, configuration(of: after, beside: before, after.document))
        guard let old = earlier.value(), let new = later else {
            log.report(.notBound(later == nil ? after.name : before.name))
            return
        }
        let found = BindingComparison(old: old, new: new).changes
        let remaining = found.filter { !ignored.accepts($0.id, of: $0.operationName) }
        report.bindingChanges = remaining
        report.ignoredCount += found.count - remaining.count
    }

    /// How a document is bound: as its configuration says, or that of the other one. What they leave out is named after
    /// a document that is the same for both.
    private static func configuration(of side: Side, beside other: Side, _ document: Document) -> Configuration {
        let stated = [side, other].compactMap(\.configuration)
        let name = stated.map(\.moduleName).first { !$0.isEmpty } ?? Configuration.moduleName(for: document)
        var result = stated.first ?? Configuration(moduleName: name)
        if result.moduleName.isEmpty { result.moduleName = name }
        return result
    }

    /// What a document is bound to; nil where it cannot be.
    private static func bindings(_ side: Side, _ configuration: Configuration) -> Bindings? {
        if side.hasErrors { return nil }
        let selected = Selection.apply(configuration, to: side.document)
        let planned = BindingPlanner.plan(selected.document, configuration: configuration)
        let hasErrors = (selected.diagnostics + planned.diagnostics).contains { $0.severity == .error }
        return hasErrors ? nil : Bindings(planned.plan)
    }

    private static func configuration(_ path: String, log: inout DiagnosticLog) -> Configuration? {
        source(path, "the configuration", log: &log)
            .flatMap { ConfigurationFile.read($0, isForOutput: false, log: &log)?.configuration }
    }

    private static func ignoreList(_ path: String, log: inout DiagnosticLog) -> IgnoreList? {
        source(path, "the list", log: &log).flatMap { IgnoreList($0, log: &log) }
    }

    private static func source(_ path: String, _ subject: String, log: inout DiagnosticLog) -> SourceFile? {
        do {
            return SourceFile(path: path, bytes: try DiskFiles().read(path))
        } catch {
            let reason = (error as? FileReadError)?.reason ?? String(describing: error)
            log.error("unreadable-file", "\(subject) '\(path.escapedForMessage)' cannot be read: \(reason)", at: nil)
            return nil
        }
    }
}

extension Diagnostic {
    /// A document has no bindings to compare.
    fileprivate static func notBound(_ name: String) -> Diagnostic {
        Diagnostic(
            id: "bindings-not-compared", severity: .warning,
            message: "the Swift declarations are not compared, since '\(name.escapedForMessage)' cannot be bound",
            location: nil, help: "'bindery generate' says why; '--only wire' leaves them out")
    }
}

extension BindingChange {
    /// What ignore lists and programs call the kind of change.
    var id: String {
        String("swift-\(declarationKind.rawValue)-\(kind.rawValue)".map { $0 == " " ? "-" : $0 })
    }

    /// The operation that it belongs to.
    var operationName: OperationName? {
        operation.flatMap { text in
            guard let space = text.firstIndex(of: " ") else { return nil }
            return OperationName(method: String(text[..<space]), path: String(text[text.index(after: space)...]))
        }
    }
}
