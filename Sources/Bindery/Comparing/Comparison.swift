internal import DocumentChanges
internal import DocumentTree
internal import OpenAPI

extension Bindery {
    /// Tells what changed between two documents.
    ///
    /// - Parameters:
    ///   - old: The document that programs were written for: a file, a folder, or `<revision>:<path>` in a repository.
    ///   - new: The document that they meet, named in the same ways.
    ///   - ignoreFile: A list of accepted changes; see ``IgnoreList``.
    public static func compare(old: String, new: String, ignoreFile: String? = nil) -> ComparisonReport {
        var report = ComparisonReport(names: (old, new))
        var log = DiagnosticLog()
        let before = document(old, log: &log)
        let after = document(new, log: &log)
        let ignored = ignoreFile.map { ignoreList($0, log: &log) } ?? IgnoreList()
        if let before, let after, let ignored {
            let changes = DocumentComparison(old: before, new: after).changes
            (report.changes, report.ignoredCount) = ignored.apply(to: changes, log: &log)
            report.succeeded = true
        }
        report.diagnostics = log.diagnostics
        return report
    }

    /// Reads a document. Of what there is to say about it, only errors matter here.
    private static func document(_ argument: String, log: inout DiagnosticLog) -> Document? {
        guard let source = DocumentSource(argument, log: &log) else { return nil }
        let loaded = source.load()
        log.report(loaded.diagnostics.filter { $0.severity == .error })
        return loaded.document
    }

    private static func ignoreList(_ path: String, log: inout DiagnosticLog) -> IgnoreList? {
        do {
            return IgnoreList(SourceFile(path: path, bytes: try DiskFiles().read(path)), log: &log)
        } catch {
            let reason = (error as? FileReadError)?.reason ?? String(describing: error)
            log.error("unreadable-file", "the list '\(path.escapedForMessage)' cannot be read: \(reason)", at: nil)
            return nil
        }
    }
}
