import BindingPlan
import DocumentTree
import Foundation
import OpenAPI

/// Writes what a program needs to check that values go through the bindings of a document unharmed: a list of types in
/// Swift, and the values with the number of their type. `RoundTripCheck.swift` beside this folder does the checking.
///
///     round-trips <document> <module> <folder>
@main
struct RoundTrips {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            FileHandle.standardError.write(Data("usage: round-trips <document> <module> <folder>\n".utf8))
            exit(64)
        }
        guard let document = DocumentLoader().load(path: arguments[1]).document else { exit(1) }
        let plan = BindingPlanner.plan(document, configuration: Configuration(moduleName: arguments[2])).plan
        var values = DocumentedValues(document: document, plan: plan)
        values.collect()

        let folder = URL(filePath: arguments[3])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try values.source.write(to: folder.appending(path: "Types.swift"), atomically: false, encoding: .utf8)
        try values.table.write(to: folder.appending(path: "values.tsv"), atomically: false, encoding: .utf8)
    }
}

/// The values of a document, each with the Swift type that must read it.
struct DocumentedValues {
    let document: Document
    let plan: Plan
    private var numbers: [String: Int] = [:]
    private var types: [String] = []
    private var lines: [String] = []
    private var plans: [String: TypePlan] = [:]

    init(document: Document, plan: Plan) {
        self.document = document
        self.plan = plan
        for type in plan.types { plans[Self.key(type.location)] = type }
    }

    /// `number of the type<TAB>kind<TAB>place<TAB>JSON`.
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

    mutating func collect() {
        for entry in document.schemas.entries { visit(entry.schema, made: true) }
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
        for example in media.examples { add(example, "example", type) }
        if let schema = media.schema { visit(schema, made: false) }
    }

    /// Takes the values of a schema and of those in it.
    private mutating func visit(_ schema: Schema, made: Bool) {
        if schema.reference == nil, let bound = plans[Self.key(schema.location)] {
            let type = SwiftType.named(bound.name)
            for example in schema.examples { add(example, "example", type) }
            if let value = schema.defaultValue { add(value, "default", type) }
            if made, let sample = SampleValue(schemas: document.schemas).text(of: schema) {
                add(sample, "made", type, at: schema.location)
            }
            if case .structure(let structure) = bound.kind { visit(schema, structure) }
        }
        for property in schema.properties { visit(property.schema, made: false) }
        if case .schema(let value) = schema.additionalProperties { visit(value, made: false) }
        if let items = schema.items { visit(items, made: false) }
        for member in schema.allOf + schema.oneOf + schema.anyOf { visit(member, made: false) }
    }

    /// The values of properties that have no type of their own.
    private mutating func visit(_ schema: Schema, _ structure: StructurePlan) {
        for property in schema.properties where plans[Self.key(property.schema.location)] == nil {
            guard let bound = structure.properties.first(where: { $0.jsonName == property.name }) else { continue }
            for example in property.schema.examples { add(example, "example", bound.type.asOptional) }
            if let value = property.schema.defaultValue { add(value, "default", bound.type.asOptional) }
        }
    }

    private mutating func add(_ value: Node, _ kind: String, _ type: SwiftType) {
        add(value.jsonText, kind, type, at: value.location)
    }

    private mutating func add(_ json: String, _ kind: String, _ type: SwiftType, at place: SourceLocation) {
        guard let text = text(of: type) else { return }
        let number = numbers[text] ?? types.count
        if number == types.count {
            numbers[text] = number
            types.append(text)
        }
        lines.append("\(number)\t\(kind)\t\(place.line):\(place.column)\t\(json)")
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
