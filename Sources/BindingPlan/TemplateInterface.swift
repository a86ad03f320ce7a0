/// What templates can rely on.
public enum TemplateInterface {
    /// The version of the names that templates see. It grows where a name goes away or comes to mean something else; a new
    /// name changes nothing. A template says what it was written for in a comment: `{{! bindery-templates: 1 }}`.
    public static let version = 1

    /// The templates that files are made with, and what each is applied to. All others are partials of these.
    public static let applications: [(template: String, subject: any TemplateSubject.Type)] = [
        ("document-file", DocumentFileSubject.self),
        ("model-file", ModelFileSubject.self),
        ("alias-file", AliasFileSubject.self),
        ("schemas-file", SchemaFileSubject.self),
        ("operation-file", OperationFileSubject.self),
        ("failure-file", FailureFileSubject.self),
        ("client-root", RootSubject.self),
        ("client-file", ClientFileSubject.self),
        ("handlers-root", RootSubject.self),
        ("handler-file", HandlerFileSubject.self),
    ]

    /// What templates of the user's own can be applied to.
    public static let outlines: [any TemplateSubject.Type] = [
        DocumentOutline.self, TagOutline.self, OperationOutline.self, TypeOutline.self,
    ]
}
