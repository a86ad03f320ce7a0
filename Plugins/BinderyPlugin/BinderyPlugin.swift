import Foundation
import PackagePlugin

/// Binds the OpenAPI documents of a target while it builds.
///
/// A build has to know which files it compiles before anything runs. So what is generated is put into a fixed number of
/// files, whatever the document holds; see `bindery help generate-parts`.
@main
struct BinderyPlugin: BuildToolPlugin {
    /// Enough for a change to compile only a small part of a large document's bindings anew.
    private static let parts = 16

    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        guard let target = target as? any SourceModuleTarget else {
            throw Mistake("the target '\(target.name)' has no sources, and no bindings are compiled in it")
        }
        let bindery = try context.tool(named: "bindery").url
        return try Binding.all(of: target).map { binding in
            let folder = context.pluginWorkDirectoryURL.appending(path: binding.name)
            let inputs = binding.inputs(in: target.directoryURL)
            return .buildCommand(
                displayName: "Binding \(binding.file.lastPathComponent) to \(target.moduleName)",
                executable: bindery,
                arguments: ["generate-parts"] + binding.arguments + [
                    "--module", target.moduleName, "--name", binding.name, "--output", folder.place,
                    "--parts", "\(Self.parts)",
                ] + inputs.flatMap { ["--watched", $0.place] },
                inputFiles: inputs,
                outputFiles: Self.fileNames(binding.name).map { folder.appending(path: $0) }
            )
        }
    }

    /// The files that `bindery generate-parts` writes.
    private static func fileNames(_ name: String) -> [String] {
        (["Document", "Schemas"] + (1...parts).map { "Part\($0)" }).map { "\(name).\($0).swift" }
    }
}

/// Why a target cannot be built.
struct Mistake: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
