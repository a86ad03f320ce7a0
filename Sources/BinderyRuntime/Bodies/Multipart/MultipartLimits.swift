/// How much of a multipart body its reader takes.
///
/// How many bytes all parts may have together that are no streams is said where the limit of other bodies is:
/// ``Router/bodyLimit`` and ``APIClient/responseLimit``.
public struct MultipartLimits: Sendable {
    /// How many bytes the header of a part may have.
    public var headerBytes: Int
    /// How many parts there may be.
    public var parts: Int
    /// How many bytes a part may have that is no stream.
    public var collectedBytes: Int

    /// Makes limits.
    public init(headerBytes: Int = 16 << 10, parts: Int = 10_000, collectedBytes: Int = 8 << 20) {
        self.headerBytes = headerBytes
        self.parts = parts
        self.collectedBytes = collectedBytes
    }
}

/// What stands between the parts of a multipart body.
public enum MultipartBoundary {
    /// A boundary that no part holds, as it is random.
    public static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// A boundary from a source of chance.
    public static func random(using generator: inout some RandomNumberGenerator) -> String {
        let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")
        return "bindery-" + String((0..<32).map { _ in digits.randomElement(using: &generator) ?? "0" })
    }

    /// The boundary that a content type names; nil where it names none that RFC 2046 §5.1.1 allows.
    static func named(in contentType: String?) -> String? {
        guard let contentType, let boundary = HeaderParameters(contentType)["boundary"] else { return nil }
        guard (1...70).contains(boundary.utf8.count), boundary.last != " " else { return nil }
        return boundary.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? boundary : nil
    }
}
