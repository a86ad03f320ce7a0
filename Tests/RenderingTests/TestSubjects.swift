import BindingPlan
import DocumentTree
import Rendering

/// A subject whose values the test gives.
protocol ValueSubject: TemplateSubject {
    var values: [String: TemplateValue] { get }
}

extension ValueSubject {
    func member(_ name: String) -> TemplateValue { values[name] ?? .text("") }
}

/// A file with a list and a subject.
struct Shelf: ValueSubject {
    static let members: [TemplateMember] = [
        .text("header", ""), .text("title", ""), .flag("isOpen", ""), .list("books", of: Book.self, "The books."),
        .subject("owner", Owner.self, "Who has the shelf."),
    ]
    var values: [String: TemplateValue]
}

struct Book: ValueSubject {
    static let members: [TemplateMember] = [
        .text("title", "The title."), .text("note", ""), .list("parts", of: Book.self, ""),
    ]
    var values: [String: TemplateValue]
}

struct Owner: ValueSubject {
    static let members: [TemplateMember] = [.text("name", "")]
    var values: [String: TemplateValue]
}

extension TemplateLibrary {
    /// A library of templates by name; each gets its content type.
    init(texts: [String: String]) {
        self.init(
            texts.map { name, text in
                let text = "{{% CONTENT_TYPE:TEXT}}\n" + text
                return Template(name: name, file: SourceFile(path: "\(name).mustache", bytes: Array(text.utf8)))
            }
        )
    }
}

extension Diagnostic {
    /// `file:line:column id message`.
    var line: String {
        let place = location.map { "\($0.file.path):\($0.line):\($0.column) " } ?? ""
        return "\(place)\(id) \(message)"
    }
}
