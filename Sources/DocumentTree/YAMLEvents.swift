import CLibYAML

/// libyaml's parser and the event it stands at.
///
/// Both are kept on the heap, where libyaml fills them in; an event is several hundred bytes that Swift must not copy.
struct YAMLEvents: ~Copyable {
    let event: UnsafeMutablePointer<yaml_event_t>
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let file: SourceFile

    /// Stands before the first event. The bytes of the file must stay alive and where they are.
    init(_ file: SourceFile, bytes: UnsafeBufferPointer<UInt8>) {
        self.file = file
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        if yaml_parser_initialize(parser) == 1 { yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count) }
    }

    deinit {
        yaml_event_delete(event)
        event.deallocate()
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    var type: yaml_event_type_t { event.pointee.type }

    /// Where the event begins.
    var location: SourceLocation { location(of: event.pointee.start_mark) }

    /// Line and column of where the event begins.
    var place: (line: UInt32, column: UInt32) { place(of: event.pointee.start_mark) }

    /// The anchor and the tag in front of the node that begins here, or the anchor that an alias means.
    var properties: (anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?) {
        switch type {
        case YAML_SCALAR_EVENT: (event.pointee.data.scalar.anchor, event.pointee.data.scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            (event.pointee.data.sequence_start.anchor, event.pointee.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT: (event.pointee.data.mapping_start.anchor, event.pointee.data.mapping_start.tag)
        case YAML_ALIAS_EVENT: (event.pointee.data.alias.anchor, nil)
        default: (nil, nil)
        }
    }

    /// Moves to the next event.
    mutating func advance() throws(Diagnostic) {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1, event.pointee.type != YAML_NO_EVENT else { throw failure() }
    }

    /// Runs `body` over the text of the scalar that is the event.
    func withScalar<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length))
    }

    /// True for a plain scalar that takes more room in the document than its text: what it has in front is `!`, the
    /// tag that makes it a string and that libyaml does not report. Not to be asked of a scalar with an anchor.
    var hasNonSpecificTag: Bool {
        event.pointee.end_mark.index - event.pointee.start_mark.index != event.pointee.data.scalar.length
    }

    private func location(of mark: yaml_mark_t) -> SourceLocation {
        let place = place(of: mark)
        return SourceLocation(file: file, line: place.line, column: place.column)
    }

    private func place(of mark: yaml_mark_t) -> (line: UInt32, column: UInt32) {
        (UInt32(truncatingIfNeeded: mark.line &+ 1), UInt32(truncatingIfNeeded: mark.column &+ 1))
    }

    private func failure() -> Diagnostic {
        guard let problem = parser.pointee.problem else {
            let start = SourceLocation(file: file, line: 1, column: 1)
            return .refusal("yaml-syntax", "invalid YAML: libyaml gave up", at: start, help: nil)
        }
        var message = "invalid YAML: \(String(cString: problem))"
        if parser.pointee.error == YAML_READER_ERROR {
            let place = file.location(atByte: parser.pointee.problem_offset)
            let isCharacter = message.hasSuffix("control characters are not allowed")
            let help = isCharacter ? "remove it, or escape it in a double-quoted text" : "save the document as UTF-8"
            return .refusal("yaml-syntax", message, at: place, help: help)
        }
        if let context = parser.pointee.context {
            let start = parser.pointee.context_mark
            message += " \(String(cString: context)) that begins at \(start.line + 1):\(start.column + 1)"
        }
        var place = location(of: parser.pointee.problem_mark)
        // libyaml adds a line break to a document that ends without one.
        if file.line(place.line) == nil { place = file.location(atByte: file.bytes.count) }
        return .refusal("yaml-syntax", message, at: place, help: help(at: place))
    }

    private func help(at place: SourceLocation) -> String? {
        guard let line = file.line(place.line) else { return nil }
        let indentation = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return indentation.contains(UInt8(ascii: "\t")) ? "indent with spaces; YAML does not allow tabs there" : nil
    }
}
