/// The extended attributes of a member: records of the form `25 path=some/long/name\n`, which begin with their own length
/// (POSIX.1-2001 `pax`).
struct PaxRecords: Equatable {
    var path: String?
    var size: Int64?
    /// Attributes of files with holes, which are not read.
    var isSparse = false

    init(_ bytes: [UInt8], at offset: Int64) throws(FormatFault) {
        var rest = bytes[...]
        let fault = FormatFault("The extended header of the member is malformed.", .byte(offset))
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty, digits.count <= 7, let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 1, length <= rest.count
            else { throw fault }
            let record = rest.prefix(length).dropFirst(digits.count)
            guard record.first == UInt8(ascii: " "), record.last == UInt8(ascii: "\n"),
                let equals = record.firstIndex(of: UInt8(ascii: "="))
            else { throw fault }
            let key = String(decoding: record[(record.startIndex + 1)..<equals], as: UTF8.self)
            let value = record[(equals + 1)...].dropLast()
            switch key {
            case "path":
                guard let text = String(validating: value, as: UTF8.self) else { throw fault }
                path = text
            case "size":
                guard value.allSatisfy({ (0x30...0x39).contains($0) }),
                    let number = Int64(String(decoding: value, as: UTF8.self))
                else { throw fault }
                size = number
            default:
                if key.hasPrefix("GNU.sparse") { isSparse = true }
            }
            rest = rest.dropFirst(length)
        }
    }
}
