public import BindingPlan

/// What templates see, as text: made of the subjects themselves, so that it is what rendering checks.
public struct TemplateReference: Sendable {
    private let library: TemplateLibrary
    /// The types whose names each template can use, the innermost last, for each way that leads to it.
    private let scopes: [String: [[any TemplateSubject.Type]]]
    /// All subjects, each behind one that leads to it.
    private let subjects: [any TemplateSubject.Type]

    /// Describes the templates of a library and all that they can be applied to.
    ///
    /// - Parameters:
    ///   - library: The templates.
    ///   - applications: What files are made with.
    ///   - others: Subjects of templates that are not in the library.
    public init(
        _ library: TemplateLibrary, applications: [TemplateCheck.Application], others: [any TemplateSubject.Type]
    ) {
        self.library = library
        scopes = TemplateCheck(library, applications: applications).scopes
        var found: [any TemplateSubject.Type] = []
        var waiting = applications.map(\.subject) + others
        while !waiting.isEmpty {
            let subject = waiting.removeFirst()
            guard !found.contains(where: { $0 == subject }) else { continue }
            found.append(subject)
            waiting = subject.members.compactMap(\.subject) + waiting
        }
        subjects = found
    }

    /// The names of templates that nothing is rendered with.
    public var unused: [String] { library.templates.keys.filter { scopes[$0] == nil }.sorted() }

    /// A line for each template: its name and what it makes.
    public var list: String {
        let names = library.templates.keys.sorted()
        let width = names.map(\.count).max() ?? 0
        return names.map { name in
            name + String(repeating: " ", count: width - name.count + 2) + (library[name]?.summary ?? "") + "\n"
        }.joined()
    }

    /// A template with what it can use, or the members of a subject.
    ///
    /// - Parameter name: A template's name or a subject's.
    /// - Returns: The text; nil where there is neither.
    public func description(of name: String) -> String? {
        if let template = library[name] { return description(template) }
        return subjects.first { "\($0)" == name }.map(members)
    }

    private func description(_ template: Template) -> String {
        var text = "\(template.name): \(template.summary)\n"
        for (subject, roots) in uses(template.name) {
            let within = roots.isEmpty ? "" : ", within \(roots.joined(separator: " or "))"
            text += "\nApplied to \(subject)\(within).\n\n" + members(subject)
        }
        return text + "\n" + template.text
    }

    /// What a template is applied to, each with what the files are made of in which it is.
    private func uses(_ template: String) -> [(subject: any TemplateSubject.Type, roots: [String])] {
        var uses: [(subject: any TemplateSubject.Type, roots: [String])] = []
        for scopes in scopes[template] ?? [] {
            guard let subject = scopes.last, let root = scopes.first else { continue }
            let index = uses.firstIndex { $0.subject == subject } ?? uses.count
            if index == uses.count { uses.append((subject, [])) }
            if scopes.count > 1, !uses[index].roots.contains("\(root)") { uses[index].roots.append("\(root)") }
        }
        return uses
    }

    private func members(_ subject: any TemplateSubject.Type) -> String {
        let rows = subject.members.map { (name: $0.name, kind: $0.kindText, summary: $0.summary) }
        let widths = (rows.map(\.name.count).max() ?? 0, rows.map(\.kind.count).max() ?? 0)
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: width - text.count + 2)
        }
        return "\(subject)\n"
            + rows.map { "  \(padded($0.name, widths.0))\(padded($0.kind, widths.1))\($0.summary)\n" }.joined()
    }

    // MARK: Markdown

    private static let introduction = """
        # What templates can use

        Every template, and the names of all that templates are applied to, in version \(TemplateInterface.version).

        ## Overview

        A template is applied to a subject, and can use the subject's names. In a section over a list or over a subject it
        can use the names of that one too, and in a list `isLast`, which is true for the last element. Custom outputs are
        made of `DocumentOutline`, `TagOutline`, `OperationOutline` or `TypeOutline`.

        """

    /// All of it as an article.
    public var markdown: String {
        let templates = library.templates.keys.sorted().map { name in
            let types = uses(name).map { "`\($0.subject)`" }.joined(separator: ", ")
            return "| `\(name)` | \(library[name]?.summary ?? "") | \(types) |\n"
        }
        var text =
            Self.introduction + "\n## Templates\n\n| Template | Makes | Of |\n|---|---|---|\n" + templates.joined()
        for subject in subjects {
            text += "\n## \(subject)\n\n| Name | Kind | Meaning |\n|---|---|---|\n"
            text += subject.members.map { "| `\($0.name)` | \($0.kindText) | \($0.summary) |\n" }.joined()
        }
        return text
    }
}

extension TemplateMember {
    fileprivate var kindText: String {
        switch kind {
        case .text: "text"
        case .flag: "flag"
        case .list(let type): "list of \(type)"
        case .subject(let type): "\(type)"
        }
    }
}
