import BindingPlan
import DocumentTree
import OpenAPI

/// The values of a document, each with the Swift type that must read it where its schema allows it.
struct DocumentedValues {
    let document: Document
    let plan: Plan
    private var numbers: [String: Int] = [:]
    private var types: [String] = []
    private var lines: [String] = []
    private var plans: [String: TypePlan] = [:]
    private var found: [Value] = []
    private var schemas: ValueSchemas

    private struct Value {
        let json: String
        let kind: String
        let type: SwiftType
        /// The name of its schema for the judge.
        let schema: String
        let place: SourceLocation
    }

    init(document: Document, plan: Plan) {
        self.document = document
        self.plan = plan
        schemas = ValueSchemas(document, formats: ValueJudge.formats)
        for type in plan.types { plans[Self.key(type.location)] = type }
    }

    /// `number of the type<TAB>kind<TAB>place<TAB>violations of its schema, separated by U+001F<TAB>JSON`.
    var table: String { lines.joined(separator: "\n") + "\n" }

    /// The types, in functions short enough to compile fast.
    var source: String {
        var text = "import \(plan.moduleName)API\nimport BinderyRuntime\nimport Foundation\n\n"
        let groups = stride(from: 0, to: types.count, by: 200).map { Array(types[$0..<min($0 + 200, types.count)]) }
        for (index, group) in groups.enumerated() {
            text += "private func types\(index)() -> [any JSONModel.Type] {\n    var types: [any JSONModel.Type] = []\n"
            for type in group { text += "    types.append(\(type).self)\n" }
            text += "    return types\n}\n\n"
        }
        let calls = groups.indices.map { "types\($0)()" }
        text += "let types: [any JSONModel.Type] = \(calls.isEmpty ? "[]" : calls.joined(separator: " + "))\n"
        return text
    }

    mutating func collect() throws {
        findAll()
        let judge = try ValueJudge(schemas.text())
        for value in found { add(value, judge) }
    }

    private mutating func findAll() {
        for entry in document.schemas.entries { visit(entry.schema, component: entry) }
        let operations = Dictionary(
            plan.tags.flatMap(\.operations).map { ("\($0.method) \($0.pathKey)", $0) }, uniquingKeysWith: { $1 })
        for item in document.paths {
            for operation in item.operations {
                guard let bound = operations["\(operation.method) \(item.key)"] else { continue }
                visit(operation, bound)
            }
        }
    }

    private mutating func visit(_ operation: OpenAPI.Operation, _ bound: OperationPlan) {
        if let body = bound.body, body.coding == .json {
            for media in operation.requestBody?.content ?? [] where media.name == body.contentType {
                visit(media, body.type)
            }
        }
        for response in operation.responses {
            let plans = bound.output.responses + bound.failures
            guard let body = plans.first(where: { $0.status == response.status })?.body, body.coding == .json else {
                continue
            }
            for media in response.content where media.name == body.contentType { visit(media, body.type) }
        }
    }

    private mutating func visit(_ media: MediaType, _ type: SwiftType) {
        find(media.examples, "example", of: media.schema, type)
        if let schema = media.schema { visit(schema) }
    }

    /// Takes the values of a schema and of those in it.
    private mutating func visit(_ schema: Schema, component: SchemaTable.Entry? = nil) {
        if schema.reference == nil, let bound = plans[Self.key(schema.location)] {
            let type = SwiftType.named(bound.name)
            findStated(in: schema, type)
            if let sample = component.flatMap(SampleValue(schemas: document.schemas).text) {
                found.append(
                    Value(json: sample, kind: "made", type: type, schema: schemas.add(schema), place: schema.location))
            }
            if case .structure(let structure) = bound.kind { visit(schema, structure) }
        }
        for property in schema.properties { visit(property.schema) }
        if case .schema(let value) = schema.additionalProperties { visit(value) }
        if let items = schema.items { visit(items) }
        for member in schema.allOf + schema.oneOf + schema.anyOf { visit(member) }
    }

    /// The values of properties that have no type of their own.
    private mutating func visit(_ schema: Schema, _ structure: StructurePlan) {
        for property in schema.properties where plans[Self.key(property.schema.location)] == nil {
            guard let bound = structure.properties.first(where: { $0.jsonName == property.name }) else { continue }
            findStated(in: property.schema, bound.type.unwrapped)
        }
    }

    /// Takes the examples and the default of a schema.
    private mutating func findStated(in schema: Schema, _ type: SwiftType) {
        find(schema.examples, "example", of: schema, type)
        find([schema.defaultValue].compactMap(\.self), "default", of: schema, type)
    }

    private mutating func find(_ values: [Node], _ kind: String, of schema: Schema?, _ type: SwiftType) {
        if values.isEmpty { return }
        let name = schema.map { schemas.add($0) } ?? ""
        for value in values {
            found.append(Value(json: value.jsonText, kind: kind, type: type, schema: name, place: value.location))
        }
    }

    private mutating func add(_ value: Value, _ judge: ValueJudge) {
        var json = value.json
        var violations = judge.violations(of: json, by: value.schema)
        if !violations.isEmpty, let meant = judge.spelled(by: json, for: value.schema) {
            json = meant
            violations = judge.violations(of: json, by: value.schema)
        }
        // What may be null is bound to an optional where it is used.
        let type = json == "null" && violations.isEmpty ? value.type.asOptional : value.type
        guard let text = text(of: type) else { return }
        let number = numbers[text] ?? types.count
        if number == types.count {
            numbers[text] = number
            types.append(text)
        }
        let place = "\(value.place.line):\(value.place.column)"
        let wrong = violations.map { $0.replacing("\t", with: " ") }.joined(separator: "\u{1F}")
        lines.append("\(number)\t\(value.kind)\t\(place)\t\(wrong)\t\(json)")
    }

    /// The type as source text; nil for what is no JSON, or comes from a configuration only.
    private func text(of type: SwiftType) -> String? {
        switch type {
        case .string: "String"
        case .bool: "Bool"
        case .int: "Int"
        case .int32: "Int32"
        case .int64: "Int64"
        case .double: "Double"
        case .float: "Float"
        case .date: "Date"
        case .data: "Data"
        case .json: "JSONValue"
        case .array(let element): text(of: element).map { "[\($0)]" }
        case .dictionary(let value): text(of: value).map { "[String: \($0)]" }
        case .optional(let wrapped): text(of: wrapped).map { "\($0)?" }
        case .named(let name):
            "\(plan.moduleName)API."
                + name.path.split(separator: ".").map { "`\($0)`" }.joined(separator: ".")
        default: nil
        }
    }

    private static func key(_ place: SourceLocation) -> String {
        "\(place.file.path):\(place.line):\(place.column)"
    }
}
