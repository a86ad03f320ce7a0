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
        run(request) { files, writer, log in writer.compare(files, log: &log) }
    }

    /// The pipeline. No step begins while an earlier one has errors.
    private static func run(
        _ request: GenerationRequest,
        output: ([RenderedFile], FileWriter, inout DiagnosticLog) -> FileChanges
    ) -> GenerationReport {
        Run.report(isStrict: request.isStrict) { run throws(Run.Stop) in
            let job = try run.step("configure") { log in Job(request, log: &log) }
            run.report.documentPath = job.documentPath
            let document = try run.step("load") { log in
                let loaded = DocumentLoader().load(path: job.documentPath)
                log.report(loaded.diagnostics.map { $0.placed(at: job.documentLocation) })
                return loaded.document
            }
            let layout = try run.step("lay out") { _ in OutputLayout(job, for: document) }
            let selected = try run.step("select") { log in
                let (selected, diagnostics) = Selection.apply(layout.configuration, to: document)
                log.report(diagnostics)
                return selected
            }
            let plan = try run.step("plan") { log in
                let (plan, diagnostics) = BindingPlanner.plan(selected, configuration: layout.configuration)
                log.report(layout.configuration.unusedRules(for: document, plan) + diagnostics)
                return plan
            }
            let files = try run.step("render") { log in
                Renderer(job.templates).render(plan.files + layout.packageFiles, log: &log)
                    .map { $0.at(layout.configuration.accessLevel) }
            }
            try run.rejectWarningsIfStrict()
            run.report.changes = try run.step("write") { log in output(layout.placed(files), layout.writer, &log) }
            run.report.moduleName = plan.moduleName
        }
    }
}
