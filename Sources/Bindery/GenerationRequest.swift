/// What a run is asked for.
public struct GenerationRequest: Sendable {
    /// Where the run learns what to bind.
    public enum Source: Sendable {
        /// A `bindery.yaml` that says everything.
        case configuration(path: String)
        /// A document without configuration, bound into a folder that is a Swift package where a runtime is named.
        case document(path: String, output: String, module: String?, runtime: RuntimeDependency?)
        /// What a build compiles as a part of one of its targets.
        case target(BuildTarget)
    }

    /// Where the run learns what to bind.
    public var source: Source
    /// A folder of templates that replace built-in ones; takes precedence over the configuration's.
    public var templatesFolder: String?
    /// Whether warnings count as errors.
    public var isStrict: Bool
    /// Whether to tell what becomes of the declarations that the files had before.
    public var reportsChanges: Bool

    /// Creates a request.
    public init(
        _ source: Source, templatesFolder: String? = nil, isStrict: Bool = false, reportsChanges: Bool = false
    ) {
        self.source = source
        self.templatesFolder = templatesFolder
        self.isStrict = isStrict
        self.reportsChanges = reportsChanges
    }
}

extension GenerationRequest.Source {
    /// The configuration; nil where there is none.
    var configurationPath: String? {
        switch self {
        case .configuration(let path): path
        case .target(let target): if case .configuration(let path) = target.input { path } else { nil }
        case .document: nil
        }
    }
}
