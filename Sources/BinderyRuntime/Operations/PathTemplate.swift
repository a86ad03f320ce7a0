/// A path template, cut into segments of literals and variables.
struct PathTemplate: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case literal(String)
        case variable(String)
    }

    /// One segment, in pieces: `{id}.json` has two.
    struct Segment: Sendable, Hashable {
        let pieces: [Piece]

        /// The text, where there is no variable in it.
        var literal: String? {
            switch pieces.first {
            case nil: ""
            case .literal(let text) where pieces.count == 1: text
            default: nil
            }
        }

        /// How many characters are fixed: the more, the more special the segment is.
        var literalLength: Int {
            pieces.reduce(0) { if case .literal(let text) = $1 { $0 + text.count } else { $0 } }
        }

        /// The pieces without the names of variables, which play no part in matching.
        var shape: [String?] {
            pieces.map { if case .literal(let text) = $0 { text } else { nil } }
        }
    }

    /// The segments between slashes; a slash at the end gives an empty one.
    let segments: [Segment]

    /// Cuts a template. A brace without its partner is an ordinary character.
    init(_ path: String) {
        var text = path[...]
        if text.hasPrefix("/") { text = text.dropFirst() }
        segments =
            text.isEmpty && !path.hasPrefix("/")
            ? [] : text.split(separator: "/", omittingEmptySubsequences: false).map(Self.segment)
    }

    /// The names of the variables, in their order.
    var variables: [String] {
        segments.flatMap { $0.pieces.compactMap { if case .variable(let name) = $0 { name } else { nil } } }
    }

    private static func segment(_ text: Substring) -> Segment {
        var pieces: [Piece] = []
        var rest = text
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
            pieces.append(.variable(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        return Segment(pieces: pieces)
    }
}

extension PathTemplate.Segment {
    /// Takes a segment of a request apart.
    /// - Parameter text: the segment, still percent-encoded.
    /// - Returns: what the variables stand for, still percent-encoded; nil where the segment does not match. A variable
    ///   stands for at least one character (an empty path parameter would make another path), and each for as few as
    ///   possible but the last.
    func match(_ text: Substring) -> [Substring]? {
        var values: [Substring] = []
        var rest = text
        var index = 0
        while index < pieces.count {
            switch pieces[index] {
            case .literal(let literal):
                guard rest.hasPrefix(literal) else { return nil }
                rest = rest.dropFirst(literal.count)
            case .variable:
                guard let end = endOfVariable(before: index + 1, in: rest) else { return nil }
                values.append(rest[..<end])
                rest = rest[end...]
            }
            index += 1
        }
        return rest.isEmpty ? values : nil
    }

    /// Where a variable ends: before the literal that follows, or at the end.
    private func endOfVariable(before next: Int, in text: Substring) -> Substring.Index? {
        guard !text.isEmpty else { return nil }
        guard next < pieces.count, case .literal(let literal) = pieces[next] else {
            // Two variables without anything between cannot be told apart; the first takes one character.
            return next < pieces.count ? text.index(after: text.startIndex) : text.endIndex
        }
        if next == pieces.count - 1 {
            guard text.hasSuffix(literal), text.count > literal.count else { return nil }
            return text.index(text.endIndex, offsetBy: -literal.count)
        }
        var start = text.index(after: text.startIndex)
        while start < text.endIndex {
            if text[start...].hasPrefix(literal) { return start }
            start = text.index(after: start)
        }
        return nil
    }
}
