import JSONText

extension JSONReader {
    /// The error for the value that comes next, which is not what a type needs.
    /// - Parameter expected: what the type needs, with its article: "one of Cat, Dog".
    public borrowing func mismatch(expected: String) -> JSONDecodingError {
        let (found, offset) = nextValue()
        return JSONDecodingError(.mismatch(expected: expected, found: found), offset: offset)
    }

    /// The error for the value that comes next, which fits none of the alternatives of a type.
    /// - Parameter type: the name of the type.
    public borrowing func noAlternative(of type: String) -> JSONDecodingError {
        mismatch(expected: "one of the alternatives of \(type)")
    }

    /// The error for a text that has been read again and again to tell alternatives apart.
    @inline(never)
    borrowing func tooManyTrials() -> JSONDecodingError {
        mismatch(expected: "a value whose alternatives can be told apart in reasonable time")
    }

    /// Turns an error of the scanner into one of the reader. Only called when something is wrong, so it may take its time.
    /// - Parameter expected: what the type needs, where the scanner does not know it.
    @inline(never)
    borrowing func failure(_ error: JSONSyntaxError, expected: String = "another value") -> JSONDecodingError {
        if error.isMalformed { return JSONDecodingError(.malformed(error.message), offset: error.offset) }
        return mismatch(expected: expected)
    }

    /// What comes next, as messages name it (scalars with their text, cut where it is long), and where it begins.
    private borrowing func nextValue() -> (found: String, offset: Int) {
        var lookahead = scanner
        guard let kind = try? lookahead.peekKind() else { return ("something that is not JSON", lookahead.offset) }
        let start = lookahead.offset
        switch kind {
        case .object: return ("an object", start)
        case .array: return ("an array", start)
        case .null: return ("null", start)
        case .bool, .number, .string:
            guard (try? lookahead.skipValue()) != nil else { return ("something that is not JSON", start) }
            let text = lookahead.text(in: start..<lookahead.offset)
            let shown = text.count > 60 ? text.prefix(60) + "…" : text[...]
            return (kind == .string ? "the string \(shown)" : String(shown), start)
        }
    }
}
