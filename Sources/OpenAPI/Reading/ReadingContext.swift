import DocumentTree

/// What all readers of one load share: the log, the files, and what was read through references already.
final class ReadingContext {
    let limits: LoadLimits
    let library: FileLibrary
    let resolver: ReferenceResolver
    /// The file that was asked for. Component names without a path are those of its `components` (OpenAPI 3.1.1 §4.3).
    let entry: LoadedFile

    var log: DiagnosticLog
    let schemas: SchemaCollector

    let callbacks = Memo<Callback>(keepsValues: false)
    let examples = Memo<Node>()
    let headers = Memo<Header>()
    let links = Memo<Link>()
    let mediaTypes = Memo<MediaType>()
    let parameters = Memo<Parameter>()
    let pathItems = Memo<PathItem>(keepsValues: false)
    let requestBodies = Memo<RequestBody>()
    let responses = Memo<Response>()
    let securitySchemes = Memo<SecurityScheme>()
    let swaggerParameters = Memo<SwaggerParameter>()
    let swaggerResponses = Memo<SwaggerResponse>()

    /// How many references and schemas are being read inside one another.
    var referenceDepth = 0
    var schemaDepth = 0
    /// How many operations were read, those of callbacks included.
    private var operationCount = 0
    /// What was taken for granted, and said to be, once.
    private var assumptions: Set<String> = []

    init(entry: LoadedFile, library: FileLibrary, limits: LoadLimits, log: DiagnosticLog) {
        self.entry = entry
        self.library = library
        self.limits = limits
        self.log = log
        resolver = ReferenceResolver(library: library)
        schemas = SchemaCollector()
    }

    /// The version that the file of a place follows.
    func version(at location: SourceLocation) -> SpecificationVersion {
        library.file(of: location)?.version ?? entry.version
    }

    /// Whether one more operation may be read; that it may not is reported once.
    func countOperation(at location: SourceLocation) -> Bool {
        operationCount += 1
        if operationCount <= limits.operations { return true }
        if operationCount == limits.operations + 1 {
            log.error(
                "too-many-operations",
                "there are more than \(limits.operations) operations; the rest is not read",
                at: location
            )
        }
        return false
    }

    /// Notes what is taken for granted where a document says nothing, at the first place that needs it.
    func noteAssumption(_ id: String, _ message: String, at location: SourceLocation, help: String) {
        guard assumptions.insert(message).inserted else { return }
        log.report(Diagnostic(id: id, severity: .note, message: message, location: location, help: help))
    }

    /// Reports a value of another type than the specification asks for.
    func reportWrongType(_ node: Node, of subject: String, expected: String, help: String? = nil) {
        log.error("wrong-type", "\(subject) must be \(expected), but is \(node.shape)", at: node.location, help: help)
    }
}
