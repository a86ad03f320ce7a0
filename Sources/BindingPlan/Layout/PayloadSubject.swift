internal import OpenAPI

/// The struct around a response's body and header fields.
struct PayloadSubject: TemplateSubject {
    let name: TypeName
    let response: ResponsePlan
    let context: LayoutContext
    let indentation: String

    static let members: [TemplateMember] = [
        .indent,
        .text("name", "The struct's name."),
        .list("properties", of: PropertySubject.self, "The body and the header fields."),
        .text("initializer", "The initialiser."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "indent": .text(indentation)
        case "name": .text(String(self.name.simple))
        case "properties": .list(properties)
        case "initializer": .text(initializer)
        default: .text("")
        }
    }

    private var properties: [PropertySubject] {
        var subjects: [PropertySubject] = []
        if let body = response.body {
            subjects.append(
                PropertySubject(
                    documentation: "", attribute: "", name: "body", type: context.speller.text(body.type, in: self.name)
                ))
        }
        return subjects
            + response.headers.map { header in
                let lines =
                    header.documentation.isEmpty ? ["The header field `\(header.wireName)`."] : header.documentation
                return PropertySubject(
                    documentation: Documentation.comment(lines, indentation: indentation + "    "), attribute: "",
                    name: Naming.escaped(header.name), type: context.speller.text(header.fullType, in: self.name))
            }
    }

    private var initializer: String {
        let properties = properties
        let optional = Set(response.headers.filter { !$0.isRequired }.map { Naming.escaped($0.name) })
        let parameters = properties.map { property in
            "\(property.name): \(property.type)" + (optional.contains(property.name) ? " = nil" : "")
        }
        let inner = indentation + "    "
        let initializer = CodeBlock(
            LineFitting.signature("public init(", parameters, ["{"], indentation: inner),
            properties.map { "self.\($0.name) = \($0.name)" })
        return LineFitting.blocks([initializer], indentation: inner)
    }
}
