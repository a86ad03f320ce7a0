extension RequestWriter {
    /// Writes a model as a path parameter.
    public mutating func path<Model: JSONEncodable>(
        _ name: String, _ value: Model, style: ParameterStyle = .simple, explode: Bool = false
    ) {
        guard let content = content(of: value) else { return }
        path(name, content: content, style, explode)
    }

    /// Writes a model as a query parameter; leaves it out where the value is nil.
    public mutating func query<Model: JSONEncodable>(
        _ name: String, _ value: Model?, style: ParameterStyle = .form, explode: Bool? = nil,
        allowReserved: Bool = false
    ) {
        guard let value, let content = content(of: value) else { return }
        query(name, content: content, style, explode, allowReserved)
    }

    /// Writes a model as a header field; leaves it out where the value is nil.
    public mutating func header<Model: JSONEncodable>(
        _ name: String, _ value: Model?, style: ParameterStyle = .simple, explode: Bool = false
    ) {
        guard let value, let content = content(of: value) else { return }
        header(name, content: content, style, explode)
    }

    /// Writes a model as a cookie; leaves it out where the value is nil.
    public mutating func cookie<Model: JSONEncodable>(
        _ name: String, _ value: Model?, style: ParameterStyle = .form, explode: Bool? = nil
    ) {
        guard let value, let content = content(of: value) else { return }
        cookie(name, content: content, style, explode)
    }

    /// Writes a path parameter whose text is JSON (`content: application/json`).
    public mutating func pathJSON(_ name: String, _ value: some JSONEncodable) {
        guard let text = json(value) else { return }
        path(name, text)
    }

    /// Writes a query parameter whose text is JSON; leaves it out where the value is nil.
    public mutating func queryJSON<Value: JSONEncodable>(_ name: String, _ value: Value?) {
        guard let value, let text = json(value) else { return }
        query(name, text)
    }

    /// Writes a header field whose text is JSON; leaves it out where the value is nil.
    public mutating func headerJSON<Value: JSONEncodable>(_ name: String, _ value: Value?) {
        guard let value, let text = json(value) else { return }
        header(name, text)
    }

    /// Writes a cookie whose text is JSON; leaves it out where the value is nil.
    public mutating func cookieJSON<Value: JSONEncodable>(_ name: String, _ value: Value?) {
        guard let value, let text = json(value) else { return }
        cookie(name, text)
    }

    private mutating func content(of value: some JSONEncodable) -> ParameterContent? {
        do throws(RequestEncodingError) {
            return try ParameterModel.content(of: value)
        } catch {
            fail(error)
            return nil
        }
    }

    private mutating func json(_ value: some JSONEncodable) -> String? {
        do throws(JSONEncodingError) {
            return String(decoding: try value.encoded(), as: UTF8.self)
        } catch {
            fail(.json(error))
            return nil
        }
    }
}
