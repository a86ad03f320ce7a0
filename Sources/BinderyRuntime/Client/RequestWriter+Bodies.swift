extension RequestWriter {
    /// Sets a body of JSON.
    public mutating func json(_ value: some JSONEncodable, contentType: String = "application/json") {
        do throws(JSONEncodingError) {
            body(BodyStream(try value.encoded()), contentType: contentType)
        } catch {
            fail(.json(error))
        }
    }

    /// Sets a body of JSON; none where the value is nil.
    public mutating func jsonIfPresent<Value: JSONEncodable>(
        _ value: Value?, contentType: String = "application/json"
    ) {
        guard let value else { return }
        json(value, contentType: contentType)
    }

    /// Sets a body of text.
    public mutating func text(_ value: some ScalarParameterValue, contentType: String = "text/plain; charset=utf-8") {
        body(BodyStream(value.parameterText), contentType: contentType)
    }

    /// Sets a body of text; none where the value is nil.
    public mutating func textIfPresent<Value: ScalarParameterValue>(
        _ value: Value?, contentType: String = "text/plain; charset=utf-8"
    ) {
        guard let value else { return }
        text(value, contentType: contentType)
    }

    /// Sets a body of bytes, which are sent as they come.
    public mutating func bytes(_ stream: BodyStream, contentType: String = "application/octet-stream") {
        body(stream, contentType: contentType)
    }

    /// Sets a body of bytes; none where there is no stream.
    public mutating func bytesIfPresent(_ stream: BodyStream?, contentType: String = "application/octet-stream") {
        guard let stream else { return }
        bytes(stream, contentType: contentType)
    }

    /// Sets a body in the first of the formats that is one of the value's.
    public mutating func body<Value>(_ value: Value, _ formats: [BodyFormat<Value>]) {
        for format in formats {
            do throws(RequestEncodingError) {
                if try body(value, format) { return }
            } catch {
                guard case .invalid(let report) = error else { return fail(error) }
                return refuse(report, mediaType: format.mediaType)
            }
        }
    }

    /// Sets a body in the first of the formats that is one of the value's; none where the value is nil.
    public mutating func bodyIfPresent<Value>(_ value: Value?, _ formats: [BodyFormat<Value>]) {
        guard let value else { return }
        body(value, formats)
    }
}
