public import HTTPTypes

/// A response that the document does not describe, kept as it came.
public struct UndocumentedResponse: Error, Sendable, CustomStringConvertible {
    /// The status.
    public var status: Int
    /// The header fields.
    public var headerFields: HTTPFields
    /// The body.
    public var body: [UInt8]
    /// Why the body could not be read, where the document describes a response of this status.
    public var decodingError: JSONDecodingError?

    /// Makes a response.
    public init(
        status: Int, headerFields: HTTPFields = [:], body: [UInt8] = [], decodingError: JSONDecodingError? = nil
    ) {
        self.status = status
        self.headerFields = headerFields
        self.body = body
        self.decodingError = decodingError
    }

    /// The body as text; what is not UTF-8 is replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The status and the beginning of the body.
    public var description: String {
        let shown = text.count > 200 ? text.prefix(200) + "…" : text[...]
        let reason = decodingError.map { " (\($0))" } ?? ""
        return "undocumented response \(status)\(reason)\(shown.isEmpty ? "" : ": \(shown)")"
    }
}
