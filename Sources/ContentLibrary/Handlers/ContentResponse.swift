import BinderyRuntime
import HTTPTypes

extension ContentToRead {
    /// The whole, the part that `Range` asks for, or 416 (RFC 9110 §14.2, §13.1.5).
    func response(to request: ServerRequest) -> ServerResponse {
        let asked = request.head.headerFields
        // A range of what has changed since makes no sense: the whole is sent instead. HEAD has no ranges.
        let fits = request.head.method == .get && asked[.ifRange].map { $0 == entityTag } ?? true
        let range = ByteRange(field: fits ? asked[.range] : nil, size: size)
        var fields: HTTPFields = [
            .acceptRanges: "bytes", .eTag: entityTag, .contentType: "application/octet-stream",
        ]
        guard let bytes = range.bytes(of: size) else {
            let message = LibraryMessage(
                "content.range", "Nothing of the range {0} is in the {1} bytes of {2}.", asked[.range] ?? "",
                String(size), name)
            return StandardErrorResponder.response(
                LibraryError(.invalidArgument, message), status: 416,
                fields: [.contentRange: "bytes */\(size)"])
        }
        if case .part = range {
            fields[.contentRange] = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(size)"
        }
        RequestRecord.current?.isDownload = true
        return ServerResponse(
            status: range == .whole ? 200 : 206, headerFields: fields,
            body: BodyStream(chunks(bytes), length: Int64(bytes.count)))
    }
}
