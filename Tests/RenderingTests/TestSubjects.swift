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
    static let memberNames = ["header", "title", "isOpen", "books", "owner"]
    static let memberSubjects: [String: [any TemplateSubject.Type]] = ["books": [Book.self], "owner": [Owner.self]]
    var values: [String: TemplateValue]
}

struct Book: ValueSubject {
    static let memberNames = ["title", "note", "parts"]
    static let memberSubjects: [String: [any TemplateSubject.Type]] = ["parts": [Book.self]]
    var values: [String: TemplateValue]
}

struct Owner: ValueSubject {
    static let memberNames = ["name"]
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
