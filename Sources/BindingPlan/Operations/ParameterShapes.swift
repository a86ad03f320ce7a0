internal import DocumentTree

/// How a parameter's value becomes text depends on its type: one piece of text, a list of such pieces, or the members of
/// an object. Decided when all types are known.
struct ParameterShapes {
    let defaults: Defaults
    let module: String
    private(set) var log = DiagnosticLog()

    init(defaults: Defaults, module: String) {
        self.defaults = defaults
        self.module = module
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
        switch operation.output {
        case .undocumented: break
        case .single(var response):
            decide(&response.headers)
            operation.output = .single(response)
        case .several(var responses):
            for index in responses.indices { decide(&responses[index].headers) }
            operation.output = .several(responses)
        }
        for index in operation.failures.indices { decide(&operation.failures[index].headers) }
    }

    private func decide(_ headers: inout [ResponsePlan.HeaderPlan]) {
        for index in headers.indices where headers[index].shape != .json {
            headers[index].type = plain(headers[index].type)
            headers[index].shape = shape(headers[index].type)
        }
    }

    private mutating func decide(_ parameter: inout ParameterPlan) {
        if parameter.shape != .json {
            parameter.type = plain(parameter.type)
            parameter.shape = shape(parameter.type)
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

    private func shape(_ type: SwiftType) -> ParameterPlan.Shape {
        switch defaults.resolved(type) {
        case .array(let element): isScalar(element) ? .array : .object
        case .dictionary(let value): isScalar(value) ? .value : .object
        case .json: .value
        case let other: isScalar(other) ? .value : .object
        }
    }

    private func isScalar(_ type: SwiftType) -> Bool {
        switch defaults.resolved(type) {
        case .string, .bool, .int, .int32, .int64, .double, .float, .date, .data: true
        case .named(let name): defaults.isOpenEnum(name)
        default: false
        }
    }
}
