/// The file with the schemas that requests are held against.
struct SchemaFileSubject: TemplateSubject {
    let header: String
    let imports: String
    let name: String
    let text: String

    static let members: [TemplateMember] = [
        .header,
        .imports,
        .text("name", "The constant's name."),
        .text("lines", "The schemas as JSON, in lines of their own."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "header": .text(header)
        case "imports": .text(imports)
        case "name": .text(self.name)
        case "lines": .text(Self.broken(text, indentation: "        "))
        default: .text("")
        }
    }

    /// The lines of a JSON text, those that are too long broken where white space means nothing.
    static func broken(_ text: String, indentation: String, width: Int = 120) -> String {
        var lines = ""
        for part in text.split(separator: "\n") {
            var line = indentation
            var columns = indentation.count
            for piece in pieces(of: part) {
                if columns + piece.count > width, columns > indentation.count {
                    lines += line + "\n"
                    line = indentation
                    columns = indentation.count
                }
                line += piece
                columns += piece.count
            }
            lines += line + "\n"
        }
        return lines
    }

    /// A text cut behind each comma and opening bracket that is not in a string.
    private static func pieces(of text: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var isInString = false
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isInString {
                isInString = isEscaped || character != "\""
                isEscaped = character == "\\" && !isEscaped
            } else if character == "\"" {
                isInString = true
            } else if character == "," || character == "{" || character == "[" {
                pieces.append(text[start...index])
                start = text.index(after: index)
            }
        }
        return start < text.endIndex ? pieces + [text[start...]] : pieces
    }
}
