import BinderyRuntime

/// A value that goes to and fro as JSON.
struct Note: JSONModel, Equatable {
    var text: String
    var numbers: [Int64]

    init(text: String, numbers: [Int64]) {
        self.text = text
        self.numbers = numbers
    }

    private static let jsonKeys = JSONKeyTable("text", "numbers")

    init(json reader: inout JSONReader) throws(JSONDecodingError) {
        var text: String?
        var numbers: [Int64]?
        let object = try reader.beginObject()
        while let key = try reader.nextKey(Self.jsonKeys) {
            switch key {
            case 0: text = try reader.string()
            case 1: numbers = try reader.array(Int64.self)
            default: try reader.skipValue()
            }
        }
        guard let text else { throw reader.missing("text", in: object) }
        guard let numbers else { throw reader.missing("numbers", in: object) }
        self.text = text
        self.numbers = numbers
    }

    func encode(json writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("text", text)
        writer.member("numbers", numbers)
        writer.endObject()
    }
}

/// The one failure of the operations here.
enum EchoFailure: OperationFailure {
    case undocumented(UndocumentedResponse)
    case failed(ClientFailure)

    var status: Int? { if case .undocumented(let response) = self { response.status } else { nil } }
    var body: (any JSONEncodable & Sendable)? { nil }
}

/// `POST /notes/{name}`: answers its body.
enum EchoNote: APIOperation {
    static let route = Route(.post, "/notes/{name}", operationID: "echoNote")

    struct Input: Sendable {
        var name: String
        var body: Note
    }

    typealias Output = Note
    typealias Failure = EchoFailure

    static func write(_ input: Input, to request: inout RequestWriter) throws(RequestEncodingError) {
        request.path("name", input.name)
        request.json(input.body)
    }

    static func readInput(from request: inout RequestReader) throws(RequestFault) -> Input {
        Input(name: try request.path("name", String.self), body: try request.json(Note.self))
    }

    static func write(_ output: Output, to response: inout ResponseWriter) { response.json(output, status: 200) }
    static func write(_ failure: Failure, to response: inout ResponseWriter) { EchoBytes.write(failure, to: &response) }

    static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure> {
        switch response.status {
        case 200: .success(try response.json(Note.self))
        default: .failure(.undocumented(response.undocumented()))
        }
    }
}

/// `PUT /bytes`: bytes in both directions.
enum EchoBytes: APIOperation {
    static let route = Route(.put, "/bytes", operationID: "echoBytes")
    static var requestBody: RequestBodyMode { .stream }
    static var streamsResponse: Bool { true }

    typealias Input = BodyStream
    typealias Output = BodyStream
    typealias Failure = EchoFailure

    static func write(_ input: Input, to request: inout RequestWriter) throws(RequestEncodingError) {
        request.bytes(input)
    }

    static func readInput(from request: inout RequestReader) throws(RequestFault) -> Input { request.stream() }
    static func write(_ output: Output, to response: inout ResponseWriter) { response.bytes(output, status: 200) }

    static func write(_ failure: Failure, to response: inout ResponseWriter) {
        switch failure {
        case .undocumented(let undocumented): response.undocumented(undocumented)
        case .failed(let failure): response.failed(failure)
        }
    }

    static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure> {
        switch response.status {
        case 200: .success(response.stream())
        default: .failure(.undocumented(response.undocumented()))
        }
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
