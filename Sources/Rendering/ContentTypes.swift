internal import Mustache

/// How templates put text into what they make: `{{name}}` escapes it for the content type, `{{{name}}}` does not.
enum ContentTypes {
    /// Text is not escaped; for HTML; for cells of Markdown tables; for string literals of JSON (RFC 8259 §7).
    static let names = ["TEXT", "HTML", "MARKDOWN", "JSON"]

    /// Makes those known that Mustache does not have.
    static func register() {
        MustacheContentTypes.register(MarkdownCell(), named: "MARKDOWN")
        MustacheContentTypes.register(JSONString(), named: "JSON")
    }

    /// Marks of Markdown keep their meaning, since texts of OpenAPI are CommonMark; a cell is one line without bars.
    private struct MarkdownCell: MustacheContentType {
        func escapeText(_ text: String) -> String {
            text.replacing("|", with: "\\|").split(whereSeparator: \.isNewline).joined(separator: " ")
        }
    }

    private struct JSONString: MustacheContentType {
        func escapeText(_ text: String) -> String {
            var result = ""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"", "\\": result += "\\\(scalar)"
                case "\n": result += "\\n"
                case _ where scalar.value < 0x20:
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result
        }
    }
}
