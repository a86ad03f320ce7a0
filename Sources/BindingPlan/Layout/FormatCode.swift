/// The formats of bodies as source text.
enum FormatCode {
    /// The list of a body's formats, or where it is.
    static func formats(
        _ plan: BodyFormatsPlan, _ context: LayoutContext, in scope: TypeName, indentation: String
    ) -> String {
        if let name = plan.enumName { return "\(context.speller.text(name, in: scope)).formats" }
        let formats = plan.formats.map { format($0, indentation: indentation) }
        return "[\(formats.joined(separator: ", "))]"
    }

    /// One format, such as `.events()`.
    static func format(_ plan: BodyFormatPlan, indentation: String) -> String {
        if case .headed(let value) = plan.type {
            var inner = plan
            inner.type = value
            return ".headed(\(format(inner, indentation: indentation)))"
        }
        let (name, usual, isProperty) = function(plan.kind)
        if case .form(let fields) = plan.kind {
            return fields.isEmpty ? ".form()" : LineFitting.fill(".form([", fields, "])", indentation: indentation)
        }
        if case .xml(let root, let types) = plan.kind {
            let mediaType = plan.mediaType == usual ? "" : ", as: \(Literals.string(plan.mediaType))"
            guard !types.isEmpty else { return ".xml(XMLShape(\(root))\(mediaType))" }
            let inner = indentation + "    "
            let lines = types.map { type in
                let head = "\(Literals.string(type.name)): ["
                return "\(inner)    \(LineFitting.fill(head, type.members, "],", indentation: inner + "    "))\n"
            }
            return ".xml(XMLShape(\n\(inner)\(root),\n\(inner)types: [\n\(lines.joined())\(inner)])\(mediaType))"
        }
        let isUsual = plan.mediaType.isEmpty || plan.mediaType == usual
        if isUsual { return isProperty ? ".\(name)" : ".\(name)()" }
        return ".\(name)(\(Literals.string(plan.mediaType)))"
    }

    private static func function(_ kind: BodyFormatPlan.Kind) -> (name: String, usual: String, isProperty: Bool) {
        switch kind {
        case .json: ("json", "application/json", true)
        case .text: ("text", "text/plain", true)
        case .bytes: ("bytes", "application/octet-stream", false)
        case .file: ("file", "application/octet-stream", false)
        case .xml: ("xml", "application/xml", false)
        case .form: ("form", "application/x-www-form-urlencoded", false)
        case .multipart: ("multipart", "multipart/form-data", false)
        case .events: ("events", "text/event-stream", false)
        case .textEvents: ("textEvents", "text/event-stream", false)
        case .lines: ("lines", "application/jsonl", false)
        case .textSequence: ("textSequence", "application/json-seq", false)
        }
    }
}

extension OperationPlan {
    /// Whether a body of a request or success is XML.
    var usesXML: Bool {
        let codings = [body?.coding] + output.responses.map(\.body?.coding)
        let own = failureName?.parent == nil ? [] : failures
        return codings.contains { $0?.usesXML ?? false } || own.contains { $0.body?.coding.usesXML ?? false }
    }
}

extension BodyCoding {
    var usesXML: Bool { if case .formats(let plan) = self { plan.usesXML } else { false } }

    /// Whether a body is read as it comes, or may be.
    var streams: Bool {
        switch self {
        case .stream: true
        case .formats(let plan): plan.streams
        case .json, .text, .bytes: false
        }
    }
}

/// What is particular to an enum of kinds of bodies, or of parts of a multipart body.
struct ContentsSubject: TemplateSubject {
    let plan: ContentsPlan
    let name: TypeName
    let context: LayoutContext
    let indentation: String

    static let members: [TemplateMember] = [
        .text("protocol", "The protocol of the runtime that it conforms to."),
        .list("cases", of: AlternativeSubject.self, "The kinds of bodies, or the parts."),
        .text("list", "The constant that lists their formats."),
    ]

    func member(_ name: String) -> TemplateValue {
        switch name {
        case "protocol": .text(plan.isMultipart ? "MultipartPart" : "Sendable")
        case "cases": .list(cases)
        case "list": .text(list)
        default: .text("")
        }
    }

    private var cases: [AlternativeSubject] {
        plan.cases.map { kind in
            AlternativeSubject(
                documentation: Documentation.comment(kind.documentation, indentation: indentation + "    "),
                indirect: "", name: Naming.escaped(kind.name), type: context.speller.text(kind.type, in: name))
        }
    }

    private var list: String {
        let inner = indentation + "    "
        let item = plan.isMultipart ? "PartDescription" : "BodyFormat"
        var lines = plan.entries.map { entry in
            let kind = entry.format
            var arguments = plan.isMultipart ? [Literals.string(entry.partName)] : []
            arguments.append(FormatCode.format(kind, indentation: inner + "    "))
            if entry.isRequired { arguments.append("isRequired: true") }
            if entry.isRepeated { arguments.append("isRepeated: true") }
            return element(plan.isMultipart ? ".part" : ".alternative", arguments, kind.caseName)
        }
        if plan.isMultipart { lines.append(element(".undocumented", [], "undocumented")) }
        let name = plan.isMultipart ? "descriptions" : "formats"
        return headers + "\(inner)public static let \(name): [\(item)<Self>] = [\n" + lines.joined() + "\(inner)]"
    }

    /// The header fields of the parts, as constants.
    private var headers: String {
        let inner = indentation + "    "
        let constants = plan.entries.flatMap(\.headers).map { header in
            let type = context.speller.text(header.type, in: name)
            let arguments = ([Literals.string(header.wireName)] + header.options).joined(separator: ", ")
            return Documentation.comment(header.documentation, indentation: inner)
                + "\(inner)public static let \(Naming.escaped(header.name)) = PartHeader<\(type)>(\(arguments))\n"
        }
        return constants.isEmpty ? "" : constants.joined() + "\n"
    }

    private func element(_ function: String, _ arguments: [String], _ caseName: String) -> String {
        let inner = indentation + "        "
        let name = Naming.escaped(caseName)
        let head = "\(function)(\((arguments + ["Self.\(name)"]).joined(separator: ", "))) {"
        let take = "if case .\(name)(let value) = $0 { value } else { nil }"
        let line = "\(inner)\(head) \(take) },\n"
        return line.utf8.count <= LineFitting.width + 1 && !line.dropLast().contains("\n")
            ? line : "\(inner)\(head)\n\(inner)    \(take)\n\(inner)},\n"
    }
}
