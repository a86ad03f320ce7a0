/// A schema that values can be held against: JSON Schema 2020-12, without formats, which are annotations there
/// (validation §7.2.1).
///
/// Generated modules have those of their document in a ``SchemaSet``:
///
/// ```swift
/// let report = try SchemaSet.petStore["Pet"]?.validate(pet)
/// ```
public struct JSONSchema: Sendable {
    let node: SchemaNode
    let definitions: [SchemaNode]

    /// Holds a value against the schema.
    /// - Parameters:
    ///   - value: a model, or any other value that is written as JSON.
    ///   - limit: how many violations are listed.
    /// - Throws: ``JSONEncodingError`` where the value holds a number that JSON does not have.
    public func validate(
        _ value: some JSONEncodable, limit: Int = ValidationReport.defaultLimit
    ) throws(JSONEncodingError) -> ValidationReport {
        let bytes = try value.encoded()
        do throws(JSONDecodingError) {
            return validate(try JSONTape(bytes), limit: limit)
        } catch {
            // What the writer wrote is JSON; it can only be nested too deep.
            return .refusal("depth", expected: "JSON", found: "\(error)")
        }
    }

    /// Holds a JSON text against the schema.
    /// - Parameters:
    ///   - text: the text, UTF-8.
    ///   - limit: how many violations are listed.
    /// - Throws: ``JSONDecodingError`` where the text is no JSON.
    public func validate(
        text: [UInt8], limit: Int = ValidationReport.defaultLimit
    ) throws(JSONDecodingError) -> ValidationReport {
        validate(try JSONTape(text), limit: limit)
    }

    func validate(
        _ tape: JSONTape, options: SchemaValidator.Options = [], limit: Int = ValidationReport.defaultLimit
    ) -> ValidationReport {
        var validator = SchemaValidator(definitions: definitions, tape: tape, options: options, limit: limit)
        return validator.run(node)
    }
}
