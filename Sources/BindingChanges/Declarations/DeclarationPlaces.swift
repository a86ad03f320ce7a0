internal import BindingPlan
internal import DocumentTree

/// Where in the document declarations come from.
struct DeclarationPlaces {
    /// By the path of the declaration, without labels.
    private var locations: [String: SourceLocation] = [:]
    /// The operations, such as `GET /pets`, by the paths of all that stands for them.
    private var operations: [String: String] = [:]

    /// No places: the document is not known.
    init() {}

    init(_ plan: Plan) {
        for type in plan.types {
            locations[type.name.path] = type.location
            guard case .structure(let structure) = type.kind else { continue }
            for property in structure.properties {
                locations["\(type.name.path).\(property.name)"] = property.location
            }
        }
        for tag in plan.tags {
            for operation in tag.operations { add(operation, tag) }
        }
    }

    private mutating func add(_ operation: OperationPlan, _ tag: TagPlan) {
        let paths = [
            operation.name.path, "\(tag.clientName).\(operation.methodName)",
            "\(tag.handlerName).\(operation.methodName)",
        ]
        for path in paths {
            locations[path] = operation.location
            operations[path] = "\(operation.method) \(operation.pathKey)"
        }
        for parameter in operation.parameters {
            locations["\(operation.name.path).Input.\(parameter.name)"] = parameter.location
        }
    }

    /// The place of the declaration, or of the nearest one around it that has one.
    func location(of path: String) -> SourceLocation? { nearest(path, in: locations) }

    /// The operation that the declaration belongs to.
    func operation(of path: String) -> String? { nearest(path, in: operations) }

    private func nearest<Value>(_ path: String, in values: [String: Value]) -> Value? {
        var path = path[...]
        while true {
            if let value = values[String(path)] { return value }
            guard let dot = path.lastIndex(of: ".") else { return nil }
            path = path[..<dot]
        }
    }
}
