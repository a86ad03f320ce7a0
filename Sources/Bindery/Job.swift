internal import BindingPlan
internal import DocumentTree
internal import OpenAPI
internal import Rendering

/// A request with its configuration read: what to bind, how, and where everything is.
struct Job {
    var documentPath: String
    /// Where the configuration names the document.
    var documentLocation: SourceLocation?
    /// Nil where there is no configuration, so that the document's title names the modules.
    var configuration: Configuration?
    /// What the command line says about the modules' name.
    var moduleName: String?
    /// Where the modules' folders go.
    var sourceFolder: String
    /// Where the files are that references find on the network.
    var remotes = RemoteFolders()
    /// The document that renames are found by.
    var previousDocument: ConfigurationFile.PreviousDocument?
    /// Modules that go elsewhere.
    var moduleFolders: [Configuration.Output: String] = [:]
    /// The package to write around the modules.
    var package: (folder: String, runtime: RuntimeDependency)?
    var templates: TemplateLibrary

    /// - Parameter log: Receives what is wrong with the configuration or the templates' folder.
    init?(_ request: GenerationRequest, log: inout DiagnosticLog) {
        var templatesFolder = request.templatesFolder
        switch request.source {
        case .configuration(let path):
            guard let file = Self.source(path, log: &log), let read = ConfigurationFile.read(file, log: &log) else {
                return nil
            }
            documentPath = read.documentPath
            documentLocation = read.documentLocation
            configuration = read.configuration
            sourceFolder = read.outputFolder
            moduleFolders = read.moduleFolders
            remotes = read.remotes
            previousDocument = read.previousDocument
            templatesFolder = templatesFolder ?? read.templatesFolder
        case .document(let path, let output, let module, let runtime):
            guard !output.isEmpty else {
                log.error("no-output", "the output folder's path is empty", at: nil, help: "the current folder is '.'")
                return nil
            }
            documentPath = path
            moduleName = module
            sourceFolder = FilePath.normalized("\(output)/Sources")
            package = runtime.map { (FilePath.normalized(output), $0) }
        }
        templates = .builtIn
        if let templatesFolder { templates = templates.overridden(byFolder: templatesFolder, log: &log) }
    }

    private static func source(_ path: String, log: inout DiagnosticLog) -> SourceFile? {
        do {
            return SourceFile(path: path, bytes: try DiskFiles().read(path))
        } catch {
            let reason = (error as? FileReadError)?.reason ?? String(describing: error)
            log.error("unreadable-file", "the configuration '\(path)' cannot be read: \(reason)", at: nil)
            return nil
        }
    }
}
