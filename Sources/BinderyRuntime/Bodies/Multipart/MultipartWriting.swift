import HTTPTypes

extension BodyFormat {
    /// A multipart body, whose parts are read and written one after the other.
    /// - Parameters:
    ///   - mediaType: `multipart/form-data`, or another kind of it.
    ///   - limits: how much its reader takes.
    ///   - boundary: gives what stands between the parts.
    public static func multipart<Part: MultipartPart>(
        _ mediaType: String = "multipart/form-data", limits: MultipartLimits = MultipartLimits(),
        boundary: @escaping @Sendable () -> String = MultipartBoundary.random
    ) -> Self where Value == BodySequence<Part> {
        Self(
            mediaType, isStreamed: true,
            write: { (parts) throws(RequestEncodingError) in
                let boundary = boundary()
                let type = mediaType.hasSuffix("*") ? "multipart/form-data" : mediaType
                let body = try BodyStream(multipart: parts, boundary: boundary)
                return BodyPart(body, contentType: "\(type); boundary=\(boundary)")
            },
            read: { (part) throws(JSONDecodingError) in
                guard let boundary = MultipartBoundary.named(in: part.contentType) else {
                    let found = part.contentType.map { "'\($0)'" } ?? "no content type"
                    throw JSONDecodingError(
                        .mismatch(expected: "a multipart content type with a boundary", found: found), offset: 0)
                }
                return BodySequence(reading: part.body, boundary: boundary, limits: limits)
            }
        ).ruled()
    }
}

extension BodyStream {
    /// The body of parts: with a length, and able to be read again, where all of them can.
    init(multipart parts: BodySequence<some MultipartPart>, boundary: String) throws(RequestEncodingError) {
        let schemas = parts.rules.parts
        guard let elements = parts.availableElements else {
            self.init(pulling: {
                var iterator = parts.makeAsyncIterator()
                var writer = PartWriter(schemas)
                return Self.pieces(boundary: boundary) {
                    guard let element = try await iterator.next() else {
                        try writer.end()
                        return nil
                    }
                    let part = try writer.part(element)
                    try writer.throwIfInvalid()
                    return part
                }
            })
            return
        }
        var writer = PartWriter(schemas)
        var written: [BodyPart] = []
        for element in elements { written.append(try writer.part(element)) }
        try writer.end()
        let all = written
        self.init(
            pulling: {
                var rest = all[...]
                return Self.pieces(boundary: boundary) { rest.popFirst() }
            }, length: Self.length(of: all, boundary: boundary))
    }

    private static func pieces(boundary: String, next: @escaping () async throws -> BodyPart?) -> Pieces {
        var body: BodyStream.Iterator?
        var isFirst = true
        var isOver = false
        return {
            if let piece = try await body?.next() { return piece }
            body = nil
            guard !isOver else { return nil }
            let delimiter = [UInt8]("\(isFirst ? "" : "\r\n")--\(boundary)".utf8)
            isFirst = false
            guard let part = try await next() else {
                isOver = true
                return (delimiter + Array("--\r\n".utf8))[...]
            }
            body = part.body.makeAsyncIterator()
            return (delimiter + [0x0D, 0x0A] + part.head)[...]
        }
    }

    private static func length(of parts: [BodyPart], boundary: String) -> Int64? {
        // Two hyphens and the boundary, four more bytes for line breaks and the hyphens at the end: as often as there are
        // parts, and once more.
        var length = Int64(boundary.utf8.count + 6) * Int64(parts.count + 1)
        for part in parts {
            guard let body = part.body.length else { return nil }
            length += Int64(part.head.count) + body
        }
        return length
    }
}

/// Writes the parts of one body, and remembers what is wrong with them where there are schemas for them.
private struct PartWriter {
    private var validation: PartValidation?
    private var report = ValidationReport()

    init(_ schemas: PartSchemas?) {
        validation = schemas.map { PartValidation($0) }
    }

    /// The part as its description writes it.
    mutating func part<Part: MultipartPart>(_ value: Part) throws(RequestEncodingError) -> BodyPart {
        for description in Part.descriptions {
            guard var part = try description.format.write(value) else { continue }
            if let name = description.name { part.name = name }
            validate(part)
            return part
        }
        return BodyPart(BodyStream())
    }

    private mutating func validate(_ part: BodyPart) {
        guard let place = validation?.place(of: part.name) else { return }
        if let wrong = validation?.violations(of: place, part.headerFields) { report.append(wrong) }
        guard let content = place.schema?.content, let bytes = part.body.availableBytes else { return }
        report.append(content.violations(bytes, at: place.pointer))
    }

    /// - Throws: ``RequestEncodingError/invalid(_:)``, where anything was wrong so far.
    func throwIfInvalid() throws(RequestEncodingError) {
        if !report.isValid { throw .invalid(report) }
    }

    /// - Throws: ``RequestEncodingError/invalid(_:)``, also with what is missing.
    mutating func end() throws(RequestEncodingError) {
        if let missing = validation?.violationsAtEnd() { report.append(missing) }
        try throwIfInvalid()
    }
}
