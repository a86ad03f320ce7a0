import BinderyGenerator
import DocumentTree
import Foundation
import Rendering
import Testing

/// A folder of `Tests/Cases`: an input, and what comes of it.
struct Case: CustomTestStringConvertible, Sendable {
    /// What is compared: the generated files by path, and the diagnostics as they are printed.
    struct Outcome {
        var files: [String: String] = [:]
        var diagnostics: String?

        var isEmpty: Bool { files.isEmpty && diagnostics == nil }
    }

    let name: String

    var testDescription: String { name }
    var folder: URL { Self.root.appending(path: name) }

    /// `Tests/Cases`.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Cases")

    /// Every folder in `Tests/Cases`.
    static var all: [Case] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path())) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { Case(name: $0) }
    }

    // MARK: What comes of it today

    /// Binds a copy of the folder, so that nothing of an earlier run is in the way.
    func run() throws -> Outcome {
        try withTemporaryFolder { copy in
            try FileManager.default.removeItem(at: copy)
            try FileManager.default.copyItem(at: folder, to: copy)
            try? FileManager.default.removeItem(at: copy.appending(path: "expected"))
            let inputs = Set(Self.files(in: copy).keys)
            let report = Bindery.generate(request(in: copy))
            let place = copy.path().hasSuffix("/") ? copy.path() : copy.path() + "/"
            let printed = report.diagnostics.map { $0.rendered().replacing(place, with: "") + "\n" }
            return Outcome(
                files: recorded(Self.files(in: copy).filter { !inputs.contains($0.key) }),
                diagnostics: printed.isEmpty ? nil : printed.joined(separator: "\n")
            )
        }
    }

    private var isConfigured: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "bindery.yaml").path())
    }

    private func request(in copy: URL) -> GenerationRequest {
        if isConfigured { return GenerationRequest(.configuration(path: copy.appending(path: "bindery.yaml").path())) }
        let isJSON = FileManager.default.fileExists(atPath: copy.appending(path: "openapi.json").path())
        let document = copy.appending(path: isJSON ? "openapi.json" : "openapi.yaml").path()
        let output = copy.appending(path: "generated").path()
        return GenerationRequest(.document(path: document, output: output, module: "Example", runtime: nil))
    }

    /// A configuration says which modules a case is about. Without one it is the models and operations, and not the file
    /// about the document, which is nearly the same for all.
    private func recorded(_ files: [String: String]) -> [String: String] {
        if isConfigured { return files.renamed(dropping: "generated/") }
        return files.filter {
            $0.key.hasPrefix("generated/Sources/ExampleAPI/") && !$0.key.hasSuffix("/Document.swift")
        }
        .renamed(dropping: "generated/Sources/")
    }

    // MARK: What is expected

    /// What an earlier run recorded.
    var expected: Outcome {
        let diagnostics = folder.appending(path: "diagnostics.txt")
        return Outcome(
            files: Self.files(in: folder.appending(path: "expected")),
            diagnostics: try? String(contentsOf: diagnostics, encoding: .utf8)
        )
    }

    /// Makes an outcome the expectation.
    func record(_ outcome: Outcome) throws {
        let expected = folder.appending(path: "expected")
        let diagnostics = folder.appending(path: "diagnostics.txt")
        try? FileManager.default.removeItem(at: expected)
        try? FileManager.default.removeItem(at: diagnostics)
        for (path, text) in outcome.files {
            let file = expected.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        if let text = outcome.diagnostics { try Data(text.utf8).write(to: diagnostics) }
    }

    private static func files(in folder: URL) -> [String: String] {
        var result: [String: String] = [:]
        for path in FileManager.default.enumerator(atPath: folder.path())?.allObjects as? [String] ?? [] {
            guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path()) else { continue }
            result[path] = String(decoding: data, as: UTF8.self)
        }
        return result
    }
}

extension [String: String] {
    fileprivate func renamed(dropping prefix: String) -> Self {
        Dictionary(
            uniqueKeysWithValues: map {
                ($0.key.hasPrefix(prefix) ? String($0.key.dropFirst(prefix.count)) : $0.key, $0.value)
            })
    }
}
