internal import DocumentTree
internal import OpenAPI

/// What the patterns of a configuration can match, beside schemas and tags.
struct RuleNames {
    private(set) var properties: [String] = []
    private(set) var cases: [String] = []
    private(set) var enums: [String] = []
    private(set) var operations: [String] = []
    private(set) var parameters: [String] = []

    init(_ document: Document, _ plan: Plan) {
        for entry in document.schemas.entries {
            for property in entry.schema.properties { properties.append("\(entry.name).\(property.name)") }
            guard let values = entry.schema.enumValues else { continue }
            enums.append(entry.name)
            for value in values { cases.append("\(entry.name).\(value.value.text)") }
        }
        for type in plan.types {
            let owner = type.schemaName ?? type.name.path
            switch type.kind {
            case .structure(let plan): properties += plan.properties.map { "\(owner).\($0.jsonName)" }
            case .openEnum(let plan):
                enums.append(owner)
                cases += plan.cases.map { "\(owner).\($0.value)" }
            case .alternatives, .alias, .wrapper, .contents: break
            }
        }
        for item in document.everyItem {
            for operation in item.operations {
                let name = operation.filterName(key: item.key)
                operations.append(name)
                parameters += operation.parameters.map { "\(name).\($0.name)" }
            }
        }
    }
}
