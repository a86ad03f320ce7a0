internal import BindingChanges
internal import BindingPlan
internal import DocumentTree
internal import OpenAPI
internal import Rendering

/// The generator as a whole.
public enum Bindery {
    /// The version of the generator, and of the runtime that its output needs.
    public static let version = "0.1.0"

    /// Binds a document: reads it, plans every name, type and file, renders the files, and writes what changed.
    public static func generate(_ request: GenerationRequest) -> GenerationReport {
        run(request) { files, writer, log in writer.write(files, log: &log) }
    }

    /// Says whether the output is what ``generate(_:)`` would make of the document today. Nothing is written.
    ///
    /// - Returns: A report whose changes are those that generating would make.
    public static func check(_ request: GenerationRequest) -> GenerationReport {
        var differences: [FileDifference] = []
        var report = run(request) { files, writer, log in
            let changes = writer.compare(files, log: &log)
            differences = FileDifference.all(files, changes)
            return changes
        }
        report.differences = differences
        return report
    }

    /// Tells what a schema or an operation of the document becomes, and why. Nothing is written.
    ///
    /// - Parameters:
    ///   - name: A schema's name, a reference to it or the name of a Swift type; an operation's id, its method and path
    ///     (`GET /pets`) or the name of its Swift method (`pets.list`).
    ///   - request: The document and how it is bound.
    /// - Returns: A report, and the text; nil where the report has an error, such as that there is no such name.
    public static func explain(_ name: String, _ request: GenerationRequest) -> (GenerationReport, text: String?) {
        var text: String?
        let report = Run.report(isStrict: request.isStrict) { run throws(Run.Stop) in
            let planned = try plan(request, &run)
            let explanation = Explanation(
                of: planned.document, planned.plan, configuration: planned.layout.configuration,
                diagnostics: run.report.diagnostics, place: planned.layout.placed)
            text = try run.step("explain") { log in
                if let text = explanation.text(for: name) { return text }
                log.error(
                    "unknown-name", "the document has no schema and no operation '\(name.escapedForMessage)'", at: nil,
                    help: explanation.suggestion(for: name).map { "did you mean '\($0)'?" })
                return nil
            }
        }
        return (report, text)
    }

    /// The pipeline. No step begins while an earlier one has errors.
    private static func run(
        _ request: GenerationRequest,
        output: ([RenderedFile], FileWriter, inout DiagnosticLog) -> FileChanges
    ) -> GenerationReport {
        Run.report(isStrict: request.isStrict) { run throws(Run.Stop) in
            let (job, _, layout, plan) = try plan(request, &run)
            let files = try run.step("render") { log in
                Renderer(job.templates).render(plan.files + layout.packageFiles(plan), log: &log)
                    .map { $0.at(layout.configuration.accessLevel) }
            }
            let placed = layout.placed(files)
            let custom = try run.step("render custom outputs") { log in
                CustomFiles(job, layout, beside: placed).render(plan, log: &log)
            }
            try run.rejectWarningsIfStrict()
            if request.reportsChanges {
                run.report.upgrade = try run.step("compare") { _ in
                    let others = Set(custom.map(\.path))
                    let old = layout.writer.generatedFiles.filter { !others.contains($0.path) }
                    return .some(upgrade(from: old, to: placed, plan))
                }
            }
            run.report.changes = try run.step("write") { log in
                output(placed + custom, layout.writer, &log)
            }
            run.report.moduleName = plan.moduleName
        }
    }

    /// What new files mean to those who import the old ones; nil where there are none.
    private static func upgrade(from old: [RenderedFile], to new: [RenderedFile], _ plan: Plan) -> UpgradeReport? {
        guard !old.isEmpty else { return nil }
        return UpgradeReport(BindingComparison(old: Bindings(files: old), new: Bindings(files: new, plan: plan)))
    }

    /// The pipeline's first half, up to the plan.
    private static func plan(
        _ request: GenerationRequest, _ run: inout Run
    ) throws(Run.Stop) -> (job: Job, document: Document, layout: OutputLayout, plan: Plan) {
        let files = RecordingFiles()
        var inputs = request.source.configurationPath.map { [$0] } ?? []
        defer { run.report.inputs = inputs + files.paths }
        let job = try run.step("configure") { log in
            let job = Job(request, log: &log)
            inputs += job?.templateFiles ?? []
            return job
        }
        run.report.documentPath = job.documentPath
        let document = try run.step("load") { log in
            let loaded = DocumentLoader(files: files, remotes: job.remotes).load(path: job.documentPath)
            log.report(loaded.diagnostics.map { $0.placed(at: job.documentLocation) })
            job.target?.reportUnwatched(job.templateFiles.dropFirst() + files.paths, log: &log)
            return loaded.document
        }
        let layout = try run.step("lay out") { _ in OutputLayout(job, for: document) }
        let selected = try run.step("select") { log in
            let (selected, diagnostics) = Selection.apply(layout.configuration, to: document)
            log.report(diagnostics)
            return selected
        }
        var configuration = layout.configuration
        if let earlier = job.previousDocument {
            configuration = try run.step("recognise") { log in
                let loader = DocumentLoader(files: files, remotes: job.remotes)
                return EarlierNames.added(to: layout.configuration, from: earlier, selected, loader: loader, log: &log)
            }
        }
        let plan = try run.step("plan") { log in
            let (plan, diagnostics) = BindingPlanner.plan(selected, configuration: configuration)
            log.report(layout.configuration.unusedRules(for: document, plan) + diagnostics)
            return plan
        }
        return (job, document, layout, plan)
    }
}
