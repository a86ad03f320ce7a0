internal import DocumentTree

/// What a template holds beside text, for the check; rendering is Mustache's.
enum TemplateElement {
    /// `{{name}}`, `{{{name}}}` or `{{&name}}`; the name `.` stands for the section's own text.
    case variable(String, at: SourceLocation)
    /// `{{#name}}…{{/name}}`, or inverted with `^`.
    case section(String, isInverted: Bool, [TemplateElement], at: SourceLocation)
    /// `{{>name}}`.
    case partial(String, at: SourceLocation)
}
