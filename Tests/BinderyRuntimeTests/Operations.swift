import BinderyRuntime

// What the generator would write for the operations of a small document, by hand.

/// A failure with one documented body.
enum ThingFailure: OperationFailure {
    case badRequest(Problem)
    case notFound(Problem)
    case undocumented(UndocumentedResponse)
    case failed(ClientFailure)

    var status: Int? {
        switch self {
        case .badRequest: 400
        case .notFound: 404
        case .undocumented(let response): response.status
        case .failed: nil
        }
    }

    var body: (any JSONEncodable & Sendable)? {
        switch self {
        case .badRequest(let body), .notFound(let body): body
        case .undocumented, .failed: nil
        }
    }
}

enum Things {
    /// `GET /things`: a list, filtered by parameters of every kind.
    enum List: APIOperation {
        static let route = Route(.get, "/things", operationID: "Things_list", security: [["key"]])

        struct Input: Sendable, Equatable {
            var names: [String]?
            var states: [ThingState]?
            var filter: Thing?
            var limit: Int?
            var trace: String?
            var session: String?
            var json: JSONValue?
        }

        typealias Output = [Thing]
        typealias Failure = ThingFailure

        static func write(_ input: Input, to request: inout RequestWriter) throws(RequestEncodingError) {
            request.query("names", input.names)
            request.query("states", input.states, style: .pipeDelimited)
            request.query("filter", input.filter, style: .deepObject, explode: true)
            request.query("limit", input.limit)
            request.header("X-Trace", input.trace)
            request.cookie("session", input.session)
            request.queryJSON("json", input.json)
        }

        static func readInput(from request: inout RequestReader) throws(RequestFault) -> Input {
            Input(
                names: try request.queryArrayIfPresent("names", String.self),
                states: try request.queryArrayIfPresent("states", ThingState.self, style: .pipeDelimited),
                filter: try request.queryObjectIfPresent("filter", Thing.self, style: .deepObject, explode: true),
                limit: try request.queryIfPresent("limit", Int.self),
                trace: try request.headerIfPresent("X-Trace", String.self),
                session: try request.cookieIfPresent("session", String.self),
                json: try request.queryJSONIfPresent("json", JSONValue.self)
            )
        }

        static func write(_ output: Output, to response: inout ResponseWriter) { response.json(output, status: 200) }
        static func write(_ failure: Failure, to response: inout ResponseWriter) {
            writeFailure(failure, to: &response)
        }

        static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure> {
            switch response.status {
            case 200: .success(try response.json([Thing].self))
            default: try readFailure(&response)
            }
        }
    }

    /// `POST /things/{id}?action=copy`, with a body and a header in the response.
    enum Copy: APIOperation {
        static let route = Route(
            .post, "/things/{id}", query: [.equals("action", "copy")], operationID: "Things_copy", security: [["key"]])

        struct Input: Sendable {
            var id: String
            var body: Thing
        }

        struct Output: Sendable, Equatable {
            var body: Thing
            var location: String?
        }

        typealias Failure = ThingFailure

        static func write(_ input: Input, to request: inout RequestWriter) throws(RequestEncodingError) {
            request.path("id", input.id)
            request.json(input.body)
        }

        static func readInput(from request: inout RequestReader) throws(RequestFault) -> Input {
            Input(id: try request.path("id", String.self), body: try request.json(Thing.self))
        }

        static func write(_ output: Output, to response: inout ResponseWriter) {
            response.header("Location", output.location)
            response.json(output.body, status: 201)
        }

        static func write(_ failure: Failure, to response: inout ResponseWriter) {
            writeFailure(failure, to: &response)
        }

        static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure> {
            switch response.status {
            case 201:
                .success(
                    Output(
                        body: try response.json(Thing.self),
                        location: try response.headerIfPresent("Location", String.self)))
            default: try readFailure(&response)
            }
        }
    }

    /// `GET /things/{id}/files?name`: one file, whose name is a constraint and a parameter at once.
    enum GetFile: APIOperation {
        static let route = Route(
            .get, "/things/{id}/files", query: [.present("name")], operationID: "Things_getFile", security: [["key"]])

        struct Input: Sendable, Equatable {
            var id: String
            var name: String
        }

        typealias Output = String
        typealias Failure = ThingFailure

        static func write(_ input: Input, to request: inout RequestWriter) throws(RequestEncodingError) {
            request.path("id", input.id)
            request.query("name", input.name)
        }

        static func readInput(from request: inout RequestReader) throws(RequestFault) -> Input {
            Input(id: try request.path("id", String.self), name: try request.query("name", String.self))
        }

        static func write(_ output: Output, to response: inout ResponseWriter) { response.text(output, status: 200) }
        static func write(_ failure: Failure, to response: inout ResponseWriter) {
            writeFailure(failure, to: &response)
        }

        static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure> {
            switch response.status {
            case 200: .success(try response.text())
            default: try readFailure(&response)
            }
        }
    }

    /// `PUT /things/{id}/content`: bytes in both directions.
    enum Echo: APIOperation {
        static let route = Route(.put, "/things/{id}/content", operationID: "Things_echo")
        static var requestBody: RequestBodyMode { .stream }
        static var streamsResponse: Bool { true }

        struct Input: Sendable {
            var id: String
            var body: BodyStream
        }

        typealias Output = BodyStream
        typealias Failure = ThingFailure

        static func write(_ input: Input, to request: inout RequestWriter) throws(RequestEncodingError) {
            request.path("id", input.id)
            request.bytes(input.body)
        }

        static func readInput(from request: inout RequestReader) throws(RequestFault) -> Input {
            Input(id: try request.path("id", String.self), body: request.stream())
        }

        static func write(_ output: Output, to response: inout ResponseWriter) { response.bytes(output, status: 200) }
        static func write(_ failure: Failure, to response: inout ResponseWriter) {
            writeFailure(failure, to: &response)
        }

        static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Result<Output, Failure> {
            switch response.status {
            case 200: .success(response.stream())
            default: try readFailure(&response)
            }
        }
    }

    private static func writeFailure(_ failure: ThingFailure, to response: inout ResponseWriter) {
        switch failure {
        case .badRequest(let body): response.json(body, status: 400)
        case .notFound(let body): response.json(body, status: 404)
        case .undocumented(let undocumented): response.undocumented(undocumented)
        case .failed(let failure): response.failed(failure)
        }
    }

    private static func readFailure<Output>(
        _ response: inout ResponseReader
    ) throws(JSONDecodingError) -> Result<Output, ThingFailure> {
        switch response.status {
        case 400: .failure(.badRequest(try response.json(Problem.self)))
        case 404: .failure(.notFound(try response.json(Problem.self)))
        default: .failure(.undocumented(response.undocumented()))
        }
    }
}
