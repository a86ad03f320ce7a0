internal import BindingPlan
internal import DocumentTree
internal import OpenAPI

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Where a document that is compared comes from: a file, a folder, or a revision in a repository.
struct DocumentSource {
    private let files: any FileProvider
    private let path: String
    private let remotes: RemoteFolders
    /// The `bindery.yaml` that led to the document, or stands beside it and names it.
    let configuration: Configuration?

    /// Names of documents that a folder may have, in the order in which they are looked for.
    private static let names = ["openapi", "swagger", "api"].flatMap { name in
        ["yaml", "yml", "json"].map { "\(name).\($0)" }
    }

    /// - Parameters:
    ///   - argument: A path, or `<revision>:<path>`.
    ///   - isConfigured: Whether it is known how the document is bound, so that what stands beside a file does not matter.
    ///   - log: Receives why there is no such document.
    init?(_ argument: String, isConfigured: Bool, log: inout DiagnosticLog) {
        var files: any FileProvider = DiskFiles()
        var path = argument
        if !Self.exists(argument), let colon = argument.firstIndex(of: ":") {
            do throws(GitCommand.Failure) {
                path = try GitRevision.fromTop(String(argument[argument.index(after: colon)...]))
            } catch {
                log.error("unreadable-file", "'\(argument.escapedForMessage)' cannot be read: \(error.reason)", at: nil)
                return nil
            }
            files = GitRevision(revision: String(argument[..<colon]))
        }
        let isFile = (try? files.read(path)) != nil
        var configuration: ConfigurationFile?
        if !isFile || !isConfigured {
            let folder = isFile ? FilePath.resolving(".", against: path) : FilePath.normalized(path)
            do throws(FileReadError) {
                if let file = try Self.configuration(in: folder, files) {
                    configuration = ConfigurationFile.read(file, isForOutput: false, log: &log)
                    if configuration == nil { return nil }
                }
            } catch {
                log.error("unreadable-file", error.reason, at: nil)
                return nil
            }
        }
        if isFile {
            let isNamed = configuration?.documentPath == FilePath.normalized(path)
            self.init(files, path, isNamed ? configuration : nil)
        } else if let configuration {
            self.init(files, configuration.documentPath, configuration)
        } else if let file = Self.paths(in: path).first(where: { (try? files.read($0)) != nil }) {
            self.init(files, file, nil)
        } else {
            Self.reportMissing(argument, files, path, log: &log)
            return nil
        }
    }

    private init(_ files: any FileProvider, _ path: String, _ file: ConfigurationFile?) {
        (self.files, self.path) = (files, path)
        (remotes, configuration) = (file?.remotes ?? RemoteFolders(), file?.configuration)
    }

    /// Reads the document.
    func load() -> LoadedDocument {
        DocumentLoader(files: files, remotes: remotes).load(path: path)
    }

    /// The `bindery.yaml` of a folder; nil where it has none.
    ///
    /// - Throws: ``FileReadError`` where there is one that cannot be read.
    private static func configuration(
        in folder: String, _ files: any FileProvider
    ) throws(FileReadError) -> SourceFile? {
        let path = FilePath.normalized("\(folder)/bindery.yaml")
        do {
            return SourceFile(path: path, bytes: try files.read(path))
        } catch {
            guard files is DiskFiles, exists(path) else { return nil }
            let reason = (error as? FileReadError)?.reason ?? String(describing: error)
            throw FileReadError(reason: "'\(path.escapedForMessage)' cannot be read: \(reason)")
        }
    }

    private static func paths(in folder: String) -> [String] {
        let folder = FilePath.normalized(folder)
        return names.map { FilePath.normalized("\(folder)/\($0)") }
    }

    private static func reportMissing(
        _ argument: String, _ files: any FileProvider, _ path: String, log: inout DiagnosticLog
    ) {
        var reason = "it has no bindery.yaml, openapi.yaml or openapi.json"
        do {
            _ = try files.read(path)
        } catch let error as FileReadError where !isFolder(argument) {
            reason = error.reason
        } catch {}
        log.error(
            "unreadable-file", "'\(argument.escapedForMessage)' cannot be read: \(reason)", at: nil,
            help: "give a file, a folder, or a revision and a path such as 'HEAD~1:openapi.yaml'")
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }
}
