/// How the fields of forms are written (OpenAPI 3.1.1 §4.8.14.4): scalars and lists of scalars as query parameters are;
/// anything deeper as JSON, unless a style is stated. Decided when all types are known.
extension ParameterShapes {
    mutating func decide(_ coding: inout BodyCoding) {
        guard case .formats(var plan) = coding else { return }
        for index in plan.formats.indices { decide(&plan.formats[index]) }
        coding = .formats(plan)
    }

    /// Decides the forms among the alternatives of bodies.
    mutating func decideForms(_ types: inout [TypePlan]) {
        for index in types.indices {
            guard case .contents(var plan) = types[index].kind else { continue }
            for entry in plan.entries.indices { decide(&plan.entries[entry].format) }
            types[index].kind = .contents(plan)
        }
    }

    private mutating func decide(_ format: inout BodyFormatPlan) {
        guard case .form = format.kind else { return }
        var fields: [String] = []
        for property in defaults.properties(of: format.type) {
            let encoding = format.encoding.first { $0.name == property.jsonName }
            guard let field = field(property.type, encoding) else { continue }
            fields.append("\(Literals.string(property.jsonName)): \(field)")
        }
        format.kind = .form(fields)
    }

    /// The runtime's description of a field; nil for what goes without saying.
    private mutating func field(_ type: SwiftType, _ encoding: FieldEncodingPlan?) -> String? {
        let reserved = encoding?.allowsReserved == true ? "allowReserved: true" : ""
        let isStated = encoding?.style != nil || encoding?.explode != nil
        let style = encoding?.style ?? "form"
        let explode = encoding?.explode ?? (style == "form")
        if !isStated, encoding?.contentType?.hasSuffix("json") == true { return ".json" }
        switch shape(type) {
        case .object:
            guard isStated else { return ".json" }
            let members = defaults.properties(of: type).map { Literals.string($0.jsonName) }
            switch style {
            case "deepObject": return reserved.isEmpty ? ".nested()" : ".nested(\(reserved))"
            case "form" where explode && !members.isEmpty:
                return ".members([\(members.joined(separator: ", "))]" + (reserved.isEmpty ? ")" : ", \(reserved))")
            case _ where explode || members.isEmpty: return ".json"
            default:
                return ".style(.\(style), explode: false, isObject: true\(reserved.isEmpty ? "" : ", " + reserved))"
            }
        case .array where style == "deepObject": return reserved.isEmpty ? ".nested()" : ".nested(\(reserved))"
        case .array, .value, .json:
            if style == "form", explode, reserved.isEmpty { return nil }
            let isScalar = shape(type) != .array
            if isScalar, reserved.isEmpty { return nil }
            let applied = isScalar ? "form" : style
            return ".style(.\(applied), explode: \(isScalar || explode)\(reserved.isEmpty ? "" : ", " + reserved))"
        }
    }
}
