/// Writes XML.
enum XMLText {
    /// An element with text in it.
    static func element(_ name: String, text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

    /// An element that points to a managed object.
    static func reference(_ name: String, _ reference: ManagedReference) -> String {
        #"<\#(name) type="\#(escaped(reference.type))">\#(escaped(reference.id))</\#(name)>"#
    }

    /// The value of a property, with its type.
    static func value(_ value: ManagedValue) -> String {
        switch value {
        case .text(let text): #"<val xsi:type="xsd:string">\#(escaped(text))</val>"#
        case .texts(let texts):
            #"<val xsi:type="ArrayOfString">\#(texts.map { element("string", text: $0) }.joined())</val>"#
        case .reference(let target):
            #"<val type="\#(escaped(target.type))" xsi:type="ManagedObjectReference">\#(escaped(target.id))</val>"#
        case .references(let targets):
            #"<val xsi:type="ArrayOfManagedObjectReference">"#
                + targets.map { reference("ManagedObjectReference", $0) }.joined() + "</val>"
        case .object(let type, let content): #"<val xsi:type="\#(type)">\#(content)</val>"#
        case .unset: ""
        }
    }

    /// The result of a method that answers with the value; each element of a list is a result of its own.
    static func results(_ value: ManagedValue) -> String {
        switch value {
        case .text(let text): #"<returnval xsi:type="xsd:string">\#(escaped(text))</returnval>"#
        case .texts(let texts): texts.map { element("returnval", text: $0) }.joined()
        case .reference(let target): reference("returnval", target)
        case .references(let targets): targets.map { reference("returnval", $0) }.joined()
        case .object(let type, let content): #"<returnval xsi:type="\#(type)">\#(content)</returnval>"#
        case .unset: ""
        }
    }

    /// A message with a body.
    static func envelope(_ body: String) -> String {
        #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
            + #"<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/""#
            + #" xmlns:xsd="http://www.w3.org/2001/XMLSchema""#
            + #" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>"#
            + body + "</soapenv:Body></soapenv:Envelope>"
    }

    /// Characters that XML 1.0 (§2.2) does not have become U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
