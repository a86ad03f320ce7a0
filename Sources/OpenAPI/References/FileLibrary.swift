import DocumentTree

/// The files of one document: each is read once, however many references lead into it.
final class FileLibrary {
    private let provider: any FileProvider
    private let limits: LoadLimits
    /// What stands for files of the network.
    let remotes: RemoteFolders
    private var outcomes: [String: LoadedFile?] = [:]
    private var loaded: [ObjectIdentifier: LoadedFile] = [:]
    private var latest: LoadedFile?

    /// The files that were read, in the order of first use.
    private(set) var files: [SourceFile] = []

    init(provider: any FileProvider, limits: LoadLimits, remotes: RemoteFolders) {
        self.remotes = remotes
        self.provider = provider
        self.limits = limits
    }

    /// The file at a path, read now unless it was before.
    ///
    /// - Parameters:
    ///   - path: A normalised path.
    ///   - place: The reference that leads there; nil for the file that was asked for.
    ///   - version: What the file follows if it does not say so itself.
    /// - Returns: nil where the file cannot be read, which the log says once.
    func file(
        at path: String,
        from place: SourceLocation?,
        version: SpecificationVersion,
        log: inout DiagnosticLog
    ) -> LoadedFile? {
        if let known = outcomes[path] { return known }
        let outcome = read(path, from: place, version: version, log: &log)
        outcomes[path] = .some(outcome)
        return outcome
    }

    /// The file in which something was written.
    func file(of location: SourceLocation) -> LoadedFile? {
        if let latest, latest.file === location.file { return latest }
        latest = loaded[ObjectIdentifier(location.file)]
        return latest
    }

    private func read(
        _ path: String,
        from place: SourceLocation?,
        version: SpecificationVersion,
        log: inout DiagnosticLog
    ) -> LoadedFile? {
        guard files.count < limits.files else {
            log.error(
                "too-many-files",
                "the document refers to more than \(limits.files) files; '\(path.escapedForMessage)' is not read",
                at: place
            )
            return nil
        }
        let bytes: [UInt8]
        do {
            bytes = try provider.read(path)
        } catch {
            let reason = (error as? FileReadError)?.reason ?? String(describing: error)
            log.error("unreadable-file", "the file '\(path.escapedForMessage)' cannot be read: \(reason)", at: place)
            return nil
        }
        let file = SourceFile(path: path, bytes: bytes)
        files.append(file)
        do throws(Diagnostic) {
            let root = try DocumentReader.read(file, limits: limits.reading)
            let result = LoadedFile(file: file, root: root, version: SpecificationVersion(statedBy: root) ?? version)
            loaded[ObjectIdentifier(file)] = result
            return result
        } catch {
            log.report(error)
            return nil
        }
    }
}
