internal import BindingPlan
internal import DocumentTree
internal import OpenAPI
public import Rendering

extension Bindery {
    /// The built-in templates, and what templates can use.
    public static var templates: TemplateReference {
        let applications =
            TemplateInterface.applications.map { TemplateCheck.Application(template: $0.template, subject: $0.subject) }
            + [TemplateCheck.Application(template: "package", subject: PackageManifest.self)]
        return TemplateReference(.builtIn, applications: applications, others: TemplateInterface.outlines)
    }

    /// Copies built-in templates to a folder, to be changed there.
    ///
    /// - Parameters:
    ///   - names: The templates' names.
    ///   - folder: The folder, which need not exist. Files that are there already are errors, and none is written then.
    /// - Returns: A report whose changes name the files.
    public static func ejectTemplates(_ names: [String], to folder: String) -> GenerationReport {
        Run.report(isStrict: false) { run throws(Run.Stop) in
            let folder = folder.isEmpty ? "." : folder
            var taken: Set<String> = []
            let names = names.filter { taken.insert($0).inserted }
            let library = TemplateLibrary.builtIn
            let files = try run.step("read") { log in
                names.compactMap { name -> RenderedFile? in
                    if let template = library[name] {
                        return RenderedFile(
                            path: FilePath.normalized("\(folder)/\(name).mustache"), text: template.copy)
                    }
                    let help = Spelling.closest(to: name, among: library.templates.keys.sorted())
                    log.error(
                        "unknown-template", "there is no template '\(name.escapedForMessage)'", at: nil,
                        help: help.map { "did you mean '\($0)'?" } ?? "'bindery templates list' lists them")
                    return nil
                }
            }
            run.report.changes = try run.step("write") { log in
                FileWriter(ownedFolders: []).write(files, log: &log)
            }
        }
    }
}
