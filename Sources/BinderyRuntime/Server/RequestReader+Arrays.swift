extension RequestReader {
    /// A path parameter of several values.
    public func pathArray<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> [Element] {
        try path(name, [Element].self, style: style, explode: explode)
    }

    /// A query parameter of several values, that must be there.
    public func queryArray<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> [Element] {
        try query(name, [Element].self, style: style, explode: explode)
    }

    /// A query parameter of several values; nil where it is absent.
    public func queryArrayIfPresent<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> [Element]? {
        try queryIfPresent(name, [Element].self, style: style, explode: explode)
    }

    /// A header field of several values, that must be there.
    public func headerArray<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> [Element] {
        try header(name, [Element].self, style: style, explode: explode)
    }

    /// A header field of several values; nil where it is absent.
    public func headerArrayIfPresent<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .simple, explode: Bool = false
    ) throws(RequestFault) -> [Element]? {
        try headerIfPresent(name, [Element].self, style: style, explode: explode)
    }

    /// A cookie of several values, that must be there.
    public func cookieArray<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> [Element] {
        try cookie(name, [Element].self, style: style, explode: explode)
    }

    /// A cookie of several values; nil where it is absent.
    public func cookieArrayIfPresent<Element: ScalarParameterValue>(
        _ name: String, _ type: Element.Type = Element.self, style: ParameterStyle = .form, explode: Bool? = nil
    ) throws(RequestFault) -> [Element]? {
        try cookieIfPresent(name, [Element].self, style: style, explode: explode)
    }
}
