import Foundation
import PackagePlugin

/// A configuration or a document in a target's folder, from which one set of bindings is made.
struct Binding {
    /// The configuration, or the document that has none.
    let file: URL
    /// Whether ``file`` is a configuration.
    let isConfiguration: Bool
    /// What the generated files' names begin with, different for each binding of a target.
    let name: String

    /// What there is to bind: each `bindery.yaml` and `<name>.bindery.yaml` of the folder, else its `openapi.yaml` or
    /// `openapi.json`.
    static func all(of target: any SourceModuleTarget) throws -> [Binding] {
        let folder = target.directoryURL
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.place).sorted()
        let configurations = names.filter { name in
            ["bindery.yaml", "bindery.yml"].contains { name == $0 || name.hasSuffix(".\($0)") }
        }
        if !configurations.isEmpty {
            let bindings = configurations.map { name in
                let parts = name.split(separator: ".").dropLast(2)
                return Binding(
                    file: folder.appending(path: name), isConfiguration: true,
                    name: parts.isEmpty ? target.moduleName : parts.joined(separator: "."))
            }
            let named = Dictionary(grouping: bindings) { $0.name.lowercased() }
            if let same = named.values.first(where: { $0.count > 1 }) {
                let list = same.map { "'\($0.file.lastPathComponent)'" }.joined(separator: " and ")
                throw Mistake("\(folder.place): \(list) would write the same files: name one of them otherwise")
            }
            return bindings
        }
        let documents = names.filter { ["openapi.yaml", "openapi.yml", "openapi.json"].contains($0) }
        guard let document = documents.first else {
            throw Mistake("\(folder.place): the target '\(target.name)' has neither 'bindery.yaml' nor 'openapi.yaml'")
        }
        guard documents.count == 1 else {
            let list = documents.map { "'\($0)'" }.joined(separator: " and ")
            throw Mistake("\(folder.place): \(list): say in 'bindery.yaml' which one to bind")
        }
        return [Binding(file: folder.appending(path: document), isConfiguration: false, name: target.moduleName)]
    }

    var arguments: [String] { isConfiguration ? ["--config", file.place] : [file.place] }

    /// The files whose changes make the bindings anew.
    func inputs(in folder: URL) -> [URL] {
        var files = InputFiles()
        if isConfiguration { files.add(configuration: file) } else { files.add(file) }
        files.add(folder: folder)
        return files.all
    }
}
