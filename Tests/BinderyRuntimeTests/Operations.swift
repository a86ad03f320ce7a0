import BinderyRuntime

// What the generator would write for the operations of a small document, by hand.

/// A failure with one documented body.
enum ThingFailure: OperationFailure {
    case badRequest(Problem)
    case notFound(Problem)
    case undocumented(UndocumentedResponse)
    case failed(ClientFailure)

    var response: FailureResponse {
        switch self {
        case .badRequest(let body): .json(400, body)
        case .notFound(let body): .json(404, body)
        case .undocumented(let response): .undocumented(response)
        case .failed(let failure): .failed(failure)
        }
    }

    static func read(_ response: inout ResponseReader) throws(JSONDecodingError) -> Self {
        switch response.status {
        case 400: .badRequest(try response.json(Problem.self))
        case 404: .notFound(try response.json(Problem.self))
        default: .undocumented(response.undocumented())
        }
    }
}

enum Things {
    /// `GET /things`: a list, filtered by parameters of every kind.
    enum List: JSONOperation {
        static let route = Route(.get, "/things", operationID: "Things_list", security: [["key"]])
        typealias Output = [Thing]
        typealias Failure = ThingFailure

        struct Input: OperationInput, Equatable {
            var names: [String]?
            var states: [ThingState]?
            var filter: Thing?
            var limit: Int?
            var trace: String?
            var session: String?
            var json: JSONValue?

            func write(to request: inout RequestWriter) {
                request.query("names", names)
                request.query("states", states, style: .pipeDelimited)
                request.query("filter", filter, style: .deepObject, explode: true)
                request.query("limit", limit)
                request.header("X-Trace", trace)
                request.cookie("session", session)
                request.queryJSON("json", json)
            }
        }
    }

    /// `POST /things/{id}?action=copy`, with a body and a header in the response.
    enum Copy: APIOperation {
        static let route = Route(
            .post, "/things/{id}", query: [.equals("action", "copy")], operationID: "Things_copy", security: [["key"]])
        typealias Failure = ThingFailure

        struct Input: OperationInput {
            var id: String
            var body: Thing

            func write(to request: inout RequestWriter) {
                request.path("id", id)
                request.json(body)
            }
        }

        struct Output: Sendable, Equatable {
            var body: Thing
            var location: String?
        }

        static func write(_ output: Output, to response: inout ResponseWriter) {
            response.header("Location", output.location)
            response.json(output.body, status: 201)
        }

        static func readOutput(from response: inout ResponseReader) throws(JSONDecodingError) -> Output? {
            guard response.status == 201 else { return nil }
            return Output(body: try response.json(), location: try response.headerIfPresent("Location"))
        }
    }

    /// `GET /things/{id}/files?name`: one file, whose name is a constraint and a parameter at once.
    enum GetFile: TextOperation {
        static let route = Route(
            .get, "/things/{id}/files", query: [.present("name")], operationID: "Things_getFile", security: [["key"]])
        typealias Failure = ThingFailure

        struct Input: OperationInput, Equatable {
            var id: String
            var name: String

            func write(to request: inout RequestWriter) {
                request.path("id", id)
                request.query("name", name)
            }
        }
    }

    /// `PUT /things/{id}/content`: bytes in both directions.
    enum Echo: StreamOperation {
        static let route = Route(.put, "/things/{id}/content", operationID: "Things_echo")
        static var requestBody: RequestBodyMode { .stream }
        typealias Failure = ThingFailure

        struct Input: OperationInput {
            var id: String
            var body: BodyStream

            func write(to request: inout RequestWriter) {
                request.path("id", id)
                request.bytes(body)
            }
        }
    }
}

// The initialisers stand in extensions, so that the structs keep those of their members.

extension Things.List.Input {
    init(from request: inout RequestReader) throws(RequestFault) {
        names = try request.queryArrayIfPresent("names")
        states = try request.queryArrayIfPresent("states", style: .pipeDelimited)
        filter = try request.queryObjectIfPresent("filter", style: .deepObject, explode: true)
        limit = try request.queryIfPresent("limit")
        trace = try request.headerIfPresent("X-Trace")
        session = try request.cookieIfPresent("session")
        json = try request.queryJSONIfPresent("json")
    }
}

extension Things.Copy.Input {
    init(from request: inout RequestReader) throws(RequestFault) {
        id = try request.path("id")
        body = try request.json()
    }
}

extension Things.GetFile.Input {
    init(from request: inout RequestReader) throws(RequestFault) {
        id = try request.path("id")
        name = try request.query("name")
    }
}

extension Things.Echo.Input {
    init(from request: inout RequestReader) throws(RequestFault) {
        id = try request.path("id")
        body = request.stream()
    }
}
