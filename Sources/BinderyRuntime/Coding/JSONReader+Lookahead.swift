import JSONText

/// The kinds of values that JSON has.
public enum JSONKind: Sendable, Equatable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// A number, whole or not.
    case number
    /// `true` or `false`.
    case bool
    /// `null`
    case null
}

extension JSONReader {
    /// A place in the text to come back to.
    public struct Mark {
        let scanner: JSONScanner
        let passedOver: Int
    }

    /// The place where the reader stands, for ``reset(_:)``.
    public borrowing func mark() -> Mark {
        Mark(scanner: scanner, passedOver: passedOver)
    }

    /// Goes back to a place, also after an error: how alternatives without a discriminator are tried in order.
    /// - Parameter mark: a place from ``mark()`` of this same reader.
    public mutating func reset(_ mark: Mark) {
        rereadable -= scanner.offset - mark.scanner.offset
        scanner = mark.scanner
        passedOver = mark.passedOver
    }

    /// The kind of the value that comes next, without passing it.
    public mutating func peekKind() throws(JSONDecodingError) -> JSONKind {
        do {
            return switch try scanner.peekKind() {
            case .object: .object
            case .array: .array
            case .string: .string
            case .number: .number
            case .bool: .bool
            case .null: .null
            }
        } catch {
            throw failure(error)
        }
    }

    /// The string that a member of the object that comes next has, without passing anything: for discriminators.
    /// - Parameter member: the name of the member.
    /// - Returns: the string, or a number's text; nil where the value is no object, or the member is missing or neither.
    public mutating func peekString(member: String) throws(JSONDecodingError) -> String? {
        var lookahead = scanner
        do {
            guard try find(member, in: &lookahead) else { return nil }
            return switch try lookahead.peekKind() {
            case .string: try lookahead.string()
            case .number: try lookahead.numberText()
            default: nil
            }
        } catch {
            throw failure(error)
        }
    }

    /// Whether the value that comes next is an object with this member, without passing anything.
    public mutating func peekHas(member: String) throws(JSONDecodingError) -> Bool {
        var lookahead = scanner
        do {
            return try find(member, in: &lookahead)
        } catch {
            throw failure(error)
        }
    }

    private mutating func find(_ member: String, in lookahead: inout JSONScanner) throws(JSONSyntaxError) -> Bool {
        guard try lookahead.peekKind() == .object else { return false }
        passedAhead.drop(before: lookahead.offset)
        try lookahead.beginObject()
        while let key = try lookahead.nextKey() {
            if key == member { return true }
            try lookahead.skipValue(noting: &passedAhead)
        }
        return false
    }
}
