internal import DocumentTree

/// A default of the document is the value of a missing member. Where Swift can write it down, the property is not
/// optional: decoding fills it in, and the initialiser has it as its default argument. A discriminator's own value is a
/// default of that kind. A constant is one for the initialiser only, since its absence tells alternatives apart, and so is
/// the default of a required member, which has to be there. What may be absent as well as null is `Presence` in Swift.
struct Defaults {
    private var types: [TypeName: TypePlan.Kind] = [:]
    private(set) var log = DiagnosticLog()

    init(_ types: [TypePlan]) {
        for type in types { self.types[type.name] = type.kind }
    }

    /// Decides the default expressions of all properties.
    mutating func apply(to types: inout [TypePlan]) {
        for index in types.indices {
            guard case .structure(var structure) = types[index].kind else { continue }
            let name = types[index].name
            for position in structure.properties.indices { decide(&structure.properties[position], of: name) }
            types[index].kind = .structure(structure)
        }
    }

    /// The properties of a struct, through aliases; none for any other type.
    func properties(of type: SwiftType) -> [PropertyPlan] {
        guard case .named(let name) = resolved(type), case .structure(let plan) = types[name] else { return [] }
        return plan.properties
    }

    private mutating func decide(_ property: inout PropertyPlan, of name: TypeName) {
        if let constant = property.constant, property.isRequired, !property.isNullable {
            property.argumentDefault = expression(constant, property.type)
        }
        // Any JSON value has null among its values.
        if property.isNullable, !property.isRequired, resolved(property.type) != .json {
            property.hasThreeStates = true
            property.argumentDefault = ".absent"
            property.decodingDefault = ".absent"
        }
        guard let node = property.documentDefault, !node.value.isNull else { return }
        let isEndless = makesValues(node, property.type) && leadsBack(property.type, to: name)
        guard !isEndless, let expression = expression(node, property.type) else {
            guard !property.isDiscriminator else { return }
            let text = Documentation.code(node)
            if let text { property.documentation = Documentation.noted(property.documentation, ["Default: \(text)."]) }
            let effect = text == nil ? "not applied" : "documented, but not applied"
            log.report(
                Diagnostic(
                    id: "default-not-applied", severity: .note,
                    message: "the default of '\(property.jsonName)' is \(effect)", location: node.location, help: nil))
            return
        }
        if case .named(let enumName) = resolved(property.type), case .openEnum(let plan) = types[enumName] {
            let literal = node.value.literal(of: plan.rawType)
            if !plan.cases.contains(where: { $0.literal == literal }) {
                log.warning(
                    "default-not-listed",
                    "the default of '\(property.jsonName)' is none of the values that its enum lists",
                    at: node.location, help: "list the value, or change the default")
            }
        }
        let initial = property.hasThreeStates ? ".value(\(expression))" : expression
        property.argumentDefault = initial
        guard !property.isRequired || property.isDiscriminator else { return }
        property.decodingDefault = initial
    }

    /// `type` without aliases.
    func resolved(_ type: SwiftType) -> SwiftType {
        var type = type
        var steps = 0
        while case .named(let name) = type, case .alias(let target) = types[name], steps < 64 {
            type = target
            steps += 1
        }
        return type
    }
}

extension Defaults {
    /// What is declared under `name`.
    func kind(of name: TypeName) -> TypePlan.Kind? { types[name] }

    /// Whether `name` is an enum around a raw value, open or closed.
    func isEnum(_ name: TypeName) -> Bool {
        if case .openEnum = types[name] { true } else { false }
    }

    /// The type of the raw values, where `name` is an enum that takes every one.
    func openRawType(of name: TypeName) -> SwiftType? {
        if case .openEnum(let plan) = types[name], !plan.isClosed { plan.rawType } else { nil }
    }
}
