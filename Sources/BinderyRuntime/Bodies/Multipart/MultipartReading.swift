extension BodySequence where Element: MultipartPart {
    /// The parts of a multipart body, as they come.
    ///
    /// A part that is a stream is read before the next one is asked for; what is left of it then is passed over. At the
    /// end it is known whether a required part is missing.
    init(reading body: BodyStream, boundary: String, limits: MultipartLimits) {
        self.init(pull: {
            let connection = Exclusive(MultipartScanner(body, boundary: boundary, limits: limits))
            let descriptions = Element.descriptions
            var seen: Set<String> = []
            return {
                guard let part = try await Self.next(connection) else {
                    for description in descriptions where description.isRequired {
                        guard let name = description.name, !seen.contains(name) else { continue }
                        throw BodyElementError("the part '\(name)'", .missing)
                    }
                    return nil
                }
                let name = part.name
                let known = descriptions.first { $0.name == name && name != nil }
                if let known, let name, !seen.insert(name).inserted, !known.isRepeated {
                    throw BodyElementError("the part '\(name)'", .repeated)
                }
                guard let description = known ?? descriptions.first(where: { $0.name == nil }) else {
                    throw BodyElementError("the part '\(name ?? "")'", .malformed("it is not expected"))
                }
                return try await description.read(part, limits: limits)
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
