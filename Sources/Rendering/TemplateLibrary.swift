internal import BinderyTemplates
public import DocumentTree
internal import OpenAPI

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The templates of a run: the built-in ones, some of them perhaps replaced by the user's.
public struct TemplateLibrary: Sendable {
    /// The templates by name.
    public private(set) var templates: [String: Template]

    /// A library of the given templates alone.
    public init(_ templates: [Template]) {
        self.templates = Dictionary(templates.map { ($0.name, $0) }) { _, last in last }
    }

    /// The templates that travel inside the binary.
    public static var builtIn: Self {
        Self(
            EmbeddedTemplates.all.map { name, text in
                Template(
                    name: name, file: SourceFile(path: "Templates/\(name)\(fileExtension)", bytes: Array(text.utf8)))
            }
        )
    }

    /// This library with the templates of a folder in place of those of the same file name.
    ///
    /// - Parameters:
    ///   - folder: A folder of `.mustache` files, each named as one of this library's templates.
    ///   - log: Receives an error for each file that replaces nothing or cannot be read, since a template under a name
    ///     that nothing asks for would have no effect.
    public func overridden(byFolder folder: String, log: inout DiagnosticLog) -> Self {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            log.error("unreadable-templates", "the template folder '\(folder)' cannot be read", at: nil)
            return self
        }
        var result = self
        for fileName in names where !fileName.hasPrefix(".") {
            result.override(fileName, inFolder: folder, log: &log)
        }
        return result
    }

    /// This library with the templates of a folder beside its own, for templates that make custom outputs of the plan.
    ///
    /// - Parameters:
    ///   - folder: A folder with `.mustache` files, which take the place of those of the same name, and others.
    ///   - log: Receives an error for each that cannot be read.
    public func extended(byFolder folder: String, log: inout DiagnosticLog) -> Self {
        var result = self
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for fileName in names.sorted() where fileName.hasSuffix(Self.fileExtension) && !fileName.hasPrefix(".") {
            result.read(
                String(fileName.dropLast(Self.fileExtension.count)), from: FilePath.normalized("\(folder)/\(fileName)"),
                log: &log)
        }
        return result
    }

    private mutating func override(_ fileName: String, inFolder folder: String, log: inout DiagnosticLog) {
        let path = folder.hasSuffix("/") ? folder + fileName : "\(folder)/\(fileName)"
        guard fileName.hasSuffix(Self.fileExtension),
            case let name = String(fileName.dropLast(Self.fileExtension.count)), templates[name] != nil
        else {
            log.error(
                "unknown-template",
                "'\(path)' replaces no template",
                at: nil,
                help: Spelling.closest(to: fileName, among: fileNames).map { "did you mean '\($0)'?" }
                    ?? "the templates are \(fileNames.map { "'\($0)'" }.joined(separator: ", "))"
            )
            return
        }
        read(name, from: path, log: &log)
    }

    private mutating func read(_ name: String, from path: String, log: inout DiagnosticLog) {
        do {
            templates[name] = Template(name: name, file: SourceFile(path: path, bytes: try DiskFiles().read(path)))
        } catch {
            let reason = (error as? FileReadError)?.reason ?? String(describing: error)
            log.error("unreadable-templates", "the template '\(path)' cannot be read: \(reason)", at: nil)
        }
    }

    /// The template called `name`.
    public subscript(name: String) -> Template? { templates[name] }

    private var fileNames: [String] { templates.keys.sorted().map { $0 + Self.fileExtension } }

    private static let fileExtension = ".mustache"
}
