internal import BindingPlan
internal import OpenAPI
internal import Rendering

/// Where each planned file goes. Plans put each module into a folder of its name; a job can send modules elsewhere.
struct OutputLayout {
    let configuration: Configuration
    /// Files around the modules of a plan, none where no package is asked for.
    let packageFiles: (Plan) -> [PlannedFile]
    /// The folder of each module, by the module's name, relative to the folder that the program runs in.
    private let folders: [String: String]
    private let packageFolder: String
    private let target: BuildTarget?
    /// The files that templates of the user's make of each of something, with `*` for its name.
    private let customPatterns: [String]
    private let documentName: String
    /// The modules' folders; in that of a build, which may be shared, all files are written each time anyway.
    private let ownedFolders: [String]

    init(_ job: Job, for document: Document) {
        let configuration =
            job.configuration ?? Configuration(moduleName: job.moduleName ?? Configuration.moduleName(for: document))
        self.configuration = configuration
        var folders: [String: String] = [:]
        for output in Configuration.Output.allCases {
            let module = configuration.moduleName(of: output)
            folders[module] =
                job.target.map { FilePath.normalized($0.output) } ?? job.moduleFolders[output]
                ?? FilePath.normalized("\(job.sourceFolder)/\(module)")
        }
        self.folders = folders
        packageFolder = job.package?.folder ?? ""
        target = job.target
        documentName = document.file.baseName
        customPatterns = job.customOutputs.filter { $0.scope != .document }.map(\.output)
        ownedFolders = job.target == nil ? folders.values.sorted() : []
        packageFiles = { plan in
            guard let package = job.package else { return [] }
            let manifest = PackageManifest(
                configuration, document: document, folder: package.folder, runtime: package.runtime,
                usesXML: plan.usesXML)
            return [PlannedFile(path: PackageManifest.fileName, template: "package", subject: manifest)]
        }
    }

    /// The files under the paths that they are written to; for a build, in the parts that it knows.
    func placed(_ files: [RenderedFile]) -> [RenderedFile] {
        if let target {
            return FileParts(name: target.name, count: target.parts).merged(files).map {
                RenderedFile(path: FilePath.normalized("\(target.output)/\($0.path)"), text: $0.text)
            }
        }
        return files.map { RenderedFile(path: placed($0.path), text: $0.text) }
    }

    /// Where a planned file goes.
    func placed(_ path: String) -> String {
        let parts = path.split(separator: "/", maxSplits: 1)
        guard let module = parts.first, let folder = folders[String(module)], parts.count == 2 else {
            return FilePath.normalized("\(packageFolder)/\(path)")
        }
        return FilePath.normalized("\(folder)/\(parts[1])")
    }

    /// A writer that keeps the modules' folders clean, also those of modules that are no longer made.
    var writer: FileWriter {
        FileWriter(ownedFolders: ownedFolders, ownedPatterns: customPatterns, documentName: documentName)
    }
}
