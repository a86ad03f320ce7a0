import BinderyRuntime

/// A request of another wire form that cannot be translated: a standard error, of its own kind.
struct WireFault: Error, Equatable {
    /// The kinds of errors that translations find.
    enum Kind: String {
        case invalidArgument = "INVALID_ARGUMENT"
        case invalidRequest = "INVALID_REQUEST"
        case operationNotFound = "OPERATION_NOT_FOUND"
        case unauthenticated = "UNAUTHENTICATED"
        case unexpectedInput = "UNEXPECTED_INPUT"
        case internalServerError = "INTERNAL_SERVER_ERROR"

        var status: Int {
            switch self {
            case .invalidArgument, .invalidRequest, .unexpectedInput: 400
            case .unauthenticated: 401
            case .operationNotFound: 404
            case .internalServerError: 500
            }
        }
    }

    var kind: Kind
    /// The identifier of the message, without its common beginning.
    var id: String
    /// The text, with `{0}` and so on for the arguments.
    var text: String
    var arguments: [String]

    init(_ kind: Kind, _ id: String, _ text: String, _ arguments: String...) {
        (self.kind, self.id, self.text) = (kind, id, text)
        self.arguments = arguments.map { String($0.prefix(200)) }
    }

    /// The text with its arguments.
    var message: String {
        arguments.enumerated().reduce(text) { $0.replacing("{\($1.offset)}", with: $1.element) }
    }

    /// The error as the document's own form has it.
    var json: JSONObject {
        let message: JSONValue = [
            "id": .string("com.bindery.content.wire." + id), "default_message": .string(text),
            "args": .array(arguments.map(JSONValue.string)),
        ]
        return JSONObject(["error_type": .string(kind.rawValue), "messages": [message]])
    }
}

extension WireFault {
    static func mismatch(_ place: String, expected: String, found: String) -> WireFault {
        WireFault(.invalidArgument, "mismatch", "{0}: expected {1}, found {2}.", place, expected, found)
    }

    static func missing(_ place: String) -> WireFault {
        WireFault(.invalidArgument, "missing", "{0} is required and was not given.", place)
    }

    static func unexpected(_ place: String) -> WireFault {
        WireFault(.unexpectedInput, "unexpected", "{0} is nothing that the operation knows.", place)
    }

    static func noOperation(_ name: String, of service: String) -> WireFault {
        WireFault(.operationNotFound, "no_operation", "There is no operation {0} of a service {1}.", name, service)
    }
}

extension JSONObject {
    init(_ members: KeyValuePairs<String, JSONValue>) {
        self.init(members.map { Member(key: $0.key, value: $0.value) })
    }
}

extension JSONValue {
    /// What kind of value it is, for messages.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
