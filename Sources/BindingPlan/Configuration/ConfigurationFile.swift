public import DocumentTree
public import OpenAPI

/// A configuration as it stands in a file: what to bind and how, and where everything is.
///
/// Its paths are relative to the folder that the program runs in, not, as written, to the configuration's own.
public struct ConfigurationFile: Sendable {
    /// What the run is asked for.
    public var configuration: Configuration
    /// The OpenAPI document.
    public var documentPath: String
    /// Where the configuration names the document.
    public var documentLocation: SourceLocation
    /// The folder that the modules' folders are put into.
    public var outputFolder: String
    /// The folders of modules that do not go to the output folder under their own name.
    public var moduleFolders: [Configuration.Output: String]
    /// The folders that hold what references find on the network.
    public var remotes: RemoteFolders
    /// The folder of templates that replace built-in ones.
    public var templatesFolder: String?
    /// The files that templates of the user's make.
    public var customOutputs: [CustomOutput]

    /// The document that `aliases` finds renames by.
    public var previousDocument: PreviousDocument?

    /// A document of before.
    public struct PreviousDocument: Sendable {
        /// Its path.
        public var path: String
        /// Where the configuration names it.
        public var location: SourceLocation
    }

    /// The keys of a configuration, in the order in which the documentation has them.
    public static var keys: [String] { ConfigurationReader.keys }

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - file: The text of `bindery.yaml`.
    ///   - target: The module that a build compiles the output in, and puts the output into a folder of its own choice.
    ///     It names what the configuration does not name.
    ///   - isForOutput: Whether something is written. Where nothing is, `module` and `output` may be missing, as they are
    ///     in configurations of build targets; the name of the module is empty then.
    ///   - log: Receives what is wrong with it, unknown keys among it.
    /// - Returns: The configuration; nil where the log has a new error.
    public static func read(
        _ file: SourceFile, target: String? = nil, isForOutput: Bool = true, log: inout DiagnosticLog
    ) -> Self? {
        do throws(Diagnostic) {
            var reader = ConfigurationReader(file: file, target: target, isForOutput: isForOutput)
            let result = reader.read(try DocumentReader.read(file))
            reader.log.diagnostics.forEach { log.report($0) }
            return reader.log.hasErrors ? nil : result
        } catch {
            log.report(error)
            return nil
        }
    }
}
