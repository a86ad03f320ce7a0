public import HTTPTypes

/// Header fields and a body: one part of a multipart body, or a body with the type that it is sent as.
public struct BodyPart: Sendable {
    /// The name of the form's field; nil outside forms.
    public var name: String?
    /// The name of the file that the part was, where it was one. It comes from whoever sent it: never a path to trust.
    public var filename: String?
    /// The header fields; `Content-Disposition` is written from name and file name where there is a name.
    public var headerFields: HTTPFields
    /// The bytes.
    public var body: BodyStream

    /// Makes a part.
    /// - Parameters:
    ///   - body: the bytes.
    ///   - filename: the name of the file, where it is one.
    ///   - contentType: the media type of the bytes; nil for what the document says.
    ///   - headerFields: further header fields.
    public init(
        _ body: BodyStream, filename: String? = nil, contentType: String? = nil, headerFields: HTTPFields = [:]
    ) {
        self.body = body
        self.filename = filename
        self.headerFields = headerFields
        if let contentType { self.headerFields[.contentType] = contentType }
    }

    /// The media type of the bytes.
    public var contentType: String? {
        get { headerFields[.contentType] }
        set { headerFields[.contentType] = newValue }
    }

    /// The bytes, where they are all there; none where the body is a stream.
    var bytes: [UInt8] { body.availableBytes ?? [] }

    /// Makes a part whose name and file name stand in its header fields.
    init(headerFields: HTTPFields, body: BodyStream) {
        self.body = body
        self.headerFields = headerFields
        guard let field = headerFields[.contentDisposition] else { return }
        let disposition = HeaderParameters(field)
        name = disposition["name"].map(Self.unescaped)
        filename = disposition["filename*"].flatMap(Self.extended) ?? disposition["filename"].map(Self.unescaped)
    }

    /// The lines of the part's header, each with its end, and the empty line.
    var head: [UInt8] {
        var fields = headerFields
        if let name {
            var value = "form-data; name=\"\(Self.escaped(name))\""
            if let filename { value += "; filename=\"\(Self.escaped(filename))\"" }
            fields[.contentDisposition] = value
        }
        var text = ""
        // Content-Disposition first, as everyone writes it.
        for field in fields.filter({ $0.name == .contentDisposition })
            + fields.filter({ $0.name != .contentDisposition })
        {
            text += "\(field.name.rawName): \(field.value)\r\n"
        }
        return [UInt8]((text + "\r\n").utf8)
    }

    /// As browsers write names (WHATWG HTML, "Multipart form data"), but that a backslash is not taken for the beginning of
    /// an escape.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += #"\\"#
            case "\"": escaped += "%22"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func unescaped(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        var unescaped = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch (scalar, String(rest.prefix(2))) {
            case ("%", "22"): unescaped.append("\"")
            case ("%", "0D"): unescaped.append("\r")
            case ("%", "0A"): unescaped.append("\n")
            default:
                unescaped.append(scalar)
                continue
            }
            rest = rest.dropFirst(2)
        }
        return String(unescaped)
    }

    /// A value with its character set (RFC 8187); only UTF-8 is read.
    private static func extended(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return PercentEncoding.decode(parts[2])
    }
}
