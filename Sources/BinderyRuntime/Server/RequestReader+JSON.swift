extension RequestReader {
    /// A path parameter whose text is JSON (`content: application/json`).
    public func pathJSON<Value: JSONDecodable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws(RequestFault) -> Value {
        try json(.path(name), type, try path(name, String.self))
    }

    /// A query parameter whose text is JSON, and that must be there.
    public func queryJSON<Value: JSONDecodable>(_ name: String, _ type: Value.Type = Value.self) throws(RequestFault)
        -> Value
    {
        try json(.query(name), type, try query(name, String.self))
    }

    /// A query parameter whose text is JSON; nil where it is absent.
    public func queryJSONIfPresent<Value: JSONDecodable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws(RequestFault) -> Value? {
        guard let text = try queryIfPresent(name, String.self) else { return nil }
        return try json(.query(name), type, text)
    }

    /// A header field whose text is JSON, and that must be there.
    public func headerJSON<Value: JSONDecodable>(_ name: String, _ type: Value.Type = Value.self) throws(RequestFault)
        -> Value
    {
        try json(.header(name), type, try header(name, String.self))
    }

    /// A header field whose text is JSON; nil where it is absent.
    public func headerJSONIfPresent<Value: JSONDecodable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws(RequestFault) -> Value? {
        guard let text = try headerIfPresent(name, String.self) else { return nil }
        return try json(.header(name), type, text)
    }

    /// A cookie whose text is JSON, and that must be there.
    public func cookieJSON<Value: JSONDecodable>(_ name: String, _ type: Value.Type = Value.self) throws(RequestFault)
        -> Value
    {
        try json(.cookie(name), type, try cookie(name, String.self))
    }

    /// A cookie whose text is JSON; nil where it is absent.
    public func cookieJSONIfPresent<Value: JSONDecodable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws(RequestFault) -> Value? {
        guard let text = try cookieIfPresent(name, String.self) else { return nil }
        return try json(.cookie(name), type, text)
    }

    private func json<Value: JSONDecodable>(
        _ location: RequestFault.Location, _ type: Value.Type, _ text: String
    ) throws(RequestFault) -> Value {
        do throws(JSONDecodingError) {
            return try Value.decode(from: text)
        } catch {
            throw RequestFault(location, .json(error))
        }
    }
}
