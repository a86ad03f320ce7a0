/// An archive in the making: `ustar` members, of any type.
package struct TarArchive {
    /// How the headers write numbers and long names.
    package enum Style {
        case ustar, gnu, pax
    }

    package private(set) var bytes: [UInt8] = []
    private let style: Style

    package init(_ style: Style = .ustar) { self.style = style }

    package mutating func add(_ name: String, _ content: [UInt8], type: Character = "0", size: Int64? = nil) {
        let size = size ?? Int64(content.count)
        if style == .pax {
            append(header("pax", Int64(paxRecords(name, size).count), "x"), paxRecords(name, size))
            append(header("short", 0, type), content)
        } else if style == .gnu {
            let long = Array(name.utf8) + [0]
            append(header("././@LongLink", Int64(long.count), "L"), long)
            append(header("short", size, type), content)
        } else {
            append(header(name, size, type), content)
        }
    }

    package mutating func end() { bytes += [UInt8](repeating: 0, count: 1024) }

    /// A whole archive.
    package static func of(_ files: [(String, [UInt8])], _ style: Style = .ustar) -> [UInt8] {
        var archive = TarArchive(style)
        for (name, content) in files { archive.add(name, content) }
        archive.end()
        return archive.bytes
    }

    private mutating func append(_ header: [UInt8], _ content: [UInt8]) {
        bytes += header + content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    private func header(_ name: String, _ size: Int64, _ type: Character) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: some Collection<UInt8>, _ offset: Int) {
            for (index, byte) in text.enumerated() { header[offset + index] = byte }
        }
        put(Array(name.utf8.prefix(100)), 0)
        put("0000644\0".utf8, 100)
        if style == .gnu {
            var rest = size
            for index in stride(from: 135, to: 124, by: -1) {
                header[index] = UInt8(truncatingIfNeeded: rest)
                rest >>= 8
            }
            header[124] = 0x80
        } else {
            put(octal(size, 11).utf8, 124)
        }
        put("        ".utf8, 148)
        put(String(type).utf8, 156)
        put((style == .gnu ? "ustar  \0" : "ustar\u{0}00").utf8, 257)
        put((octal(header.reduce(0) { $0 + Int64($1) }, 6) + "\0 ").utf8, 148)
        return header
    }

    private func octal(_ number: Int64, _ digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private func paxRecords(_ name: String, _ size: Int64) -> [UInt8] {
        Array((record("path", name) + record("size", String(size)) + record("mtime", "1.5")).utf8)
    }

    private func record(_ key: String, _ value: String) -> String {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while String(length).count + rest.utf8.count != length { length = String(length).count + rest.utf8.count }
        return "\(length)\(rest)"
    }
}
