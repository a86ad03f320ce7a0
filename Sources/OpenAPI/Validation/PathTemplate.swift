/// A template such as `/item/{id}?action=copy`: fixed text with variables between braces (OpenAPI 3.0.3 §4.7.8.2).
package struct PathTemplate {
    /// The names between braces, in order, with repetitions.
    package var variables: [String] = []
    /// The template with every name taken out: equal for templates that match the same paths.
    package var shape = ""
    /// What follows the first `?` or `#`, which sets operations on one path apart.
    package var suffix = ""
    /// Whether every brace has its partner.
    package var isBalanced = true

    /// Takes a key of `paths` apart.
    package init(_ text: String) {
        var name: String?
        var isPath = true
        for character in text.unicodeScalars {
            switch (character, name) {
            case ("{", nil):
                name = ""
            case ("{", _?):
                isBalanced = false
                name = ""
            case ("}", nil):
                isBalanced = false
            case ("}", let found?):
                variables.append(found)
                if isPath { shape += "{}" } else { suffix += "{}" }
                name = nil
            case (_, let found?):
                name = found + String(character)
            case ("?", nil), ("#", nil):
                isPath = false
                suffix.unicodeScalars.append(character)
            case (_, nil):
                if isPath { shape.unicodeScalars.append(character) } else { suffix.unicodeScalars.append(character) }
            }
        }
        if name != nil { isBalanced = false }
    }
}
