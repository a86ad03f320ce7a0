/// Lays out diagnostics for people: the place, the message, the line with a caret, and what to do.
///
/// ```
/// api.yaml:7:11: error: the key 'get' stands here again; it first stands at 3:5 [duplicate-key]
///     get: { operationId: again }
///     ^
/// help: remove or rename one of the two
/// ```
public struct DiagnosticRenderer: Sendable {
    /// How much of a line is shown; of a longer one, the part around the caret.
    public var excerptWidth: Int
    /// Whether severity, caret and help are coloured, as terminals have it (ECMA-48 §8.3.117).
    public var isColoured: Bool

    /// Makes a renderer.
    public init(excerptWidth: Int = 120, isColoured: Bool = false) {
        self.excerptWidth = max(excerptWidth, 20)
        self.isColoured = isColoured
    }

    /// The text of a diagnostic: one or more lines, without a line break at the end.
    public func render(_ diagnostic: Diagnostic) -> String {
        var text = diagnostic.location.map { Self.printable("\($0): ") } ?? ""
        text += coloured("\(diagnostic.severity.rawValue):", diagnostic.severity.colour)
        text += Self.printable(" \(diagnostic.message) [\(diagnostic.id)]")
        if let location = diagnostic.location, let excerpt = excerpt(at: location) { text += "\n" + excerpt }
        if let help = diagnostic.help { text += "\n" + coloured("help:", "1") + Self.printable(" " + help) }
        return text
    }

    private func coloured(_ text: String, _ colour: String) -> String {
        isColoured ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
    }

    /// The line of a place, and below it a line with a caret under the column.
    private func excerpt(at location: SourceLocation) -> String? {
        guard !location.file.bytes.withUnsafeBytes({ ByteOrderMark.isUTF16($0) }),
            let line = location.file.line(location.line)
        else { return nil }
        let window = Window(of: line, around: Int(location.column) - 1, width: excerptWidth)
        guard window.scalars.contains(where: { !$0.properties.isWhitespace }) else { return nil }
        var shown = window.cutsFront ? "…" : ""
        var below = window.cutsFront ? " " : ""
        for (index, scalar) in window.scalars.enumerated() {
            shown.unicodeScalars.append(Self.printable(scalar))
            guard index < window.caret else { continue }
            below += scalar == "\t" ? "\t" : String(repeating: " ", count: Self.width(of: scalar))
        }
        if window.cutsBack { shown += "…" }
        return "\(shown)\n\(below)" + coloured("^", "32")
    }

    /// A text whose control characters cannot disturb a terminal.
    private static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(printable(scalar)) }
        return String(result)
    }

    private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.properties.generalCategory {
        case .control: scalar == "\t" ? scalar : "\u{FFFD}"
        case .lineSeparator, .paragraphSeparator: "\u{FFFD}"
        // The marks that reorder text would show another line than the document has.
        case .format:
            (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) ? "\u{FFFD}" : scalar
        default: scalar
        }
    }

    /// The columns of a terminal that a scalar takes.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}

extension Diagnostic.Severity {
    /// The parameters of "select graphic rendition": bold, and red, yellow or cyan.
    fileprivate var colour: String {
        switch self {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }
}

/// The part of a line that is shown.
private struct Window {
    var scalars: [Unicode.Scalar] = []
    /// The index among `scalars` that the caret points to; the one behind the last for a place at the line's end.
    var caret = 0
    var cutsFront = false
    var cutsBack = false

    init(of line: ArraySlice<UInt8>, around column: Int, width: Int) {
        let start = Self.startOfWindow(column: column, width: width, in: line)
        var rest = line
        var index = 0
        while index < start, !rest.isEmpty {
            rest = Self.dropScalar(rest)
            index += 1
        }
        // Four bytes a scalar are enough to fill the window, however long the line goes on.
        scalars = Array(String(decoding: rest.prefix((width + 1) * 4), as: UTF8.self).unicodeScalars.prefix(width))
        if scalars.first == "\u{FEFF}", start == 0 { scalars.removeFirst() }
        caret = min(max(column - start, 0), scalars.count)
        cutsFront = start > 0
        cutsBack = rest.count > String(String.UnicodeScalarView(scalars)).utf8.count + (start == 0 ? 3 : 0)
    }

    /// The first column to show, so that the caret stands inside of the window.
    private static func startOfWindow(column: Int, width: Int, in line: ArraySlice<UInt8>) -> Int {
        guard line.count > width else { return 0 }
        let end = line.reduce(into: 0) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
        guard end > width, column >= width * 3 / 4 else { return 0 }
        return min(column - width / 2, end - width)
    }

    private static func dropScalar(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.dropFirst().drop { $0 & 0xC0 == 0x80 }
    }
}

extension Diagnostic {
    /// The diagnostic laid out for people by a ``DiagnosticRenderer``.
    public func rendered() -> String {
        DiagnosticRenderer().render(self)
    }
}

extension DiagnosticLog {
    /// All diagnostics laid out for people, in their order.
    public func rendered() -> String {
        diagnostics.map { $0.rendered() }.joined(separator: "\n")
    }
}
