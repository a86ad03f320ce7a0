import Foundation
import Measuring

/// A folder that `bindery generate` writes modules into, and the package that builds them.
struct GeneratedPackage {
    let folder: URL

    /// Makes an empty folder. It lies in `.build` of the current folder, which is the package with the runtime.
    init(named name: String) throws {
        folder = URL(filePath: FileManager.default.currentDirectoryPath).appending(path: ".build/bench/\(name)")
        remove()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    private var sources: URL { folder.appending(path: "Sources") }

    /// Generates the modules of a document `runs` times from nothing, and tells the best run and its phases.
    @discardableResult
    func generate(
        _ document: String, module: String, bindery: String, runs: Int = 1, keeping: Bool = false
    ) throws -> (usage: ProcessUsage, phases: String) {
        var best: (usage: ProcessUsage, phases: String)?
        let log = folder.appending(path: "log.txt")
        for _ in 0..<runs {
            if !keeping { try? FileManager.default.removeItem(at: sources) }
            let arguments = ["generate", document, "--output", folder.path, "--module", module, "--timings"]
            let usage = try ChildProcess.run(bindery, arguments, errors: log.path)
            if usage.seconds < best?.usage.seconds ?? .infinity { best = (usage, try phases(log)) }
        }
        return best ?? (ProcessUsage(seconds: 0, cpuSeconds: 0, peakMegabytes: 0), "")
    }

    /// `load 39, plan 151`, from the lines `load: 39.0 ms`.
    private func phases(_ log: URL) throws -> String {
        try String(contentsOf: log, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: ": ")
            guard words.count == 2, words[1].hasSuffix(" ms"), let time = Double(words[1].dropLast(3)) else {
                return nil
            }
            return time < 0.5 ? nil : "\(words[0]) \(time.formatted(digits: 0))"
        }.joined(separator: ", ")
    }

    /// The generated Swift files with what is in them.
    func files() throws -> [String: Data] {
        var found: [String: Data] = [:]
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "swift" { found[file.path] = try Data(contentsOf: file) }
        }
        return found
    }

    func lines(of module: String) throws -> Int {
        try files().values.reduce(0) { count, text in count + text.count { $0 == UInt8(ascii: "\n") } }
    }

    /// Writes a manifest with the modules that are there, each depending on the runtime in the current folder.
    func writeManifest(module: String?) throws {
        let runtime = FileManager.default.currentDirectoryPath
        let identity = URL(filePath: runtime).lastPathComponent
        let modules = ["API", "Client", "Server"].map { "\(module ?? "")\($0)" }.filter {
            FileManager.default.fileExists(atPath: sources.appending(path: $0).path)
        }
        // Something must import the runtime where there is no module yet.
        let warm = sources.appending(path: "Warm/Warm.swift")
        try FileManager.default.createDirectory(
            at: warm.deletingLastPathComponent(), withIntermediateDirectories: true)
        try "import BinderyRuntime\n".write(to: warm, atomically: false, encoding: .utf8)
        let targets = (modules + ["Warm"]).map { name in
            let api = name.hasSuffix("API") || name == "Warm" ? "" : "\"\(module ?? "")API\", "
            return "        .target(name: \"\(name)\", dependencies: [\(api)runtime]),\n"
        }
        let manifest = """
            // swift-tools-version: 6.2
            import PackageDescription
            let runtime = Target.Dependency.product(name: "BinderyRuntime", package: "\(identity)")
            let package = Package(
                name: "bench", platforms: [.macOS(.v15)], dependencies: [.package(path: "\(runtime)")],
                targets: [
            \(targets.joined())    ],
                swiftLanguageModes: [.v6])

            """
        try manifest.write(to: folder.appending(path: "Package.swift"), atomically: false, encoding: .utf8)
    }

    func build(configuration: String) throws -> ProcessUsage {
        try ChildProcess.run(
            "swift",
            [
                "build", "--package-path", folder.path, "--configuration", configuration, "--disable-index-store",
            ])
    }
}
