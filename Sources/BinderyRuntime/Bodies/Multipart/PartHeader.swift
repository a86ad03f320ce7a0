public import HTTPTypes

/// A header field of a part of a multipart body: a Header Object of its encoding (OpenAPI 3.1.1 §4.8.15).
///
/// Generated enumerations of parts have one for each, for the header fields of ``BodyPart`` and ``HeadedPart``:
///
/// ```swift
/// let rating = cover.headerFields[AlbumPart.coverXRating]
/// ```
public struct PartHeader<Value: ParameterValue>: Sendable {
    let name: String
    let explode: Bool

    /// Describes a header field.
    /// - Parameters:
    ///   - name: its name.
    ///   - explode: whether the members of an object stand in it as `name=value`.
    public init(_ name: String, explode: Bool = false) {
        self.name = name
        self.explode = explode
    }
}

extension HTTPFields {
    /// The value of a part's header field; nil where it is absent, or no value of its type, which servers that validate have
    /// refused. A value that no header field can carry is not set.
    public subscript<Value>(header: PartHeader<Value>) -> Value? {
        get {
            guard let name = HTTPField.Name(header.name), let text = self[name] else { return nil }
            let content = ParameterStyle.simple.content(
                of: text[...], name: header.name, shape: Value.parameterShape, explode: header.explode,
                isEncoded: false)
            return content.flatMap { Value(parameterContent: $0) }
        }
        set {
            guard let name = HTTPField.Name(header.name) else { return }
            let text = newValue.flatMap {
                ParameterStyle.simple.text(
                    of: $0.parameterContent, name: header.name, explode: header.explode, escape: .none)
            }
            self[name] = text.flatMap { HTTPField.isValidValue($0) ? $0 : nil }
        }
    }
}

/// A part of a multipart body that is no stream, with its header fields.
public struct HeadedPart<Value: Sendable>: Sendable {
    /// What the part holds.
    public var value: Value
    /// Its header fields. Content type and disposition are written as the document has them.
    public var headerFields: HTTPFields

    /// Makes a part.
    public init(_ value: Value, headerFields: HTTPFields = [:]) {
        self.value = value
        self.headerFields = headerFields
    }
}

extension BodyFormat {
    /// A format whose values come with the header fields of their part.
    public static func headed<Content>(_ format: BodyFormat<Content>) -> Self where Value == HeadedPart<Content> {
        Self(
            format.mediaType, isStreamed: format.isStreamed,
            write: { (part) throws(RequestEncodingError) in
                guard var written = try format.write(part.value) else { return nil }
                let own = written.headerFields
                for field in part.headerFields where own[field.name] == nil && field.name != .contentDisposition {
                    written.headerFields.append(field)
                }
                return written
            },
            read: { (part) throws(JSONDecodingError) in
                HeadedPart(try format.read(part), headerFields: part.headerFields)
            })
    }
}
