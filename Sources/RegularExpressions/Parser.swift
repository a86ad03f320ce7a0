/// Takes a pattern of ECMA-262 (§22.2.1) apart, with the `u` flag's meaning of characters, and the leniency of Annex B
/// where it cannot be mistaken for another engine's notation.
struct Parser {
    /// How deep groups may be nested.
    private static let depthLimit = 100

    let pattern: [UInt32]
    var position = 0
    private var depth = 0

    init(_ pattern: String) {
        self.pattern = pattern.unicodeScalars.map(\.value)
    }

    mutating func parse() throws(RegularExpressionError) -> Expression {
        let expression = try alternatives()
        if position < pattern.count { throw RegularExpressionError("a ')' closes nothing") }
        return expression
    }

    private mutating func alternatives() throws(RegularExpressionError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw RegularExpressionError("more than \(Self.depthLimit) groups stand inside one another")
        }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(RegularExpressionError) -> Expression {
        var terms: [Expression] = []
        while let next = peek, next != "|", next != ")" {
            var term = try self.term()
            if let (minimum, maximum) = try quantifier() {
                if case .place = term { throw RegularExpressionError("a place such as '^' cannot be repeated") }
                term = .repeated(term, minimum: minimum, maximum: maximum)
            }
            terms.append(term)
        }
        return terms.count == 1 ? terms[0] : .sequence(terms)
    }

    private mutating func term() throws(RegularExpressionError) -> Expression {
        let scalar = pattern[position]
        position += 1
        switch Unicode.Scalar(scalar) {
        case "^": return .place(.start)
        case "$": return .place(.end)
        case ".": return .set(.dot)
        case "(": return try group()
        case "[": return .set(try characterClass())
        case "*", "+", "?": throw RegularExpressionError("nothing stands before '\(text(scalar))' that it could repeat")
        case "{":
            if peek.map({ $0 == "," || $0.isDigit }) == true, looksLikeQuantifier() {
                throw RegularExpressionError("nothing stands before '{' that it could repeat")
            }
            return .set(ScalarSet(scalar))
        case "\\":
            if take("b") { return .place(.wordBoundary) }
            if take("B") { return .place(.noWordBoundary) }
            return .set(try escape(inClass: false).set)
        default: return .set(ScalarSet(scalar))
        }
    }

    private mutating func group() throws(RegularExpressionError) -> Expression {
        var look: (isBehind: Bool, isNegative: Bool)?
        if take("?") {
            if take("=") {
                look = (false, false)
            } else if take("!") {
                look = (false, true)
            } else if take("<") {
                if take("=") {
                    look = (true, false)
                } else if take("!") {
                    look = (true, true)
                } else {
                    guard passGroupName() else { throw RegularExpressionError("the name of a group is not closed") }
                }
            } else if !take(":") {
                throw RegularExpressionError("'(?\(peek.map { String($0) } ?? "")' begins no group of ECMA-262")
            }
        }
        let inner = try alternatives()
        guard take(")") else { throw RegularExpressionError("a '(' is not closed") }
        guard let look else { return inner }
        return .look(inner, isBehind: look.isBehind, isNegative: look.isNegative)
    }

    private mutating func passGroupName() -> Bool {
        guard let end = pattern[position...].firstIndex(of: 0x3E) else { return false }
        position = end + 1
        return true
    }
}

// MARK: Quantifiers

extension Parser {
    /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`. Whether it is lazy makes no difference for whether there is a match.
    private mutating func quantifier() throws(RegularExpressionError) -> (Int, Int?)? {
        let bounds: (Int, Int?)
        if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if take("?") {
            bounds = (0, 1)
        } else if peek == "{" {
            guard let counted = try counted() else { return nil }
            bounds = counted
        } else {
            return nil
        }
        _ = take("?")
        return bounds
    }

    private mutating func counted() throws(RegularExpressionError) -> (Int, Int?)? {
        let start = position
        position += 1
        let minimum = number()
        var maximum = minimum
        if take(",") { maximum = number() }
        guard take("}") else {
            position = start
            return nil
        }
        guard let minimum else {
            throw RegularExpressionError("'{,n}' repeats nothing in ECMA-262; '{0,n}' is meant")
        }
        if let maximum, maximum < minimum { throw RegularExpressionError("a repetition ends before it begins") }
        return (minimum, maximum)
    }

    private mutating func looksLikeQuantifier() -> Bool {
        let start = position
        defer { position = start }
        _ = number()
        if take(",") { _ = number() }
        return take("}")
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek, digit.isDigit {
            value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 1_000_000_000)
            position += 1
        }
        return value
    }
}

// MARK: Scalars

extension Parser {
    var peek: Unicode.Scalar? { position < pattern.count ? Unicode.Scalar(pattern[position]) : nil }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    func text(_ scalar: UInt32) -> String {
        Unicode.Scalar(scalar).map { String($0) } ?? ""
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
