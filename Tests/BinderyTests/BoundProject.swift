import BinderyGenerator
import DocumentTree
import Foundation
import Rendering

/// A document with a file that it refers to, a configuration and a template, bound into a folder of modules or into the
/// parts of a target.
struct BoundProject {
    enum Mode: CaseIterable {
        case modules, parts
    }

    let folder: URL
    let mode: Mode

    init(in folder: URL, mode: Mode) throws {
        self.folder = folder
        self.mode = mode
        try write(
            "document: api.yaml\nmodule: Shop\n\(mode == .modules ? "output: out\n" : "")templates: layout\n",
            to: "bindery.yaml")
        try write(
            """
            openapi: 3.0.3
            info: {title: Shop, version: 1.0.0}
            paths:
              /pets:
                get:
                  operationId: listPets
                  tags: [pets]
                  responses: {'200': {description: All., content: {application/json: {schema: {$ref: 'pet.yaml#/Pet'}}}}}
              /orders:
                get:
                  operationId: getOrder
                  tags: [orders]
                  responses: {'200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
            components:
              schemas:
                Order:
                  type: object
                  description: An order.
                  properties:
                    number: {type: integer}

            """, to: "api.yaml")
        try write("Pet:\n  type: object\n  properties:\n    name: {type: string}\n", to: "pet.yaml")
        let template = TemplateLibrary.builtIn["client-root"].map { String(decoding: $0.file.bytes, as: UTF8.self) }
        try write(template ?? "", to: "layout/client-root.mustache")
    }

    var request: GenerationRequest {
        let configuration = folder.appending(path: "bindery.yaml").path()
        switch mode {
        case .modules: return GenerationRequest(.configuration(path: configuration))
        case .parts:
            let inputs = ["bindery.yaml", "api.yaml", "pet.yaml", "layout/client-root.mustache"]
            return GenerationRequest(
                .target(
                    BuildTarget(
                        module: "Shop", input: .configuration(path: configuration),
                        output: folder.appending(path: "out").path(), name: "Shop", parts: 16,
                        watchedFiles: inputs.map { folder.appending(path: $0).path() })))
        }
    }

    func write(_ text: String, to path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func replace(_ old: String, _ new: String, in path: String) throws {
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        try write(text.replacing(old, with: new), to: path)
    }

    /// The generated files by their paths in the folder `out`.
    func files() throws -> [String: String] {
        let out = folder.appending(path: "out")
        var files: [String: String] = [:]
        for path in FileManager.default.enumerator(atPath: out.path())?.allObjects as? [String] ?? []
        where path.hasSuffix(".swift") {
            files[path] = try String(contentsOf: out.appending(path: path), encoding: .utf8)
        }
        return files
    }

    /// Makes all generated files old, generates, and tells which files were written since.
    func rewritten(by change: () throws -> Void = {}) throws -> (report: GenerationReport, paths: Set<String>) {
        let out = folder.appending(path: "out")
        let past = Date(timeIntervalSince1970: 1_000_000_000)
        let before = try files()
        for path in before.keys {
            try FileManager.default.setAttributes(
                [.modificationDate: past], ofItemAtPath: out.appending(path: path).path())
        }
        try change()
        let report = Bindery.generate(request)
        let paths = try files().keys.filter { path in
            let attributes = try FileManager.default.attributesOfItem(atPath: out.appending(path: path).path())
            return attributes[.modificationDate] as? Date != past
        }
        return (report, Set(paths))
    }
}
