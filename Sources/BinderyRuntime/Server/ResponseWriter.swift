import HTTPTypes

/// Puts an operation's output or failure into a response.
public struct ResponseWriter {
    private var status = 200
    private var headerFields: HTTPFields = [:]
    private var body: BodyStream?
    private var failure: (any Error)?
    private let accepted: AcceptedMediaTypes

    /// Makes a writer of a response without body and the status 200.
    /// - Parameter accept: the field `Accept` of the request, by which one of several formats is chosen.
    public init(accept: String? = nil) {
        accepted = AcceptedMediaTypes(accept)
    }

    /// Sets the status; the response has no body unless one is set.
    public mutating func status(_ status: Int) {
        self.status = status
    }

    /// Sets status and a body of JSON.
    public mutating func json(_ value: some JSONEncodable, status: Int, contentType: String = "application/json") {
        do throws(JSONEncodingError) {
            body(BodyStream(try value.encoded()), status, contentType)
        } catch {
            fail(error)
        }
    }

    /// Sets status and a body of text.
    public mutating func text(
        _ value: some ScalarParameterValue, status: Int, contentType: String = "text/plain; charset=utf-8"
    ) {
        body(BodyStream(value.parameterText), status, contentType)
    }

    /// Sets status and a body of bytes, which are sent as they come.
    public mutating func bytes(
        _ stream: BodyStream, status: Int, contentType: String = "application/octet-stream"
    ) {
        body(stream, status, contentType)
    }

    /// Sets status and a body of bytes.
    public mutating func bytes(_ bytes: [UInt8], status: Int, contentType: String = "application/octet-stream") {
        body(BodyStream(bytes), status, contentType)
    }

    /// Sets status and a body in the format that the request wants most, among those of the value.
    public mutating func body<Value>(_ value: Value, _ formats: [BodyFormat<Value>], status: Int) {
        do throws(RequestEncodingError) {
            for index in accepted.ranked(formats.map(\.mediaType)) {
                guard let part = try formats[index].write(value) else { continue }
                for field in part.headerFields { headerFields[field.name] = field.value }
                body = part.body
                break
            }
            self.status = status
        } catch {
            fail(error)
        }
    }

    /// Writes a header field; leaves it out where the value is nil.
    public mutating func header<Value: ParameterValue>(
        _ name: String, _ value: Value?, style: ParameterStyle = .simple, explode: Bool = false
    ) {
        guard let value else { return }
        header(name, content: value.parameterContent, style, explode)
    }

    /// Writes a model as a header field; leaves it out where the value is nil.
    public mutating func header<Model: JSONEncodable>(
        _ name: String, _ value: Model?, style: ParameterStyle = .simple, explode: Bool = false
    ) {
        guard let value else { return }
        do throws(RequestEncodingError) {
            header(name, content: try ParameterModel.content(of: value), style, explode)
        } catch {
            fail(error)
        }
    }

    /// Writes a header field whose text is JSON; leaves it out where the value is nil.
    public mutating func headerJSON<Value: JSONEncodable>(_ name: String, _ value: Value?) {
        guard let value else { return }
        do throws(JSONEncodingError) {
            header(name, String(decoding: try value.encoded(), as: UTF8.self))
        } catch {
            fail(error)
        }
    }

    /// Passes on a response that the document does not describe, as it came from another server.
    public mutating func undocumented(_ response: UndocumentedResponse) {
        status = response.status
        headerFields = response.headerFields
        // The body is framed anew, and was decoded on its way here.
        for name in [HTTPField.Name.contentLength, .transferEncoding, .connection, .contentEncoding] {
            headerFields[name] = nil
        }
        body = BodyStream(response.body)
    }

    /// Answers a failed call to another server, which this server's clients have no part in: an internal error.
    public mutating func failed(_ failure: ClientFailure) {
        fail(failure)
    }

    /// The finished response.
    /// - Throws: what stood in the way of writing it.
    func finish() throws -> ServerResponse {
        if let failure { throw failure }
        return ServerResponse(status: status, headerFields: headerFields, body: body)
    }

    private mutating func body(_ body: BodyStream, _ status: Int, _ contentType: String) {
        self.body = body
        self.status = status
        headerFields[.contentType] = contentType
    }

    private mutating func header(
        _ name: String, content: ParameterContent, _ style: ParameterStyle, _ explode: Bool
    ) {
        guard let text = style.text(of: content, name: name, explode: explode, escape: .none) else { return }
        guard let fieldName = HTTPField.Name(name), HTTPField.isValidValue(text) else {
            fail(RequestEncodingError.invalidHeaderField(name: name))
            return
        }
        headerFields[fieldName] = text
    }

    private mutating func fail(_ error: any Error) {
        if failure == nil { failure = error }
    }
}
