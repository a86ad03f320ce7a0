import BindingChanges
import BindingPlan
import DocumentTree
import Foundation
import OpenAPI
import Rendering
import Testing

/// A change of a document, from a file of `Tests/Changes`: the old and the new document, a program that uses the old
/// bindings, and what the comparison has to say.
struct ChangeCase: CustomTestStringConvertible, Sendable {
    let url: URL
    private let sections: [String: String]

    static let all: [ChangeCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Changes").standardized
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map(ChangeCase.init)
    }()

    private init(_ url: URL) {
        self.url = url
        var sections: [String: String] = [:]
        var section = ""
        for line in ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if line.hasPrefix("=== ") {
                section = String(line.dropFirst(4))
            } else {
                sections[section, default: ""] += line + "\n"
            }
        }
        self.sections = sections
    }

    var testDescription: String { url.deletingPathExtension().lastPathComponent }

    func plan(_ section: String) throws -> Plan {
        var text = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\n" + (sections[section] ?? "")
        if !text.contains("\npaths:") { text += "paths: {}\n" }
        let loaded = DocumentLoader(files: MemoryFiles(["\(section).yaml": text])).load(path: "\(section).yaml")
        guard let document = loaded.document, loaded.diagnostics.isEmpty else {
            throw Broken(message: "\(loaded.diagnostics)")
        }
        var log = DiagnosticLog()
        let head = "document: \(section).yaml\nmodule: Shop\noutput: .\nmodules: single\n"
        let settings = sections["\(section) configuration"] ?? sections["configuration"] ?? ""
        let source = SourceFile(path: "bindery.yaml", bytes: Array((head + settings).utf8))
        guard let file = ConfigurationFile.read(source, log: &log) else { throw Broken(message: "\(log.diagnostics)") }
        return BindingPlanner.plan(document, configuration: file.configuration).plan
    }

    /// The program; functions around statements are the file's own business.
    var caller: String { sections["caller"] ?? "" }

    /// The old names of the declarations that the program uses; none are all.
    var uses: [String] { (sections["uses"] ?? "").split(separator: "\n").map(String.init) }

    /// Whether the compiler says nothing although an implementation is no longer called.
    var isSilent: Bool { sections["silent"] != nil }

    /// What the comparison has to say.
    var expected: String { (sections["changes"] ?? "").trimmingCharacters(in: .newlines) }

    /// Replaces what the comparison has to say.
    func record(_ changes: String) throws {
        let text = try String(contentsOf: url, encoding: .utf8)
        let end = text.range(of: "=== changes\n")?.lowerBound ?? text.endIndex
        try (text[..<end] + "=== changes\n" + changes + "\n").write(to: url, atomically: true, encoding: .utf8)
    }

    struct Broken: Error { var message: String }
}

extension BindingComparison {
    /// A line for each change.
    var text: String {
        changes.map { change in
            let name = change.newName.map { "\(change.name) -> \($0)" } ?? change.name
            return
                "\(change.kind.rawValue) | \(name) | \(change.verdict.rawValue) | \(change.audience): \(change.reason)"
        }.joined(separator: "\n")
    }

    /// The worst that is said of some declarations, or of all.
    func verdict(on names: [String]) -> BindingChange.Verdict {
        changes.filter { names.isEmpty || names.contains($0.name) }.map(\.verdict).max() ?? .none
    }
}

/// The compiler, with the runtime that the tests were built with.
struct Compiler {
    private let modules: String
    private let folder: URL

    /// The modules stand beside the test bundle.
    init() throws {
        let bundles = Bundle.allBundles.map(\.bundleURL) + [URL(filePath: CommandLine.arguments[0])]
        modules = try #require(
            bundles.map { $0.deletingLastPathComponent().appending(path: "Modules").path }
                .first { FileManager.default.fileExists(atPath: "\($0)/BinderyRuntime.swiftmodule") },
            "the runtime is not built beside the tests")
        folder = FileManager.default.temporaryDirectory.appending(path: "bindery-\(UUID().uuidString)")
    }

    /// What the compiler has to say of a program together with bindings, errors and warnings.
    func check(_ program: String, with plan: Plan) throws -> [String] {
        defer { try? FileManager.default.removeItem(at: folder) }
        var log = DiagnosticLog()
        var paths: [String] = []
        for file in Renderer().render(plan.files, log: &log) {
            let url = folder.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try file.text.write(to: url, atomically: true, encoding: .utf8)
            paths.append(url.path)
        }
        let caller = folder.appending(path: "Caller.swift")
        try ("import BinderyRuntime\n" + program).write(to: caller, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["swiftc", "-frontend", "-typecheck", "-module-name", "Shop", "-swift-version", "6", "-parse-as-library"]
            + ["-enable-upcoming-feature", "InternalImportsByDefault", "-I", modules]
            + ["-primary-file", caller.path] + paths
        let output = Pipe()
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let messages = text.split(separator: "\n").map(String.init)
            .filter { $0.contains(": error: ") || $0.contains(": warning: ") }
        if process.terminationStatus != 0, messages.isEmpty { return ["error: \(text)"] }
        return messages
    }
}
