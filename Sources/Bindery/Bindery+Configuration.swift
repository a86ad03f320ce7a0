internal import DocumentTree
internal import OpenAPI
internal import Rendering

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension Bindery {
    /// Writes a configuration to begin with for a document, every key explained.
    ///
    /// - Parameters:
    ///   - path: Where to; a file that is there already is an error, and never touched.
    ///   - document: The document.
    ///   - isStrict: Whether warnings about the document count as errors.
    /// - Returns: A report whose changes name the file.
    public static func initialize(
        _ path: String, document: String, isStrict: Bool = false
    ) -> GenerationReport {
        Run.report(isStrict: isStrict) { run throws(Run.Stop) in
            run.report.documentPath = document
            let loaded = try run.step("load") { log in
                let loaded = DocumentLoader().load(path: document)
                log.report(loaded.diagnostics)
                return loaded.document
            }
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            let base = path.hasPrefix("/") && folder.isEmpty ? "/" : folder
            let text = InitialConfiguration(
                for: loaded, path: RuntimeDependency.path(document, from: base.isEmpty ? "." : base)
            ).text
            try run.rejectWarningsIfStrict()
            try run.step("write") { log in create(path, text, log: &log) }
            run.report.changes.written = [path]
        }
    }

    /// Writes a file that must not be there yet.
    private static func create(_ path: String, _ text: String, log: inout DiagnosticLog) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let reason = errno == EEXIST ? "it exists already" : String(cString: strerror(errno)).lowercased()
            log.error(
                "unwritable-configuration", "the configuration '\(path)' cannot be written: \(reason)", at: nil,
                help: errno == EEXIST ? "remove it, or name another file with '--config'" : nil)
            return
        }
        defer { close(descriptor) }
        var text = text
        let isWritten = text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = write(descriptor, rest.baseAddress, rest.count)
                guard count > 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
            return true
        }
        if !isWritten {
            log.error("unwritable-configuration", "the configuration '\(path)' cannot be written", at: nil)
        }
    }
}
