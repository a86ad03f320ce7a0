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
    /// The target of a build that the files are for.
    var target: BuildTarget?
    /// The folder of templates that replace built-in ones.
    private(set) var templatesFolder: String?
    private(set) var templates = TemplateLibrary.builtIn
    /// What templates of the user's make.
    private(set) var customOutputs: [CustomOutput] = []
    /// The templates that they can use, by the folder of theirs.
    private(set) var customTemplates: [String: TemplateLibrary] = [:]

    /// - Parameter log: Receives what is wrong with the configuration or the templates' folder.
    init?(_ request: GenerationRequest, log: inout DiagnosticLog) {
        switch request.source {
        case .configuration(let path):
            self.init(configuration: path, log: &log)
        case .document(let path, let output, let module, let runtime):
            guard !output.isEmpty else {
                log.error("no-output", "the output folder's path is empty", at: nil, help: "the current folder is '.'")
                return nil
            }
            self.init(documentPath: path, sourceFolder: FilePath.normalized("\(output)/Sources"))
            moduleName = module
            package = runtime.map { (FilePath.normalized(output), $0) }
        case .target(let target):
            self.init(target, log: &log)
        }
        if let folder = request.templatesFolder { templatesFolder = folder }
        if let templatesFolder { templates = templates.overridden(byFolder: templatesFolder, log: &log) }
        for folder in Set(customOutputs.map(\.folder)).sorted() {
            customTemplates[folder] = templates.extended(byFolder: folder, log: &log)
        }
    }

    private init(documentPath: String, sourceFolder: String) {
        self.documentPath = documentPath
        self.sourceFolder = sourceFolder
    }

    private init?(configuration path: String, target: String? = nil, log: inout DiagnosticLog) {
        guard let file = Self.source(path, log: &log),
            let read = ConfigurationFile.read(file, target: target, log: &log)
        else { return nil }
        self.init(documentPath: read.documentPath, sourceFolder: read.outputFolder)
        documentLocation = read.documentLocation
        configuration = read.configuration
        moduleFolders = read.moduleFolders
        remotes = read.remotes
        previousDocument = read.previousDocument
        templatesFolder = read.templatesFolder
        customOutputs = read.customOutputs
    }

    private init?(_ target: BuildTarget, log: inout DiagnosticLog) {
        switch target.input {
        case .configuration(let path):
            self.init(configuration: path, target: target.module, log: &log)
        case .document(let path):
            self.init(documentPath: path, sourceFolder: target.output)
            var configuration = Configuration(moduleName: target.module)
            configuration.moduleLayout = .single
            self.configuration = configuration
        }
        self.target = target
    }

    /// The user's templates, and the folders that they are in.
    var templateFiles: [String] {
        let libraries =
            (templatesFolder.map { [(FilePath.normalized($0), templates)] } ?? [])
            + customTemplates.sorted { $0.key < $1.key }
        return libraries.flatMap { folder, library in
            [folder]
                + library.templates.values.map(\.file.path).filter { FilePath.resolving(".", against: $0) == folder }
                .sorted()
        }
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
