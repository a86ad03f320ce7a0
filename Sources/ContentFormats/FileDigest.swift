/// A line such as `SHA256(disk.vmdk)= 9f86…`: what manifests consist of and certificate files begin with (DSP0243 §5.1).
package struct FileDigest: Equatable, Sendable {
    /// The algorithms that OVF allows.
    package enum Algorithm: String, CaseIterable, Sendable {
        case sha1 = "SHA1"
        case sha256 = "SHA256"
        case sha512 = "SHA512"

        /// How many hexadecimal digits a digest has.
        var digits: Int {
            switch self {
            case .sha1: 40
            case .sha256: 64
            case .sha512: 128
            }
        }
    }

    package var algorithm: Algorithm
    /// The file that is meant.
    package var name: String
    /// In lower case.
    package var hexadecimal: String

    /// - Parameter digits: how many digits there must be; nil for a signature, whose length depends on its key.
    init(_ text: Substring, line: Int, digits: ((Algorithm) -> Int)? = \.digits) throws(FormatFault) {
        // Bytes and scalars are looked at: where characters begin among many flags takes long to find.
        let scalars = text.unicodeScalars
        guard let open = text.utf8.firstIndex(of: UInt8(ascii: "(")),
            let close = text.utf8.lastIndex(of: UInt8(ascii: ")")), open < close
        else {
            throw FormatFault("It is \(FormatFault.shown(text)), not of the form ALGORITHM(file)= digest.", .line(line))
        }
        let given = String(String.UnicodeScalarView(scalars[..<open].filter { $0 != " " && $0 != "-" }))
        guard let algorithm = Algorithm(rawValue: given.uppercased()) else {
            throw FormatFault(
                "The algorithm is \(FormatFault.shown(given)), not one of "
                    + Algorithm.allCases.map(\.rawValue).joined(separator: ", ") + ".", .line(line))
        }
        let name = String(scalars[text.utf8.index(after: open)..<close])
        guard PackageName.isPlain(name) else {
            throw FormatFault("The file \(FormatFault.shown(name)) is not in the package itself.", .line(line))
        }
        let rest = scalars[text.utf8.index(after: close)...].drop { $0 == " " || $0 == "\t" }
        guard rest.first == "=" else { throw FormatFault("The name is not followed by '='.", .line(line)) }
        let value = String(String.UnicodeScalarView(rest.dropFirst().filter { $0 != " " && $0 != "\t" }))
        guard !value.isEmpty, value.utf8.count % 2 == 0, value.utf8.allSatisfy(\.isHexadecimal) else {
            throw FormatFault("\(FormatFault.shown(value)) is not hexadecimal.", .line(line))
        }
        if let digits, value.utf8.count != digits(algorithm) {
            throw FormatFault("A digest of \(algorithm.rawValue) has \(digits(algorithm)) digits.", .line(line))
        }
        self.algorithm = algorithm
        self.name = name
        hexadecimal = value.lowercased()
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool {
        (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
    }
}

/// The lines of a text, however it ends them.
struct TextLines {
    /// Each with its number, from 1. Blank lines are left out.
    let lines: [(number: Int, text: Substring)]

    init(_ bytes: [UInt8], limit: Int, of what: String) throws(FormatFault) {
        guard bytes.count <= limit else {
            throw FormatFault("\(what) has at most \(limit) bytes, not \(bytes.count).")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw FormatFault("\(what) is text in UTF-8, which this is not.")
        }
        var lines: [(number: Int, text: Substring)] = []
        var (start, number) = (0, 1)
        for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D {
            defer { start = end + 1 }
            // CR and LF are one end.
            if end < bytes.count, bytes[end] == 0x0A, end > 0, bytes[end - 1] == 0x0D { continue }
            let line = String(decoding: bytes[start..<end], as: UTF8.self)
            if !line.allSatisfy(\.isWhitespace) { lines.append((number, line[...])) }
            number += 1
        }
        self.lines = lines
    }
}
