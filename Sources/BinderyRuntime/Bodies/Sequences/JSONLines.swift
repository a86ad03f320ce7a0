extension BodyFormat {
    /// One JSON text a line; empty lines are passed over.
    /// - Parameters:
    ///   - mediaType: the media type that the document gives.
    ///   - limit: how many bytes a line may have.
    public static func lines<Element: JSONEncodable & JSONDecodable>(
        _ mediaType: String = "application/jsonl", limit: Int = 16 << 20
    ) -> Self where Value == BodySequence<Element> {
        texts(mediaType, separator: .lineFeed, prefix: [], limit: limit)
    }

    /// JSON texts, each between a record separator and a line feed (RFC 7464).
    /// - Parameters:
    ///   - mediaType: the media type that the document gives.
    ///   - limit: how many bytes a text may have.
    public static func textSequence<Element: JSONEncodable & JSONDecodable>(
        _ mediaType: String = "application/json-seq", limit: Int = 16 << 20
    ) -> Self where Value == BodySequence<Element> {
        texts(mediaType, separator: .recordSeparator, prefix: [0x1E], limit: limit)
    }

    private static func texts<Element: JSONEncodable & JSONDecodable>(
        _ mediaType: String, separator: RecordScanner.Separator, prefix: [UInt8], limit: Int
    ) -> Self where Value == BodySequence<Element> {
        Self(
            mediaType, isStreamed: true,
            write: { (elements) throws(RequestEncodingError) in
                let body = try BodyStream(
                    elements,
                    encode: { (element) throws(RequestEncodingError) in
                        do throws(JSONEncodingError) {
                            return try element.encoded()
                        } catch {
                            throw .json(error)
                        }
                    }, frame: { prefix + $1 + [0x0A] })
                return BodyPart(body, contentType: mediaType)
            },
            read: { part in
                BodySequence(pull: { rules in
                    var records = RecordScanner(part.body, separator: separator, limit: limit)
                    var position = 0
                    return {
                        while let text = try await records.next() {
                            guard !text.allSatisfy(Self.isWhiteSpace) else { continue }
                            if separator == .recordSeparator { try Self.expectWhole(text, records) }
                            defer { position += 1 }
                            return try ContentSchema.read(Array(text), rules.elements, at: "/body/\(position)") {
                                try Self.decode(text, records)
                            }
                        }
                        return nil
                    }
                })
            }
        ).ruled()
    }

    private static func decode<Element: JSONDecodable>(
        _ text: ArraySlice<UInt8>, _ records: RecordScanner
    ) throws(BodyElementError) -> Element {
        do throws(JSONDecodingError) {
            return try Element.decode(from: text)
        } catch {
            throw BodyElementError("record \(records.count)", .invalid(error))
        }
    }

    /// A number or literal without white space behind it may have lost its end (RFC 7464 §2.4).
    private static func expectWhole(_ text: ArraySlice<UInt8>, _ records: RecordScanner) throws(BodyElementError) {
        guard let last = text.last, !isWhiteSpace(last), !"}]\"".utf8.contains(last) else { return }
        throw BodyElementError("record \(records.count)", .malformed("it is cut off, as no line feed follows"))
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
