/// Something of the plan that a template can be applied to.
///
/// Templates hold layout only: every name they use is one of ``members``, and its value is already decided. Rendering
/// checks all templates against these names, because Mustache itself renders an unknown name as nothing.
public protocol TemplateSubject: Sendable {
    /// The names that a template may use on this subject, and what is under them. They are known without rendering, so
    /// that templates can be checked and documented.
    static var members: [TemplateMember] { get }

    /// The value under the name of one of ``members``, of the kind that it says.
    func member(_ name: String) -> TemplateValue
}

/// What a template sees under a name.
public enum TemplateValue: Sendable {
    /// Text to be inserted as it is. A section over it renders where it is not empty.
    case text(String)
    /// A section or inverted section.
    case flag(Bool)
    /// A section per element.
    case list([any TemplateSubject])
    /// A section with the subject's own names in scope; nil renders the inverted section.
    case subject((any TemplateSubject)?)
}

/// A file to write: a template applied to a subject.
public struct PlannedFile: Sendable {
    /// Relative to the output folder, with `/`.
    public var path: String
    /// The template's name, which is its file name without `.mustache`.
    public var template: String
    /// What the template is applied to.
    public var subject: any TemplateSubject

    /// Plans a file.
    public init(path: String, template: String, subject: any TemplateSubject) {
        self.path = path
        self.template = template
        self.subject = subject
    }
}
