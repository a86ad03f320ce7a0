/// A name that templates can use on a subject.
public struct TemplateMember: Sendable {
    /// What is under the name.
    public enum Kind: Sendable {
        /// Text to be inserted.
        case text
        /// What a section or an inverted section asks for.
        case flag
        /// A section per element.
        case list(any TemplateSubject.Type)
        /// A section over one subject, or the inverted section where there is none.
        case subject(any TemplateSubject.Type)
    }

    /// The name.
    public let name: String
    /// What is under it.
    public let kind: Kind
    /// What that means, in a sentence of Markdown.
    public let summary: String

    /// Text to be inserted as it is.
    public static func text(_ name: String, _ summary: String) -> Self {
        Self(name: name, kind: .text, summary: summary)
    }

    /// A condition.
    public static func flag(_ name: String, _ summary: String) -> Self {
        Self(name: name, kind: .flag, summary: summary)
    }

    /// A list of subjects.
    public static func list(_ name: String, of type: any TemplateSubject.Type, _ summary: String) -> Self {
        Self(name: name, kind: .list(type), summary: summary)
    }

    /// A subject that need not be there.
    public static func subject(_ name: String, _ type: any TemplateSubject.Type, _ summary: String) -> Self {
        Self(name: name, kind: .subject(type), summary: summary)
    }

    /// The type of what a section over this name has in scope.
    public var subject: (any TemplateSubject.Type)? {
        switch kind {
        case .text, .flag: nil
        case .list(let type), .subject(let type): type
        }
    }

    /// The one name that belongs to no subject: every section over a list has it.
    public static let isLast = flag("isLast", "Whether the element is the last of its list.")
}

extension TemplateMember {
    /// The first line of a file, by which the generator knows its own.
    public static let header = text("header", "The first line of the file, which says that it is generated.")
    static let imports = text("imports", "The imports, each on a line of its own after a line break.")
    static let documentation = text("documentation", "The lines of the documentation comment, each with a line break.")
    static let indent = text("indent", "The spaces before the declaration.")
    static let extensions = list("extensions", of: ExtensionSubject.self, "The specification extensions (`x-…`).")
}

extension TemplateSubject {
    /// The member of a name.
    public static func member(named name: String) -> TemplateMember? { members.first { $0.name == name } }
}
