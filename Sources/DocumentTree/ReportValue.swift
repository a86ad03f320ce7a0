import JSONText

/// A JSON value that is written for people to read as well: members in their order, two spaces a level.
enum ReportValue {
    typealias Member = (key: String, value: ReportValue)

    case string(String)
    case number(Int)
    case bool(Bool)
    case array([ReportValue])
    case object([Member])

    /// The text, without a line break at the end.
    var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes, indentation: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8], indentation: Int) {
        switch self {
        case .string(let text): Self.write(text, to: &bytes)
        case .number(let number): bytes += "\(number)".utf8
        case .bool(let flag): bytes += "\(flag)".utf8
        case .array(let values):
            Self.write(values, between: ("[", "]"), to: &bytes, indentation) { value, bytes in
                value.write(to: &bytes, indentation: indentation + 2)
            }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &bytes, indentation) { member, bytes in
                Self.write(member.key, to: &bytes)
                bytes += ": ".utf8
                member.value.write(to: &bytes, indentation: indentation + 2)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between brackets: (String, String), to bytes: inout [UInt8], _ indentation: Int,
        _ body: (Element, inout [UInt8]) -> Void
    ) {
        bytes += brackets.0.utf8
        for (index, element) in elements.enumerated() {
            bytes += (index == 0 ? "\n" : ",\n").utf8
            bytes += String(repeating: " ", count: indentation + 2).utf8
            body(element, &bytes)
        }
        if !elements.isEmpty { bytes += ("\n" + String(repeating: " ", count: indentation)).utf8 }
        bytes += brackets.1.utf8
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        JSONEscaping.append(text, to: &bytes)
    }
}
