internal import DocumentTree

/// How a parameter's value becomes text depends on its type: one piece of text, a list of such pieces, or the members of
/// an object. Decided when all types are known.
struct ParameterShapes {
    let defaults: Defaults
    let module: String
    private(set) var log = DiagnosticLog()
    /// The unions that are parameters, and how they are read and written as such.
    private var unions: [TypeName: Union] = [:]

    /// What the text of a union is.
    private enum Union { case scalar, list }

    private var alternatives: [TypeName: AlternativesPlan] = [:]

    init(_ types: [TypePlan], defaults: Defaults, module: String) {
        for type in types {
            if case .alternatives(let plan) = type.kind { alternatives[type.name] = plan }
        }
        self.defaults = defaults
        self.module = module
    }

    /// Makes the unions that are parameters conform to the runtime's protocols for these.
    func conform(_ types: inout [TypePlan]) {
        for index in types.indices {
            switch unions[types[index].name] {
            case .scalar: types[index].conformances.append("ScalarParameterValue")
            case .list: types[index].conformances.append("ParameterValue")
            case nil: break
            }
        }
    }

    mutating func decide(_ tags: inout [TagPlan]) {
        for tag in tags.indices {
            for operation in tags[tag].operations.indices {
                decide(&tags[tag].operations[operation])
            }
        }
    }

    private mutating func decide(_ operation: inout OperationPlan) {
        for index in operation.parameters.indices { decide(&operation.parameters[index]) }
        if var body = operation.body {
            decide(&body.coding)
            operation.body = body
        }
        switch operation.output {
        case .undocumented: break
        case .single(var response):
            decide(&response)
            operation.output = .single(response)
        case .several(var responses):
            for index in responses.indices { decide(&responses[index]) }
            operation.output = .several(responses)
        }
        for index in operation.failures.indices { decide(&operation.failures[index]) }
    }

    private mutating func decide(_ response: inout ResponsePlan) {
        decide(&response.headers)
        guard var body = response.body else { return }
        decide(&body.coding)
        response.body = body
    }

    private mutating func decide(_ headers: inout [ResponsePlan.HeaderPlan]) {
        for index in headers.indices where headers[index].shape != .json {
            headers[index].type = plain(headers[index].type)
            headers[index].shape = shape(headers[index].type)
        }
    }

    private mutating func decide(_ parameter: inout ParameterPlan) {
        if parameter.shape != .json {
            parameter.type = plain(parameter.type)
            parameter.shape = shape(parameter.type)
            if parameter.shape == .object, case .named(let name) = defaults.resolved(parameter.type),
                let plan = alternatives[name], !plan.cases.allSatisfy({ $0.kinds == [.object] })
            {
                log.warning(
                    "parameter-not-told-apart",
                    "the alternatives of the parameter '\(parameter.wireName)' cannot be told apart in its text",
                    at: parameter.location,
                    help: "only scalars and lists of these are; describe the others as parameters of their own")
            }
        }
        guard let node = parameter.documentDefault, !node.value.isNull else { return }
        if let expression = defaults.expression(node, parameter.type) {
            parameter.defaultValue = expression
            return
        }
        log.report(
            Diagnostic(
                id: "default-not-applied", severity: .note,
                message: "the default of the parameter '\(parameter.wireName)' is not applied", location: node.location,
                help: nil))
    }

    /// Elements of parameters are never null, since no style can say so.
    private func plain(_ type: SwiftType) -> SwiftType {
        switch type {
        case .array(.optional(let element)): .array(element)
        case .dictionary(.optional(let value)): .dictionary(value)
        default: type
        }
    }

    mutating func shape(_ type: SwiftType) -> ParameterPlan.Shape {
        switch defaults.resolved(type) {
        case .array(let element): isScalar(element) ? .array : .object
        case .dictionary(let value): isScalar(value) ? .value : .object
        case .json: .value
        case .named(let name) where union(name, depth: 0) == .list: .value
        case let other: isScalar(other) ? .value : .object
        }
    }

    private mutating func isScalar(_ type: SwiftType, depth: Int = 0) -> Bool {
        switch defaults.resolved(type) {
        case .string, .bool, .int, .int32, .int64, .double, .float, .date, .data, .external: true
        case .named(let name): defaults.isEnum(name) || union(name, depth: depth + 1) == .scalar
        default: false
        }
    }

    /// What a union of scalars and lists of scalars is as a parameter; nil for every other type.
    private mutating func union(_ name: TypeName, depth: Int) -> Union? {
        if let known = unions[name] { return known }
        guard depth < 8, let plan = alternatives[name], case .kinds = plan.selection else { return nil }
        guard case .none = plan.unknown else { return nil }
        var result = Union.scalar
        for alternative in plan.cases {
            if isScalar(alternative.type, depth: depth) { continue }
            switch defaults.resolved(alternative.type) {
            case .array(let element) where isScalar(element, depth: depth): result = .list
            case .named(let name) where union(name, depth: depth + 1) == .list: result = .list
            default: return nil
            }
        }
        unions[name] = result
        return result
    }
}
