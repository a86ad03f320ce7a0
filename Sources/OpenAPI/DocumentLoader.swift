public import DocumentTree

/// Reads an OpenAPI description (or a Swagger 2.0 one) and every file that it refers to.
///
///     let loaded = DocumentLoader(files: DiskFiles()).load(path: "petstore.yaml")
///     for diagnostic in loaded.diagnostics { … }
///     if let document = loaded.document, !loaded.hasErrors { … }
public struct DocumentLoader: Sendable {
    private let provider: any FileProvider
    private let limits: LoadLimits
    private let remotes: RemoteFolders

    /// - Parameters:
    ///   - files: Where the bytes come from.
    ///   - limits: Bounds on what a load may take.
    ///   - remotes: Where the files are that references find on the network.
    public init(
        files: any FileProvider = DiskFiles(), limits: LoadLimits = .default, remotes: RemoteFolders = RemoteFolders()
    ) {
        self.remotes = remotes
        provider = files
        self.limits = limits
    }

    /// Reads, resolves and checks the document at a path. Never throws: whatever is wrong is a diagnostic.
    ///
    /// - Parameter path: Where the document is. References in it are resolved against its folder.
    public func load(path: String) -> LoadedDocument {
        let library = FileLibrary(provider: provider, limits: limits, remotes: remotes)
        var log = DiagnosticLog()
        let place = FilePath.normalized(path)
        guard let entry = library.file(at: place, from: nil, version: .v3_1, log: &log) else {
            return LoadedDocument(document: nil, diagnostics: log.diagnostics, files: library.files)
        }
        guard let version = VersionCheck.version(of: entry.root, log: &log) else {
            return LoadedDocument(document: nil, diagnostics: log.diagnostics, files: library.files)
        }

        let context = ReadingContext(entry: entry, library: library, limits: limits, log: log)
        var document =
            entry.version == .v2_0
            ? Document.readSwagger(entry.root, version: version, in: context)
            : Document.read(entry.root, version: version, in: context)
        context.readWaitingSchemas()
        document?.schemas = context.schemas.table
        document?.files = library.files
        if let document { DocumentValidation.check(document, log: &context.log) }
        return LoadedDocument(
            document: document,
            diagnostics: DistinctDiagnostics.of(context.log.diagnostics),
            files: library.files
        )
    }
}

/// What ``DocumentLoader/load(path:)`` found.
public struct LoadedDocument: Sendable {
    /// The document; nil where there is none that could be read at all. Where ``hasErrors`` is true it lacks what was
    /// wrong, and is only good for saying more about it.
    public var document: Document?
    /// Everything there is to say, in the order in which it was found.
    public var diagnostics: [Diagnostic]
    /// Every file that was read, also where there is no document: what a build tool must watch.
    public var files: [SourceFile]

    /// Whether any of the diagnostics is an error.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
