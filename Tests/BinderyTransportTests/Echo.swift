import BinderyRuntime

/// A value that goes to and fro as JSON.
struct Note: JSONModel, Equatable {
    var text: String
    var numbers: [Int64]

    init(text: String, numbers: [Int64]) {
        self.text = text
        self.numbers = numbers
    }

    private static let jsonKeys = JSONKeyTable("text", "numbers", required: 0, 1)

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        (text, numbers) = ("", [])
        var object = try reader.beginObject(Self.jsonKeys)
        while let key = try reader.nextKey(in: &object) {
            switch key {
            case 0: text = try reader.string()
            case 1: numbers = try reader.array(Int64.self)
            default: try reader.skipValue()
            }
        }
    }

    func encode(json writer: inout JSONWriter) {
        writer.object(Self.jsonKeys, text, numbers)
    }
}

/// `POST /notes/{name}`: answers its body.
enum EchoNote: JSONOperation {
    static let route = Route(.post, "/notes/{name}", operationID: "echoNote")
    typealias Output = Note
    typealias Failure = UndocumentedFailure

    struct Input: OperationInput {
        var name: String
        var body: Note

        init(name: String, body: Note) {
            self.name = name
            self.body = body
        }

        init(from request: inout RequestReader) throws(RequestFault) {
            name = try request.path("name")
            body = try request.json()
        }

        func write(to request: inout RequestWriter) {
            request.path("name", name)
            request.json(body)
        }
    }
}

/// `PUT /bytes`: bytes in both directions.
enum EchoBytes: StreamOperation {
    static let route = Route(.put, "/bytes", operationID: "echoBytes")
    static var requestBody: RequestBodyMode { .stream }
    typealias Failure = UndocumentedFailure

    struct Input: OperationInput {
        var body: BodyStream

        init(_ body: BodyStream) { self.body = body }
        init(from request: inout RequestReader) throws(RequestFault) { body = request.stream() }
        func write(to request: inout RequestWriter) { request.bytes(body) }
    }
}

/// A number of pieces of one size, each byte the number of its piece; then the end, or an error.
struct Pieces: AsyncSequence, Sendable {
    let count: Int
    let size: Int
    var error: (any Error)?

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: self)
    }

    struct Iterator: AsyncIteratorProtocol {
        let pieces: Pieces
        var index = 0

        mutating func next() async throws -> ArraySlice<UInt8>? {
            guard index < pieces.count else {
                if let error = pieces.error { throw error }
                return nil
            }
            index += 1
            return [UInt8](repeating: UInt8(truncatingIfNeeded: index - 1), count: pieces.size)[...]
        }
    }
}
