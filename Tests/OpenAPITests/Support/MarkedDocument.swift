import OpenAPI
import Testing

/// A document in whose text `«` stands before every place at which something is to be reported.
struct MarkedDocument: Sendable, CustomTestStringConvertible {
    var text: String
    /// `line:column severity id` of each, as ``LoadedDocument/findings`` prints them.
    var expected: [String]

    /// - Parameters:
    ///   - expectations: `severity id` for each mark, in the order of the marks.
    ///   - marked: The text.
    init(_ expectations: String..., marked: String) {
        var text = ""
        var places: [String] = []
        var line = 1
        var column = 1
        for character in marked {
            switch character {
            case "«":
                places.append("\(line):\(column)")
                continue
            case "\n":
                line += 1
                column = 1
            default:
                column += 1
            }
            text.append(character)
        }
        self.text = text
        expected = zip(places, expectations).map { "\($0) \($1)" }
        if places.count != expectations.count { expected.append("as many marks as expectations") }
    }

    var testDescription: String { expected.joined(separator: ", ") }

    func check(sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        #expect(load(text).findings.sorted() == expected.sorted(), sourceLocation: sourceLocation)
    }
}
