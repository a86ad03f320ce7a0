/// Reads what an XML document in UTF-8 consists of (XML 1.0, fifth edition, whose productions are named here).
struct XMLScanner {
    private let bytes: [UInt8]
    private var index = 0
    private var counted = (index: 0, line: 1)

    /// - Throws: where the bytes are no UTF-8, or hold what is no `Char`.
    init(_ bytes: [UInt8]) throws(XMLFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw XMLFault(reason: "bytes that are no UTF-8")
        }
        self.bytes = bytes
        guard text.unicodeScalars.allSatisfy(Self.isCharacter) else {
            throw XMLFault(reason: "characters that XML does not have")
        }
    }

    var isAtEnd: Bool { index == bytes.count }

    /// The line of this place.
    mutating func line() -> Int {
        counted.line += bytes[counted.index..<index].count { $0 == 0x0A }
        counted.index = index
        return counted.line
    }

    mutating func fault(_ reason: String) -> XMLFault { XMLFault(reason: "a fault in line \(line()): \(reason)") }

    /// Passes the text if it comes next.
    mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard length <= bytes.count - index else { return false }
        for offset in 0..<length where bytes[index + offset] != text.utf8Start[offset] { return false }
        index += length
        return true
    }

    /// Passes white space (`S`).
    mutating func skipSpace() -> Bool {
        let start = index
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
        return index > start
    }

    /// Passes a mark of the byte order, and what says that this is XML (`XMLDecl`). The encoding is UTF-8, whatever is said.
    mutating func skipDeclaration() throws(XMLFault) {
        _ = take("\u{FEFF}")
        let rest = bytes[index...].dropFirst(5)
        guard bytes[index...].starts(with: "<?xml".utf8), rest.first.map(Self.isSpace) == true else { return }
        index = rest.startIndex
        var names = ["version", "encoding", "standalone"][...]
        while skipSpace(), !bytes[index...].starts(with: "?>".utf8) {
            let name = try attribute().name
            guard let place = names.firstIndex(of: name), names.count < 3 || place == 0 else {
                throw fault("a declaration that says '\(name)' there")
            }
            names = names[(place + 1)...]
        }
        guard names.count < 3, take("?>") else { throw fault("a declaration that does not end") }
    }

    // MARK: Markup

    /// A `Name`.
    mutating func name() throws(XMLFault) -> String {
        let start = index
        while index < bytes.count, Self.mayBeInName(bytes[index]) { index += 1 }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        guard Self.isName(name) else { throw fault("no name where one has to be") }
        return name
    }

    /// A name with its value (`Attribute`).
    mutating func attribute() throws(XMLFault) -> (name: String, value: String) {
        let name = try name()
        _ = skipSpace()
        guard take("=") else { throw fault("no '=' behind the name of an attribute") }
        _ = skipSpace()
        return (name, try attributeValue())
    }

    /// What is behind `<!--`.
    mutating func skipComment() throws(XMLFault) {
        _ = try take(upTo: "--")
        guard take(">") else { throw fault("two hyphens in a comment") }
    }

    /// What is behind `<?`.
    mutating func skipInstruction() throws(XMLFault) {
        let target = try name()
        guard target.lowercased() != "xml" else { throw fault("a declaration that is not at the beginning") }
        if take("?>") { return }
        guard skipSpace() else { throw fault("no space behind the target of an instruction") }
        _ = try take(upTo: "?>")
    }

    /// What is behind `<![CDATA[`.
    mutating func section() throws(XMLFault) -> String {
        Self.withLineFeeds(try take(upTo: "]]>"))
    }

    // MARK: Text

    /// Text up to the next markup, with what its references stand for (`CharData`, `Reference`).
    mutating func text() throws(XMLFault) -> String {
        var text = ""
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            if take("&") {
                text.unicodeScalars.append(try reference())
                continue
            }
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: "&") {
                if bytes[index] == UInt8(ascii: "]"), bytes[index...].starts(with: "]]>".utf8) {
                    throw fault("']]>' in text")
                }
                index += 1
            }
            text += Self.withLineFeeds(bytes[start..<index])
        }
        return text
    }

    /// A quoted value, white space in it made spaces (`AttValue`, §3.3.3).
    private mutating func attributeValue() throws(XMLFault) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            throw fault("the value of an attribute is not in quotes")
        }
        let quote = bytes[index]
        index += 1
        var value = ""
        while index < bytes.count, bytes[index] != quote {
            if take("&") {
                value.unicodeScalars.append(try reference())
                continue
            }
            let start = index
            while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "&") {
                guard bytes[index] != UInt8(ascii: "<") else { throw fault("'<' in the value of an attribute") }
                index += 1
            }
            let text = Self.withLineFeeds(bytes[start..<index])
            value += String(decoding: text.utf8.map { Self.isSpace($0) ? 0x20 : $0 }, as: UTF8.self)
        }
        guard index < bytes.count else { throw fault("the value of an attribute does not end") }
        index += 1
        return value
    }

    /// What is behind `&`: the character that it stands for.
    private mutating func reference() throws(XMLFault) -> Unicode.Scalar {
        if take("#x") { return try character(radix: 16) }
        if take("#") { return try character(radix: 10) }
        for (name, scalar) in Self.entities where take(name) { return scalar }
        throw fault("a reference to no entity that there is")
    }

    private mutating func character(radix: Int) throws(XMLFault) -> Unicode.Scalar {
        let digits = bytes[index...].prefix { $0 != UInt8(ascii: ";") }
        let isNumber = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        index += digits.count
        guard isNumber, let number = UInt32(String(decoding: digits, as: UTF8.self), radix: radix),
            let scalar = Unicode.Scalar(number), Self.isCharacter(scalar), take(";")
        else { throw fault("a reference to no character that there is") }
        return scalar
    }

    private static let entities: [(StaticString, Unicode.Scalar)] = [
        ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"),
    ]

    /// Passes what is there up to an end, and the end.
    private mutating func take(upTo end: StaticString) throws(XMLFault) -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count {
            let place = index
            if take(end) { return bytes[start..<place] }
            index += 1
        }
        throw fault("it ends early")
    }

    /// The text with the ends of its lines as XML has them (§2.11).
    private static func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(0x0D) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        for index in bytes.indices where bytes[index] != 0x0A || index == bytes.startIndex || bytes[index - 1] != 0x0D {
            result.append(bytes[index] == 0x0D ? 0x0A : bytes[index])
        }
        return String(decoding: result, as: UTF8.self)
    }
}

// MARK: Characters

extension XMLScanner {
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// `Char`.
    static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0xFFFD, 0x09, 0x0A, 0x0D, 0x10000...: true
        default: false
        }
    }

    /// Whether it may be one of a name's bytes: all that are not ASCII, of which ``isName(_:)`` knows more.
    private static func mayBeInName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x2D, 0x2E, 0x80...: true
        default: false
        }
    }

    /// `Name`.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isNameStart(first) else { return false }
        return text.unicodeScalars.allSatisfy { isNameStart($0) || isNameCharacter($0) }
    }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
            0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
            0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    /// What `NameChar` has beyond `NameStartChar`.
    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: false
        }
    }
}
