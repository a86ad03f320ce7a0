public import BindingPlan
public import DocumentTree
internal import OpenAPI

/// Checks that every name which the templates use exists in the plan, and every partial in the library.
///
/// Mustache renders an unknown name as nothing, so a misspelt one would be lost in silence. The check follows the subjects'
/// types and not their values: it finds a wrong name in a section that the document at hand never renders.
public struct TemplateCheck {
    /// A template with the type of the subject that it is applied to.
    public struct Application: Sendable {
        /// The template's name.
        public var template: String
        /// The type of the subject.
        public var subject: any TemplateSubject.Type

        /// Creates an application.
        public init(template: String, subject: any TemplateSubject.Type) {
            self.template = template
            self.subject = subject
        }
    }

    private let library: TemplateLibrary
    private var elements: [String: [TemplateElement]] = [:]
    private var log = DiagnosticLog()
    /// Templates by the scopes that they were checked in already.
    private var visited: Set<[String]> = []
    /// The types whose names each template can use, the innermost last, for each way that leads to it.
    private(set) var scopes: [String: [[any TemplateSubject.Type]]] = [:]
    /// The templates around what is checked now, up to the innermost section that goes deeper into the data.
    private var open: [String] = []
    /// Places that were reported already, in whatever scope.
    private var reported: Set<String> = []

    init(_ library: TemplateLibrary, applications: [Application]) {
        self.library = library
        readAll()
        for application in applications {
            if library[application.template] == nil {
                log.error("unknown-template", "there is no template '\(application.template)'", at: nil)
            } else {
                visit(application.template, scopes: [application.subject])
            }
        }
    }

    /// Checks all templates of a library.
    ///
    /// - Parameters:
    ///   - library: The templates.
    ///   - applications: What the plan applies them to.
    /// - Returns: What is wrong, by template and place.
    public static func check(_ library: TemplateLibrary, applications: [Application]) -> [Diagnostic] {
        Self(library, applications: applications).log.diagnostics
    }

    /// Checks all templates of a library as they are applied to planned files.
    public static func check(_ library: TemplateLibrary, files: [PlannedFile]) -> [Diagnostic] {
        var seen: Set<[String]> = []
        var applications: [Application] = []
        for file in files {
            let type = type(of: file.subject)
            guard seen.insert([file.template, String(reflecting: type)]).inserted else { continue }
            applications.append(Application(template: file.template, subject: type))
        }
        return check(library, applications: applications)
    }

    private mutating func readAll() {
        for template in library.templates.values.sorted(by: { $0.name < $1.name }) {
            do throws(Diagnostic) {
                elements[template.name] = try TemplateSyntax.read(template)
            } catch {
                log.report(error)
            }
        }
    }

    // MARK: Names

    private mutating func visit(_ template: String, scopes: [any TemplateSubject.Type]) {
        guard let elements = elements[template],
            visited.insert([template] + scopes.map { String(reflecting: $0) }).inserted
        else { return }
        self.scopes[template, default: []].append(scopes)
        open.append(template)
        visit(elements, scopes: scopes, inText: false)
        open.removeLast()
    }

    /// - Parameters:
    ///   - scopes: The types whose names can be used, the innermost last.
    ///   - inText: Whether `{{.}}` is a text.
    private mutating func visit(_ elements: [TemplateElement], scopes: [any TemplateSubject.Type], inText: Bool) {
        for element in elements {
            switch element {
            case .variable(".", let location):
                guard !inText else { continue }
                report("'{{.}}' stands in no section over a text", at: location)
            case .variable(TemplateMember.isLast.name, _) where scopes.count > 1: continue
            case .section(TemplateMember.isLast.name, _, let content, _) where scopes.count > 1:
                visit(content, scopes: scopes, inText: false)
            case .variable(let name, let location):
                guard let owner = owner(of: name, in: scopes, at: location) else { continue }
                guard owner.member(named: name)?.subject != nil else { continue }
                report(
                    "'\(name)' of \(owner) is no text", at: location,
                    help: "write a section: '{{#\(name)}}…{{/\(name)}}'")
            case .section(let name, let isInverted, let content, let location):
                guard let owner = owner(of: name, in: scopes, at: location) else { continue }
                visit(content, ofSection: name, owner: owner, isInverted: isInverted, scopes: scopes)
            case .partial(let name, let location):
                if library[name] == nil {
                    let help = Spelling.closest(to: name, among: library.templates.keys.sorted())
                    report("there is no template '\(name)'", at: location, help: help.map { "did you mean '\($0)'?" })
                }
                if open.contains(name) {
                    report(
                        "the template '\(name)' includes itself without end", at: location,
                        help: "include it in a section over a list or an object of what it is applied to")
                }
                visit(name, scopes: scopes)
            }
        }
    }

    private mutating func visit(
        _ content: [TemplateElement],
        ofSection name: String,
        owner: any TemplateSubject.Type,
        isInverted: Bool,
        scopes: [any TemplateSubject.Type]
    ) {
        guard let subject = owner.member(named: name)?.subject, !isInverted else {
            return visit(content, scopes: scopes, inText: !isInverted)
        }
        let around = open
        // Data has an end; but a name of an outer type means the same again, however deep the section is.
        if scopes.last.map({ $0 == owner }) == true { open = [] }
        // A type that is in scope already moves to the front, so that recursion through partials comes to an end.
        visit(content, scopes: scopes.filter { $0 != subject } + [subject], inText: false)
        open = around
    }

    /// The innermost type that has a member of this name.
    private mutating func owner(
        of name: String,
        in scopes: [any TemplateSubject.Type],
        at location: SourceLocation
    ) -> (any TemplateSubject.Type)? {
        if let owner = scopes.last(where: { $0.member(named: name) != nil }) { return owner }
        guard let innermost = scopes.last else { return nil }
        let near = Spelling.closest(to: name, among: scopes.reversed().flatMap { $0.members.map(\.name) })
        report(
            "\(innermost) has no member '\(name)'",
            at: location,
            help: near.map { "did you mean '\($0)'?" }
                ?? "its members are \(innermost.members.map { "'\($0.name)'" }.joined(separator: ", "))"
        )
        return nil
    }

    private mutating func report(_ message: String, at location: SourceLocation, help: String? = nil) {
        guard reported.insert("\(location.file.path):\(location.line):\(location.column)").inserted else { return }
        log.error("template-name", message, at: location, help: help)
    }
}
