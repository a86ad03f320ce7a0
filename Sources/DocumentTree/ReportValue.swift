import JSONText

/// A JSON value that is written for people to read as well: members in their order, two spaces a level.
package enum ReportValue {
    /// One member of an object.
    package typealias Member = (key: String, value: ReportValue)

    case string(String)
    case number(Int)
    case bool(Bool)
    case array([ReportValue])
    case object([Member])

    /// The text, without a line break at the end.
    package var text: String {
        var buffer = JSONBuffer()
        write(to: &buffer, indentation: 0)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    private func write(to buffer: inout JSONBuffer, indentation: Int) {
        switch self {
        case .string(let text): buffer.append(text)
        case .number(let number): buffer.append(Int64(number))
        case .bool(let flag): buffer.append(unquoted: "\(flag)")
        case .array(let values):
            Self.write(values, between: ("[", "]"), to: &buffer, indentation) { value, buffer in
                value.write(to: &buffer, indentation: indentation + 2)
            }
        case .object(let members):
            Self.write(members, between: ("{", "}"), to: &buffer, indentation) { member, buffer in
                buffer.append(member.key)
                buffer.append(": " as StaticString)
                member.value.write(to: &buffer, indentation: indentation + 2)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between brackets: (StaticString, StaticString), to buffer: inout JSONBuffer,
        _ indentation: Int, _ body: (Element, inout JSONBuffer) -> Void
    ) {
        buffer.append(brackets.0)
        for (index, element) in elements.enumerated() {
            buffer.append(unquoted: (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indentation + 2))
            body(element, &buffer)
        }
        if !elements.isEmpty { buffer.append(unquoted: "\n" + String(repeating: " ", count: indentation)) }
        buffer.append(brackets.1)
    }
}
