/// Looks whether a `pattern` can be a regular expression of ECMA-262 at all: its groups and classes close, and nothing
/// stands alone that belongs after something. What engines disagree on is not judged.
enum RegularExpressionForm {
    /// What is wrong, as the second half of a sentence; nil where nothing is.
    static func problem(of pattern: String) -> String? {
        var depth = 0
        var isInClass = false
        var canRepeat = false
        var scalars = pattern.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if scalar == "\\" {
                guard scalars.next() != nil else { return "it ends in the middle of an escape" }
                canRepeat = true
                continue
            }
            if isInClass {
                if scalar == "]" { isInClass = false }
                continue
            }
            switch scalar {
            case "[":
                isInClass = true
                canRepeat = true
            case "(":
                depth += 1
                canRepeat = false
            case ")":
                guard depth > 0 else { return "a ')' closes nothing" }
                depth -= 1
                canRepeat = true
            case "*", "+":
                guard canRepeat else { return "nothing stands before '\(scalar)' that it could repeat" }
            case "|", "^":
                canRepeat = false
            default:
                canRepeat = true
            }
        }
        if isInClass { return "a '[' is not closed" }
        return depth > 0 ? "a '(' is not closed" : nil
    }
}
