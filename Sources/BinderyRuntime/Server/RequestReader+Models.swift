extension RequestReader {
    /// A path parameter that is a model.
    public func pathObject<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> Model {
        guard let model = try model(.path(name), type, pathContent(name, .map, style, explode)) else {
            throw RequestFault(.path(name), .missing)
        }
        return model
    }

    /// A query parameter that is a model, and must be there.
    public func queryObject<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Model {
        guard let model = try queryObjectIfPresent(name, type, style: style, explode: explode) else {
            throw RequestFault(.query(name), .missing)
        }
        return model
    }

    /// A query parameter that is a model; nil where it is absent.
    public func queryObjectIfPresent<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Model? {
        try model(.query(name), type, queryContent(name, .map, style, explode))
    }

    /// A header field that is a model, and must be there.
    public func headerObject<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> Model {
        guard let model = try headerObjectIfPresent(name, type, style: style, explode: explode) else {
            throw RequestFault(.header(name), .missing)
        }
        return model
    }

    /// A header field that is a model; nil where it is absent.
    public func headerObjectIfPresent<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> Model? {
        try model(.header(name), type, headerContent(name, .map, style, explode))
    }

    /// A cookie that is a model, and must be there.
    public func cookieObject<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Model {
        guard let model = try cookieObjectIfPresent(name, type, style: style, explode: explode) else {
            throw RequestFault(.cookie(name), .missing)
        }
        return model
    }

    /// A cookie that is a model; nil where it is absent.
    public func cookieObjectIfPresent<Model: JSONDecodable>(
        _ name: String, _ type: Model.Type = Model.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> Model? {
        try model(.cookie(name), type, cookieContent(name, .map, style, explode))
    }

    private func model<Model: JSONDecodable>(
        _ location: RequestFault.Location, _ type: Model.Type, _ content: ParameterContent??
    ) throws(RequestFault) -> Model? {
        guard let content else { return nil }
        guard let content else {
            throw RequestFault(location, .invalid(expected: "names and values", found: "other text"))
        }
        do throws(JSONDecodingError) {
            return try ParameterModel.read(type, from: content)
        } catch {
            throw RequestFault(location, .json(error))
        }
    }
}
