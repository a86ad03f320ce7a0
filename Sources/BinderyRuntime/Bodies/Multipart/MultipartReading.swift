extension BodySequence where Element: MultipartPart {
    /// The parts of a multipart body, as they come.
    ///
    /// A part that is a stream is read before the next one is asked for; what is left of it then is passed over. At the
    /// end it is known whether a required part is missing.
    init(reading body: BodyStream, boundary: String, limits: MultipartLimits) {
        self.init(pull: { rules in
            let connection = Exclusive(MultipartScanner(body, boundary: boundary, limits: limits))
            var parts = PartReader<Element>(limits: limits, rules: rules)
            return {
                guard let part = try await Self.next(connection) else {
                    try parts.end()
                    return nil
                }
                return try await parts.read(part)
            }
        })
    }

    private static func next(_ connection: Exclusive<MultipartScanner>) async throws -> BodyPart? {
        let next = try await connection.use { scanner in
            try await scanner.nextPart().map { (fields: $0, number: scanner.count) }
        }
        guard let next else { return nil }
        let body = BodyStream(pulling: {
            {
                try await connection.use { scanner in
                    guard scanner.count == next.number else { throw BodyAlreadyRead() }
                    return try await scanner.nextPiece()
                }
            }
        })
        return BodyPart(headerFields: next.fields, body: body)
    }
}

/// Reads the parts of one body, and holds them against what is known of them.
private struct PartReader<Part: MultipartPart> {
    private let descriptions = Part.descriptions
    private let limits: MultipartLimits
    private let rules: BodyRules
    private var validation: PartValidation
    /// How many bytes of parts that are no streams may still come.
    private var bytesLeft: Int

    init(limits: MultipartLimits, rules: BodyRules) {
        self.limits = limits
        self.rules = rules
        validation = PartValidation(rules.parts)
        bytesLeft = rules.collectedBytes
    }

    /// - Throws: ``BodyElementError``, ``RequestViolations``, and what reading the body throws.
    mutating func read(_ part: BodyPart) async throws -> Part {
        let name = part.name
        let subject = name.map { "the part '\($0)'" } ?? "the part without a name"
        let known = descriptions.first { $0.name == name && name != nil }
        // Names are kept, to be counted: also those that only the sender knows.
        if known == nil { bytesLeft -= name?.utf8.count ?? 0 }
        guard bytesLeft >= 0 else {
            throw BodyElementError("what is no stream in the body", .tooLarge(limit: rules.collectedBytes))
        }
        let place = validation.place(of: name)
        if let known, let place, place.number > 1, !known.isRepeated { throw BodyElementError(subject, .repeated) }
        if let place { try validation.violations(of: place, part.headerFields).throwIfAny() }
        guard let description = known ?? descriptions.first(where: { $0.name == nil }) else {
            throw BodyElementError(subject, .malformed("it is not expected"))
        }
        var part = part
        let format = description.format
        if !format.isStreamed { part.body = BodyStream(try await collect(part.body, subject)) }
        return try ContentSchema.read(part.bytes, place?.schema?.content, at: place?.pointer ?? "") {
            do throws(JSONDecodingError) {
                return try format.read(part)
            } catch {
                throw BodyElementError(subject, .invalid(error))
            }
        }
    }

    private mutating func collect(_ body: BodyStream, _ subject: String) async throws -> [UInt8] {
        do {
            let bytes = try await body.collect(upTo: min(limits.collectedBytes, bytesLeft))
            bytesLeft -= bytes.count
            return bytes
        } catch is BodyTooLarge {
            guard bytesLeft < limits.collectedBytes else {
                throw BodyElementError(subject, .tooLarge(limit: limits.collectedBytes))
            }
            throw BodyElementError("what is no stream in the body", .tooLarge(limit: rules.collectedBytes))
        }
    }

    /// - Throws: what is missing.
    func end() throws {
        try validation.violationsAtEnd().throwIfAny()
        for description in descriptions where description.isRequired {
            guard let name = description.name, validation.count(of: name) == 0 else { continue }
            throw BodyElementError("the part '\(name)'", .missing)
        }
    }
}
