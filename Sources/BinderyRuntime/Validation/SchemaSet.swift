/// The schemas of a document: those that have names, and those of the inputs of its operations.
///
/// It is made of one JSON text, on first use:
///
/// ```json
/// {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string", "minLength": 1}}}},
///  "operations": {"addPet": {
///    "parameters": [{"name": "dryRun", "in": "query", "schema": "boolean"}],
///    "body": {"required": true, "schema": "#Pet"}}}}
/// ```
///
/// A body of other media types than JSON has `content` for its `schema`, which says what of each is held against what:
///
/// ```json
/// {"application/json": {"json": "#Pet"}, "text/plain": {"text": {"maxLength": 9}}, "application/xml": {"value": "#Pet"},
///  "application/jsonl": {"elements": {"json": "#Pet"}}, "image/png": null,
///  "multipart/form-data": {"parts": {"pet": {"json": "#Pet", "required": true},
///                                    "tags": {"text": "string", "list": true, "maxItems": 3}}, "closed": true}}
/// ```
///
/// `"boolean"` is short for `{"type": "boolean"}`, and `"#Pet"` for `{"$ref": "Pet"}`.
public struct SchemaSet: Sendable {
    private let definitions: [SchemaNode]
    private let places: [String: Int]
    let inputs: [String: InputSchema]
    /// What is wrong with the text.
    private let problem: SchemaError?

    /// Takes the text that the generator wrote. Of one that is no such text, which only a change by hand can make, every
    /// schema refuses every value, and servers answer 500 and report what is wrong.
    public init(_ text: String) {
        do throws(SchemaError) {
            try self.init(parsing: text)
        } catch {
            self.init(problem: error)
        }
    }

    private init(problem: SchemaError) {
        definitions = []
        places = [:]
        inputs = [:]
        self.problem = problem
    }

    init(parsing text: String) throws(SchemaError) {
        let tape: JSONTape
        do throws(JSONDecodingError) {
            tape = try JSONTape(Array(text.utf8))
        } catch {
            throw SchemaError(description: "\(error)")
        }
        let schemas = tape.member("schemas", of: 0).map(tape.keys) ?? []
        var places: [String: Int] = [:]
        for (index, key) in schemas.enumerated() { places[tape.text(key)] = index }
        let compiler = SchemaCompiler(tape: tape, names: places)
        var definitions: [SchemaNode] = []
        for key in schemas { definitions.append(try compiler.node(key + 1)) }
        var inputs: [String: InputSchema] = [:]
        let reader = InputSchemaReader(compiler, InputSchema.Scope(definitions))
        for key in tape.member("operations", of: 0).map(tape.keys) ?? [] {
            inputs[tape.text(key)] = try reader.input(key + 1)
        }
        self.places = places
        self.definitions = definitions
        self.inputs = inputs
        problem = nil
    }

    /// The schema of a name, as the document spells it; nil where there is none, or nothing to check in it.
    public subscript(name: String) -> JSONSchema? {
        if problem != nil { return JSONSchema(node: .nothing, definitions: []) }
        return places[name].map { JSONSchema(node: definitions[$0], definitions: definitions) }
    }

    /// The schemas of an operation's parameters and body.
    public func input(_ operation: String) -> InputSchema? {
        problem.map { InputSchema(problem: $0) } ?? inputs[operation]
    }
}
