/// What bodies of one media type are held against, and when.
enum BodySchema: Sendable {
    /// The bytes, which are all there, before they are read.
    case content(ContentSchema)
    /// The value that was read from them: of a form, or of XML.
    case value(JSONSchema)
    /// Each element of a stream, as it comes.
    case elements(ContentSchema)
    /// Each part of a multipart body as it comes, and at its end what is missing.
    case parts(PartSchemas)

    /// Whether there is more to check than what reading checks anyway.
    func isConstrained(_ scope: InputSchema.Scope) -> Bool {
        switch self {
        case .content(let content), .elements(let content): content.isConstrained
        case .value(let schema): scope.isConstrained(schema.node)
        case .parts(let schemas): schemas.isConstrained
        }
    }
}

/// What bytes are held against that are one JSON text, or one piece of plain text.
struct ContentSchema: Sendable {
    let schema: JSONSchema
    /// Whether the bytes are plain text, which stands for numbers and booleans too.
    let isText: Bool
    /// Whether there is more to check than types and required members.
    let isConstrained: Bool

    /// The value that bytes stand for: of plain text a string.
    /// - Throws: ``JSONDecodingError`` where they are no JSON although they have to be.
    func tape(of bytes: [UInt8]) throws(JSONDecodingError) -> JSONTape {
        guard isText else { return try JSONTape(bytes) }
        var writer = JSONWriter()
        writer.value(String(decoding: bytes, as: UTF8.self))
        return try JSONTape(writer.written())
    }

    func validate(_ tape: JSONTape) -> ValidationReport {
        schema.validate(tape, options: isText ? .textScalars : .nullIsAbsence)
    }

    /// What is wrong with bytes of a request's body, told from where they stand in it. Of bytes that are no JSON, nothing:
    /// whoever reads them says so.
    func violations(_ bytes: [UInt8], at pointer: String) -> ValidationReport {
        var report = ValidationReport()
        if let tape = try? tape(of: bytes) { report.append(validate(tape), below: pointer) }
        return report
    }

    /// Reads bytes that are held against a schema: before they are read where that limits them, otherwise where reading
    /// fails, so that all that is wrong is told.
    /// - Throws: ``RequestViolations``, and what reading throws.
    static func read<Value>(
        _ bytes: @autoclosure () -> [UInt8], _ content: ContentSchema?, at pointer: @autoclosure () -> String,
        _ read: () throws -> Value
    ) throws -> Value {
        if let content, content.isConstrained { try content.violations(bytes(), at: pointer()).throwIfAny() }
        do {
            return try read()
        } catch {
            try content?.violations(bytes(), at: pointer()).throwIfAny()
            throw error
        }
    }
}

/// What reading or writing a body has to heed beside its format.
struct BodyRules: Sendable {
    /// What the body is held against.
    var schema: BodySchema?
    /// How many bytes those parts of a multipart body may have together that are no streams.
    var collectedBytes = 16 << 20

    /// What each element of a stream is held against.
    var elements: ContentSchema? { if case .elements(let content) = schema { content } else { nil } }
    /// What the parts of a multipart body are held against.
    var parts: PartSchemas? { if case .parts(let schemas) = schema { schemas } else { nil } }
}
