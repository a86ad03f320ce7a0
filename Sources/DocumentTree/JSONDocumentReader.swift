import JSONText

/// Reads a JSON document (RFC 8259) into a tree.
///
/// libyaml cannot do it: it refuses or changes some legal JSON, such as surrogate pairs and keys over 1024 bytes.
enum JSONDocumentReader {
    /// The id of the diagnostic for a text that is not JSON.
    static let syntaxID = "json-syntax"

    static func read(_ file: SourceFile, limits: ReadLimits) throws(Diagnostic) -> Node {
        try file.bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostic) in
            var composer = JSONComposer(file: file, bytes: UnsafeRawBufferPointer(bytes), limits: limits)
            return try composer.document()
        }
    }
}

/// Turns what the scanner passes into nodes with places.
private struct JSONComposer: ~Copyable {
    private let file: SourceFile
    private let bytes: UnsafeRawBufferPointer
    private let limits: ReadLimits
    /// The bytes in front that the scanner does not see.
    private let start: Int
    private var scanner: JSONScanner
    private var cursor: LineCursor
    private var nodeCount = 0
    private var pendingMembers = PendingChildren<Node.Member>()
    private var pendingElements = PendingChildren<Node>()

    init(file: SourceFile, bytes: UnsafeRawBufferPointer, limits: ReadLimits) {
        self.file = file
        self.bytes = bytes
        self.limits = limits
        start = ByteOrderMark.utf8Length(in: bytes)
        let text = UnsafeRawBufferPointer(rebasing: bytes[start...])
        scanner = JSONScanner(text.bindMemory(to: UInt8.self), depthLimit: limits.depth)
        cursor = LineCursor(bytes)
    }

    mutating func document() throws(Diagnostic) -> Node {
        let node = try self.node()
        try scan { (scanner) throws(JSONSyntaxError) in try scanner.end() }
        return node
    }

    private mutating func node() throws(Diagnostic) -> Node {
        let kind = try scan { (scanner) throws(JSONSyntaxError) in try scanner.peekKind() }
        let location = location(at: scanner.offset)
        nodeCount += 1
        try limits.checkNodes(nodeCount, at: location)
        let value: Node.Value =
            switch kind {
            case .object: .mapping(try members())
            case .array: .sequence(try elements())
            case .string: .string(try string(at: location))
            case .number: try number()
            case .bool: .bool(try scan { (scanner) throws(JSONSyntaxError) in try scanner.bool() })
            case .null: try null()
            }
        return Node(value, at: location)
    }

    private mutating func members() throws(Diagnostic) -> [Node.Member] {
        let first = pendingMembers.count
        try scan { (scanner) throws(JSONSyntaxError) in try scanner.beginObject() }
        while try scan({ (scanner) throws(JSONSyntaxError) in try scanner.nextMember() }) {
            let keyLocation = location(at: scanner.lastKeyOffset)
            let key = scanner.lastKey()
            try limits.checkScalar(key.utf8.count, at: keyLocation)
            let value = try node()
            pendingMembers.append(Node.Member(key: key, keyLocation: keyLocation, value: value))
        }
        let members = pendingMembers.take(from: first)
        try UniqueKeys.check(members)
        return members
    }

    private mutating func elements() throws(Diagnostic) -> [Node] {
        let first = pendingElements.count
        try scan { (scanner) throws(JSONSyntaxError) in try scanner.beginArray() }
        while try scan({ (scanner) throws(JSONSyntaxError) in try scanner.nextElement() }) {
            let element = try node()
            pendingElements.append(element)
        }
        return pendingElements.take(from: first)
    }

    private mutating func string(at location: SourceLocation) throws(Diagnostic) -> String {
        let string = try scan { (scanner) throws(JSONSyntaxError) in try scanner.string() }
        try limits.checkScalar(string.utf8.count, at: location)
        return string
    }

    private mutating func number() throws(Diagnostic) -> Node.Value {
        let token = try scan { (scanner) throws(JSONSyntaxError) in try scanner.numberToken() }
        if let integer = token.integer { return .integer(integer) }
        return .decimal(scanner.text(in: token.range))
    }

    private mutating func null() throws(Diagnostic) -> Node.Value {
        try scan { (scanner) throws(JSONSyntaxError) in try scanner.null() }
        return .null
    }

    /// The place of a byte that the cursor has not passed yet.
    private mutating func location(at offset: Int) -> SourceLocation {
        cursor.advance(to: start + offset)
        return SourceLocation(file: file, line: cursor.line, column: cursor.column)
    }

    /// Runs the scanner and turns its errors into diagnostics.
    private mutating func scan<Result>(
        _ body: (inout JSONScanner) throws(JSONSyntaxError) -> Result
    ) throws(Diagnostic) -> Result {
        do throws(JSONSyntaxError) {
            return try body(&scanner)
        } catch {
            throw diagnostic(for: error)
        }
    }

    private func diagnostic(for error: JSONSyntaxError) -> Diagnostic {
        let location = file.location(atByte: start + error.offset)
        if case .tooDeep = error.reason {
            do throws(Diagnostic) {
                try limits.checkDepth(limits.depth + 1, at: location)
            } catch {
                return error
            }
        }
        let text = UnsafeRawBufferPointer(rebasing: bytes[start...]).bindMemory(to: UInt8.self)
        let path = JSONPathLocator.path(to: error.offset, in: text)
        return .refusal(
            JSONDocumentReader.syntaxID, "invalid JSON: \(error.message)", at: location,
            help: path == "$" ? helpAtRoot : "the place is \(path) in the document"
        )
    }

    private var helpAtRoot: String? {
        guard !DocumentReader.beginsLikeJSON(file) else { return nil }
        return "a name that ends in .json promises JSON; name a YAML document .yaml"
    }
}
