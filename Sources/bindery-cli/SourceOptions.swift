internal import ArgumentParser
internal import BinderyGenerator

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What to bind and where to: a configuration, or a document with an output folder.
struct SourceOptions: ParsableArguments {
    @Argument(help: "The OpenAPI document, YAML or JSON.", completion: .file())
    var document: String?

    @Option(help: "A configuration that names document and output.", completion: .file())
    var config: String?

    @Option(help: "The folder to write to; the modules go into its folder 'Sources'.", completion: .directory)
    var output: String?

    @Option(
        help: "The modules are <module>API, <module>Client and <module>Server. (default: from the document's title)")
    var module: String?

    @Option(
        help: ArgumentHelp(
            "The package that holds BinderyRuntime: a path or a URL. Makes the output a complete Swift package.",
            discussion: "Without it no Package.swift is written.",
            valueName: "path-or-url"
        )
    )
    var runtime: String?

    func validate() throws {
        switch (config, document) {
        case (nil, nil):
            throw ValidationError("Missing a document or '--config <bindery.yaml>'.")
        case (_?, _?):
            throw ValidationError("'--config' names the document; leave out one of the two.")
        case (_?, nil):
            guard output == nil, module == nil, runtime == nil else {
                throw ValidationError("'--output', '--module' and '--runtime' go with a document, not with '--config'.")
            }
        case (nil, _?):
            guard let output else { throw ValidationError("Missing '--output <folder>'.") }
            guard !output.isEmpty else { throw ValidationError("'--output' is empty; the current folder is '.'.") }
        }
        if let runtime, case .folder(let path) = RuntimeDependency(runtime), !Self.isFolder(path) {
            throw ValidationError("'--runtime': there is no folder '\(path)', and it is no URL.")
        }
        if let module, !Self.isModuleName(module) {
            throw ValidationError(
                "'\(module)' is not a module name: letters, digits and '_', not beginning with a digit.")
        }
    }

    /// The request; a valid command line has a configuration or both a document and an output folder.
    func request(_ options: RunOptions) -> GenerationRequest {
        let source: GenerationRequest.Source =
            if let config {
                .configuration(path: config)
            } else {
                .document(
                    path: document ?? "",
                    output: output ?? ".",
                    module: module,
                    runtime: runtime.map { RuntimeDependency($0) }
                )
            }
        return GenerationRequest(source, templatesFolder: options.templates, isStrict: options.strict)
    }

    private static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    static func isModuleName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_")
        }
    }
}
