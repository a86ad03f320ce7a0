public import BinderyRuntime

extension BodyFormat where Value: JSONEncodable & JSONDecodable {
    /// XML.
    /// - Parameters:
    ///   - shape: how the values stand in XML.
    ///   - mediaType: the media type that the document gives.
    public static func xml(_ shape: XMLShape, as mediaType: String = "application/xml") -> Self {
        Self(
            mediaType,
            write: { (value) throws(RequestEncodingError) in
                var writing = XMLWriting(shape)
                let json: JSONValue
                do throws(JSONEncodingError) {
                    json = try JSONValue(encoding: value)
                } catch {
                    throw .json(error)
                }
                try writing.write(json, shape.root)
                return BodyPart(BodyStream(writing.text), contentType: mediaType)
            },
            read: { (part) throws(JSONDecodingError) in
                switch XMLTreeElement.parse(part.body.availableBytes ?? []) {
                case .failure(let fault):
                    throw JSONDecodingError(.mismatch(expected: "XML", found: fault.reason), offset: 0)
                case .success(let root):
                    return try Value.decode(fromTexts: try XMLReading(shape).value(of: root, shape.root))
                }
            }
        ).checked
    }
}
