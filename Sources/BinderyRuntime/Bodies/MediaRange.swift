/// A media type, or a range of them: `text/*` (RFC 9110 §8.3.1, §12.5.1).
struct MediaRange: Sendable {
    /// In lower case; `*` for any.
    let type: String
    /// In lower case; `*` for any.
    let subtype: String
    /// The parameters, but for `q`.
    let parameters: [(name: String, value: String)]
    /// How much it is wanted, from 0 to 1: the parameter `q`.
    let quality: Double

    /// Reads a media type; nil where the text is none.
    init?(_ text: some StringProtocol) {
        let field = HeaderParameters(text)
        let parts = field.value.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        type = String(parts[0])
        subtype = String(parts[1])
        parameters = field.parameters.filter { $0.name != "q" }
        quality = field["q"].map(Self.quality) ?? 1
    }

    /// Digits and a point (RFC 9110 §12.4.2): no `nan` or `0x1`, which `Double` reads too; 0 for what is no quality.
    private static func quality(_ text: String) -> Double {
        let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        return isDecimal ? min(Double(text) ?? 0, 1) : 0
    }

    /// How exactly the range names a media type: 0 for any type, 1 for any subtype, more for more; nil where it does not.
    ///
    /// A character set or boundary does not count; other parameters must be those of the media type.
    func precision(for mediaType: MediaRange) -> Int? {
        let wanted = parameters.filter { $0.name != "charset" && $0.name != "boundary" }
        let fits = wanted.allSatisfy { parameter in
            mediaType.parameters.contains { $0.name == parameter.name && $0.value == parameter.value }
        }
        guard fits else { return nil }
        if type == "*" { return subtype == "*" ? 0 : nil }
        guard type == mediaType.type else { return nil }
        if subtype == "*" { return 1 }
        return subtype == mediaType.subtype ? 2 + wanted.count : nil
    }

    /// Whether bodies of it are JSON.
    var isJSON: Bool { subtype == "json" || subtype.hasSuffix("+json") }
}

/// What a request accepts: its field `Accept` (RFC 9110 §12.5.1).
struct AcceptedMediaTypes: Sendable {
    private let ranges: [MediaRange]

    /// - Parameter field: the field; anything is accepted where there is none.
    init(_ field: String?) {
        ranges = field.map { HeaderParameters.split($0[...], at: ",").compactMap { MediaRange($0) } } ?? []
    }

    /// How much a media type is wanted: what the range says that names it most exactly. A range is as good as the best
    /// that is in it.
    func quality(of mediaType: String) -> Double {
        guard !ranges.isEmpty, let wanted = MediaRange(mediaType) else { return 1 }
        let fitting = ranges.compactMap { range in range.precision(for: wanted).map { (range.quality, $0) } }
        if let best = fitting.max(by: { $0.1 < $1.1 }) {
            return best.0
        }
        return ranges.filter { wanted.precision(for: $0) != nil }.map(\.quality).max() ?? 0
    }

    /// Whether any of the media types is wanted.
    func wantsAny(of mediaTypes: [String]) -> Bool {
        mediaTypes.contains { quality(of: $0) > 0 }
    }

    /// The places of the media types, those first that are wanted most; of those that are wanted equally, the first.
    func ranked(_ mediaTypes: [String]) -> [Int] {
        let qualities = mediaTypes.map(quality)
        return mediaTypes.indices.sorted { (-qualities[$0], $0) < (-qualities[$1], $1) }
    }
}

extension [String] {
    /// The place of the media type, or range, that names a content type most exactly; the first where a body has none.
    ///
    /// JSON of another name is taken for the first JSON among them.
    func index(ofContentType contentType: String?) -> Int? {
        guard let contentType else { return isEmpty ? nil : 0 }
        if let exact = firstIndex(of: contentType) { return exact }
        guard let found = MediaRange(contentType) else { return nil }
        let known = map { MediaRange($0) }
        let fitting = known.enumerated().compactMap { index, range in
            range?.precision(for: found).map { (index, $0) }
        }
        if let best = fitting.max(by: { ($0.1, -$0.0) < ($1.1, -$1.0) }) { return best.0 }
        return found.isJSON ? known.firstIndex { $0?.isJSON ?? false } : nil
    }
}

extension Array {
    /// The format of a content type; the first where a body has none.
    func format<Value>(for contentType: String?) -> BodyFormat<Value>? where Element == BodyFormat<Value> {
        map(\.mediaType).index(ofContentType: contentType).map { self[$0] }
    }

    /// Whether the format of a content type takes no bytes for a value: a form without fields.
    func allowsEmpty<Value>(as contentType: String?) -> Bool where Element == BodyFormat<Value> {
        format(for: contentType)?.mediaType == "application/x-www-form-urlencoded"
    }

    /// Whether bodies of a content type are read as they come.
    public func isStreamed<Value>(as contentType: String?) -> Bool where Element == BodyFormat<Value> {
        (format(for: contentType) ?? first)?.isStreamed ?? false
    }
}
