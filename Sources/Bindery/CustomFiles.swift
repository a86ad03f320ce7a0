internal import BindingPlan
internal import DocumentTree
internal import Rendering

/// The files that templates of the user's make of a plan.
struct CustomFiles {
    private let outputs: [CustomOutput]
    private let templates: [String: TemplateLibrary]
    private let accessLevel: Configuration.AccessLevel
    /// The paths of what is written beside them.
    private let others: Set<String>

    init(_ job: Job, _ layout: OutputLayout, beside others: [RenderedFile]) {
        outputs = job.customOutputs
        templates = job.customTemplates
        accessLevel = layout.configuration.accessLevel
        self.others = Set(others.map(\.path))
    }

    /// Renders the files under the paths that they are written to.
    ///
    /// - Parameter log: Receives what is wrong with the templates, and an error for each file that would be written twice.
    func render(_ plan: Plan, log: inout DiagnosticLog) -> [RenderedFile] {
        var taken = others
        return outputs.flatMap { output -> [RenderedFile] in
            guard let library = templates[output.folder],
                library[output.templateName]?.file.path == output.template
            else {
                log.error("unreadable-templates", "there is no template '\(output.template)'", at: output.location)
                return []
            }
            let files = Renderer(library).render(plan.files(output), log: &log)
            if let twice = files.first(where: { !taken.insert($0.path).inserted }) {
                log.error(
                    "output-twice", "'\(twice.path)' is written by something else already", at: output.location,
                    help: "give the output another name")
            }
            return files.map { RenderedFile.isSwift($0.path) ? $0.at(accessLevel) : $0 }
        }
    }
}
