internal import BinderyRuntime

/// Writes JSON values as XML.
struct XMLWriting {
    private let types: [String: [XMLMember]]
    private(set) var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

    init(_ shape: XMLShape) { types = shape.types }

    mutating func write(_ value: JSONValue, _ member: XMLMember) throws(RequestEncodingError) {
        guard case .array(let elements) = value else { return try element(value, member.name, member.type) }
        if let wrapper = member.wrapper { try open(wrapper) }
        for value in elements { try element(value, member.name, member.type) }
        if let wrapper = member.wrapper { text += "</\(wrapper.qualified)>" }
    }

    private mutating func element(
        _ value: JSONValue, _ name: XMLName, _ type: String?
    ) throws(RequestEncodingError) {
        switch value {
        case .null: return
        case .object(let object):
            let members = type.flatMap { types[$0] } ?? []
            try open(name, attributes: members.filter(\.isAttribute), of: object)
            for member in object.members {
                let known = members.first { $0.key == member.key }
                if known?.isAttribute == true { continue }
                try write(member.value, known ?? XMLMember(member.key))
            }
        case .array(let elements):
            // An array in an array has no names of its own.
            try open(name)
            for value in elements { try element(value, name, type) }
        default:
            try open(name)
            text += try escaped(scalar(value))
        }
        text += "</\(name.qualified)>"
    }

    private mutating func open(
        _ name: XMLName, attributes: [XMLMember] = [], of object: JSONObject = JSONObject()
    ) throws(RequestEncodingError) {
        try check(name.local)
        text += "<\(name.qualified)"
        if let namespace = name.namespace {
            text += " xmlns\(name.prefix.map { ":\($0)" } ?? "")=\"\(try escaped(namespace))\""
        }
        for attribute in attributes {
            guard let value = object[attribute.key], value != .null else { continue }
            if let namespace = attribute.name.namespace, let prefix = attribute.name.prefix, prefix != name.prefix {
                text += " xmlns:\(prefix)=\"\(try escaped(namespace))\""
            }
            text += " \(attribute.name.qualified)=\"\(try escaped(scalar(value)))\""
        }
        text += ">"
    }

    private func scalar(_ value: JSONValue) throws(RequestEncodingError) -> String {
        switch value {
        case .bool(let value): return value.parameterText
        case .integer(let value): return value.parameterText
        case .number(let value): return value.parameterText
        case .string(let value): return value
        case .null, .array, .object: throw .xml("an attribute holds more than one scalar")
        }
    }

    /// Names come from documents, and from the keys of free-form objects.
    private func check(_ name: String) throws(RequestEncodingError) {
        let isName = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "_": true
            case "0"..."9", "-", ".": index > 0
            default: scalar.value >= 0xC0 && scalar.properties.isXIDContinue
            }
        }
        guard isName, !name.isEmpty else { throw .xml("'\(name)' is no name of an element") }
    }

    private func escaped(_ value: String) throws(RequestEncodingError) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\r", "\t": escaped += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                throw .xml("XML has no character U+\(String(scalar.value, radix: 16))")
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
