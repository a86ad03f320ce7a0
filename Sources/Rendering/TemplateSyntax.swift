internal import BindingPlan
internal import DocumentTree
internal import OpenAPI

/// Reads the tags of a template.
///
/// It accepts less than Mustache does: no lambdas, transforms, dotted names, inheritance and changes of delimiters, so that
/// every name can be checked against the plan.
struct TemplateSyntax {
    private let file: SourceFile
    private var position = 0
    private var line: UInt32 = 1
    private var column: UInt32 = 1

    private init(_ file: SourceFile) {
        self.file = file
    }

    /// The elements of a template.
    ///
    /// - Throws: The first thing that is wrong with its tags.
    static func read(_ template: Template) throws(Diagnostic) -> [TemplateElement] {
        var reader = Self(template.file)
        try reader.readContentType()
        return try reader.readElements(of: nil)
    }

    /// Mustache escapes for HTML in every template and partial that does not say otherwise.
    private mutating func readContentType() throws(Diagnostic) {
        for name in ContentTypes.names {
            let line = Array("{{% CONTENT_TYPE:\(name)}}".utf8)
            guard file.bytes.starts(with: line) else { continue }
            return advance(by: line.count)
        }
        throw failure(
            "template-content-type",
            "the template does not begin with '{{% CONTENT_TYPE:TEXT}}'",
            at: here,
            help: "without it Mustache writes '&lt;' for '<'; instead of TEXT there can be "
                + ContentTypes.names.dropFirst().joined(separator: ", ")
        )
    }

    private mutating func readElements(of section: (name: String, location: SourceLocation)?) throws(Diagnostic)
        -> [TemplateElement]
    {
        var elements: [TemplateElement] = []
        while let tag = try nextTag() {
            switch tag.sigil {
            case nil, "{", "&":
                elements.append(.variable(try name(of: tag, allowsDot: true), at: tag.location))
            case "#", "^":
                let name = try name(of: tag)
                let content = try readElements(of: (name, tag.location))
                elements.append(.section(name, isInverted: tag.sigil == "^", content, at: tag.location))
            case "/":
                let name = try name(of: tag)
                guard let section, section.name == name else {
                    throw failure(
                        "template-syntax", "'{{/\(name)}}' ends no section that is open here", at: tag.location)
                }
                return elements
            case ">":
                elements.append(.partial(try partialName(of: tag), at: tag.location))
            case "!":
                try checkVersion(of: tag)
            default:
                throw failure(
                    "template-syntax",
                    "a tag of this kind is not allowed",
                    at: tag.location,
                    help: "templates have variables, sections, partials and comments"
                )
            }
        }
        if let section {
            throw failure("template-syntax", "the section '\(section.name)' has no end", at: section.location)
        }
        return elements
    }

    /// A comment such as `{{! bindery-templates: 1 }}` says what the template was written for.
    private func checkVersion(of tag: Tag) throws(Diagnostic) {
        let parts = tag.content.split(separator: ":", maxSplits: 1).map(\.trimmingSpaces)
        guard parts.first == Template.versionKey else { return }
        guard parts.count == 2, let version = Int(parts[1]) else {
            throw failure(
                "template-version", "'\(tag.content.escapedForMessage)' says no version", at: tag.location,
                help: "this is version \(TemplateInterface.version)")
        }
        guard version != TemplateInterface.version else { return }
        throw failure(
            "template-version",
            "the template is for version \(version) of what templates see, and this is version \(TemplateInterface.version)",
            at: tag.location, help: "see what it can use with 'bindery templates show', and adapt it")
    }

    private func name(of tag: Tag, allowsDot: Bool = false) throws(Diagnostic) -> String {
        let isName = tag.content.utf8.allSatisfy(Self.isNameByte) && !tag.content.isEmpty
        guard isName || (allowsDot && tag.content == ".") else {
            throw failure("template-syntax", "'\(tag.content.escapedForMessage)' is not a name", at: tag.location)
        }
        return tag.content
    }

    private func partialName(of tag: Tag) throws(Diagnostic) -> String {
        guard !tag.content.isEmpty, tag.content.utf8.allSatisfy({ Self.isNameByte($0) || $0 == UInt8(ascii: "-") })
        else {
            throw failure("template-syntax", "'\(tag.content.escapedForMessage)' names no template", at: tag.location)
        }
        return tag.content
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

// MARK: - Tags

extension TemplateSyntax {
    private struct Tag {
        /// The first character, where it says what kind of tag this is.
        var sigil: Character?
        var content: String
        /// Where the tag's braces begin.
        var location: SourceLocation
    }

    /// The tag after the text at the current place; nil at the end.
    private mutating func nextTag() throws(Diagnostic) -> Tag? {
        guard skip(to: "{{") else { return nil }
        let location = here
        let isTriple = file.bytes[position...].starts(with: "{{{".utf8)
        advance(by: isTriple ? 3 : 2)
        let start = position
        guard skip(to: isTriple ? "}}}" : "}}") else {
            throw failure("template-syntax", "the tag has no end", at: location)
        }
        var content = Substring(decoding: file.bytes[start..<position], as: UTF8.self)
        advance(by: isTriple ? 3 : 2)
        var sigil: Character? = isTriple ? "{" : nil
        if !isTriple, let first = content.first, "#^/>!&%=<$*".contains(first) {
            sigil = first
            content.removeFirst()
        }
        return Tag(sigil: sigil, content: content.trimmingSpaces, location: location)
    }

    /// Moves to the next place where `text` stands, or to the end.
    private mutating func skip(to text: String) -> Bool {
        let wanted = Array(text.utf8)
        while position < file.bytes.count {
            if file.bytes[position] == wanted[0], file.bytes[position...].starts(with: wanted) { return true }
            advance(by: 1)
        }
        return false
    }

    private mutating func advance(by count: Int) {
        for byte in file.bytes[position..<position + count] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        position += count
    }

    private var here: SourceLocation { SourceLocation(file: file, line: line, column: column) }

    private func failure(_ id: String, _ message: String, at location: SourceLocation, help: String? = nil)
        -> Diagnostic
    {
        Diagnostic(id: id, severity: .error, message: message, location: location, help: help)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }
}
