import BinderyRuntime
import HTTPTypes
import SeededRandom

extension FuzzTarget {
    /// Multipart bodies behind a line with their content type. However the bytes are cut, the parts are the same, and so is
    /// the fault; written again, they are read the same.
    static let multipart = FuzzTarget(
        "multipart",
        samples: [
            """
            multipart/form-data; boundary=b\r
            preamble\r\n--b \r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--c\r\r\n\r\n--b\r\n\
            Content-Disposition: form-data; name=tags\r\n\r\n7\r\n--b\r\ncontent-disposition: form-data; \
            name="image"; filename="a;%22b.png"\r\nContent-Type: image/gif\r\n\r\n\r\n--\r\n-\r\n--b\r\n\
            Content-Disposition: form-data; name=none\r\n\r\n--b\r\n\r\nlast\r\n--b--epilogue
            """,
            """
            multipart/mixed; a=b; boundary="-- (x)"\r
            ------ (x)\r\nContent-Disposition: form-data; name="\\"é"; filename*=UTF-8''%e2%82%ac\r\n\
            X-Field: a\r\nx-field: b\r\n\r\n\r\n------ (x)--\r\n
            """,
        ].map { Array($0.utf8) },
        words: [
            "\r\n--b", "\r\n--b\r\n", "\r\n--b--", "--b", "--", "\r\n\r\n", "Content-Disposition: form-data; name=\"",
            "; filename=\"", "; filename*=UTF-8''%41%F0", "; boundary=", "\"", "\\\"", "\\", ": ", ";", "%22", "%0D%0A",
        ],
        seams: .characters("\r\n;\"=:-")
    ) { bytes, random async throws(Violation) in
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let type = String(decoding: bytes[..<end], as: UTF8.self).trimmingPrefix { $0.isWhitespace }
        let contentType = String(type.filter { $0 != "\r\n" && $0 != "\r" })
        let body = Array(bytes[end...].dropFirst())
        let whole = await ReadParts(BodyStream(body), contentType)
        let inPieces = await ReadParts(BodyStream(PiecesOfBody(pieces: random.cut(body))), contentType)
        try require(whole == inPieces, "in one piece it is \(whole), cut it is \(inPieces)")
        guard whole.fault == nil else { return false }
        let again = try await whole.writtenAgain()
        try require(again == whole, "it is \(whole), and written again it is \(again)")
        return true
    }
}

/// The parts of a body, as far as they were read.
private struct ReadParts: Equatable, CustomStringConvertible {
    struct Part: Equatable {
        var name: String?
        var filename: String?
        /// Without the disposition, which has the names.
        var fields: [String]
        var content: [UInt8]
    }

    private(set) var parts: [Part] = []
    private(set) var fault: String?
    private var read: [BodyPart] = []

    /// What is written for parts that have no type.
    private static let writtenType = HTTPField(name: .contentType, value: "application/octet-stream")
    private static let format = BodyFormat<BodySequence<BodyPart>>.multipart(boundary: {
        "4b2f9c6e81d0735aa9e6c0d214f7835b"
    })

    init(_ body: BodyStream, _ contentType: String) async {
        do {
            for try await part in try Self.format.read(BodyPart(body, contentType: contentType)) {
                let content = try await part.body.collect(upTo: .max)
                var fields = part.headerFields.filter { $0.name != .contentDisposition }
                if part.contentType == nil { fields.append(Self.writtenType) }
                parts.append(
                    Part(
                        name: part.name, filename: part.filename,
                        fields: fields.map { "\($0.name.canonicalName):\($0.value)" }, content: content))
                var kept = part
                kept.body = BodyStream(content)
                read.append(kept)
            }
        } catch {
            fault = "\(error)"
        }
    }

    var description: String {
        let parts = parts.map {
            "\($0.name ?? "-") \($0.filename ?? "-") \($0.fields) '\(String(decoding: $0.content, as: UTF8.self))'"
        }
        return "\(parts), \(fault ?? "whole")"
    }

    /// The same parts, written and read. A part without a name keeps its disposition.
    func writtenAgain() async throws(Violation) -> ReadParts {
        do {
            guard let written = try Self.format.write(BodySequence(read)) else { throw Violation("nothing is written") }
            return await ReadParts(written.body, written.contentType ?? "")
        } catch {
            throw Violation("what was read is not written: \(error)")
        }
    }

    static func == (one: Self, other: Self) -> Bool { one.parts == other.parts && one.fault == other.fault }
}

/// A body in pieces.
private struct PiecesOfBody: AsyncSequence, Sendable {
    let pieces: [ArraySlice<UInt8>]

    func makeAsyncIterator() -> Iterator { Iterator(rest: pieces[...]) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<ArraySlice<UInt8>>

        mutating func next() async throws -> ArraySlice<UInt8>? { rest.popFirst() }
    }
}
