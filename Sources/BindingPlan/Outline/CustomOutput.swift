public import DocumentTree

/// A file, or a file for each of something, that a template of the user's makes of the plan.
public struct CustomOutput: Sendable {
    /// What the template is applied to.
    public enum Scope: String, Sendable, CaseIterable {
        /// All of it, once.
        case document
        /// Each tag.
        case tag
        /// Each operation.
        case operation
        /// Each type of a schema.
        case type
    }

    /// The template's file, relative to the folder that the program runs in.
    public var template: String
    /// The file to write, relative to the same folder; for more than one file, `*` stands for the name of each.
    public var output: String
    /// What the template is applied to.
    public var scope: Scope
    /// Where the configuration asks for it.
    public var location: SourceLocation

    /// Asks for an output.
    public init(template: String, output: String, scope: Scope, location: SourceLocation) {
        self.template = template
        self.output = output
        self.scope = scope
        self.location = location
    }

    /// The folder of the template, in which its partials are too.
    public var folder: String {
        let folder = template.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return folder.isEmpty ? (template.hasPrefix("/") ? "/" : ".") : folder
    }

    /// The template's name, which is its file name without `.mustache`.
    public var templateName: String {
        let name = template.split(separator: "/").last.map(String.init) ?? template
        return name.hasSuffix(".mustache") ? String(name.dropLast(".mustache".count)) : name
    }
}

extension Plan {
    /// The files of a custom output under the paths that they are written to, as they would be in the file system.
    public func files(_ custom: CustomOutput) -> [PlannedFile] {
        func file(_ name: String, _ subject: any TemplateSubject) -> PlannedFile {
            let path = custom.output.replacing("*", with: name, maxReplacements: 1)
            return PlannedFile(path: path, template: custom.templateName, subject: subject)
        }
        switch custom.scope {
        case .document: return [file("", DocumentOutline(outline: outline))]
        case .tag: return outline.tags.map { file($0.tag.name.path, $0) }
        case .operation: return outline.operations.map { file($0.plan.name.path, $0) }
        case .type: return outline.types.map { file($0.plan.name.path, $0) }
        }
    }
}
