internal import BindingPlan
internal import DocumentTree
internal import OpenAPI
internal import Rendering

/// The files that templates of the user's make of a plan.
enum CustomFiles {
    /// Renders the custom outputs of a job.
    ///
    /// - Parameters:
    ///   - others: The files that are written beside them.
    ///   - log: Receives what is wrong with their templates, and an error for each file that would be written twice.
    static func render(
        _ job: Job, _ plan: Plan, beside others: [RenderedFile], log: inout DiagnosticLog
    ) -> [RenderedFile] {
        var taken = Set(others.map(\.path))
        var libraries: [String: TemplateLibrary] = [:]
        return job.customOutputs.flatMap { custom -> [RenderedFile] in
            let folder = FilePath.resolving(".", against: custom.template)
            let library = libraries[folder] ?? job.templates.extended(byFolder: folder, log: &log)
            libraries[folder] = library
            guard library[custom.templateName]?.file.path == custom.template else {
                log.error("unreadable-templates", "there is no template '\(custom.template)'", at: custom.location)
                return []
            }
            let files = Renderer(library).render(plan.files(custom), log: &log)
            if let twice = files.first(where: { !taken.insert($0.path).inserted }) {
                log.error(
                    "output-twice", "'\(twice.path)' is written by something else already", at: custom.location,
                    help: "give the output another name")
            }
            return files
        }
    }
}
