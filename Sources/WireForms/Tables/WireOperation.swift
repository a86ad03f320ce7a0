import BinderyRuntime

/// An operation as its document describes it, with all that a translation from another wire form needs. Templates write
/// these.
public struct WireOperation: Sendable {
    /// The document's `operationId`: the tag, `_` and the name.
    public let id: String
    /// The method, in capitals.
    public let method: String
    /// The key of `paths`, whose query is part of the route.
    public let pathKey: String
    /// The parameters outside of the body.
    public let parameters: [WireParameter]
    /// The body, where there is one.
    public let body: WireBody?
    /// The type of what a success brings.
    public let result: WireType
    /// The vAPI service, such as `com.vmware.content.library.item`.
    public let service: String
    /// The vAPI operation, such as `keep_alive`.
    public let name: String

    /// The vAPI names that the document has others for, by these; `body` is that of the whole body.
    private let names: [String: String]

    /// Makes an operation.
    /// - Parameters:
    ///   - id: the `operationId`.
    ///   - method: the method.
    ///   - pathKey: the key of `paths`.
    ///   - parameters: the parameters outside of the body.
    ///   - body: the body.
    ///   - results: the successes.
    ///   - extensions: the document's extensions; `x-vapi-names` has the names that do not follow from the document's.
    public init(
        id: String, method: String, pathKey: String, parameters: [WireParameter], body: WireBody? = nil,
        results: [WireResult], extensions: [WireExtension]
    ) {
        (self.id, self.method, self.pathKey, self.parameters, self.body) = (id, method, pathKey, parameters, body)
        let parts = id.split(separator: "_", maxSplits: 1)
        service = VAPIName.identifier(parts.first ?? "")
        name = VAPIName.snakeCase(parts.last ?? "")
        result = results.first.map { WireType($0.type, format: $0.format) } ?? .void
        let renamed = extensions.first { $0.name == "x-vapi-names" }.flatMap { try? JSONObject.decode(from: $0.value) }
        var names: [String: String] = [:]
        for member in renamed?.members ?? [] {
            if case .string(let name) = member.value { names[member.key] = name }
        }
        self.names = names
    }

    /// The vAPI name of a parameter.
    public func name(of parameter: WireParameter) -> String {
        names[parameter.name] ?? VAPIName.snakeCase(parameter.name)
    }

    /// The vAPI name of the parameter that is the whole body; nil where each property of the body is a parameter.
    public var bodyName: String? { body.flatMap { $0.properties.isEmpty ? names["body"] ?? "spec" : nil } }

    /// The parameter that names the one thing that the operation is about: the first of the path, or else of all.
    var identifier: WireParameter? { parameters.first { $0.place == .path } ?? parameters.first }

    /// The types of all parameters by their vAPI names.
    var arguments: [(name: String, type: WireType)] {
        var all = parameters.map { (name(of: $0), $0.type) }
        if let body, let bodyName { all.append((bodyName, body.type)) }
        return all + (body?.properties ?? []).map { ($0.name, $0.type) }
    }
}

/// A parameter outside of the body.
public struct WireParameter: Sendable {
    /// Where a parameter travels.
    public enum Place: Sendable {
        /// In the path, the query, a header field or a cookie.
        case path, query, header, cookie
    }

    /// The document's name.
    public let name: String
    /// Where it travels.
    public let place: Place
    /// Its type.
    public let type: WireType
    /// Whether each request must have it.
    public let isRequired: Bool

    /// Makes a parameter.
    public init(_ name: String, in place: Place, type: String, isRequired: Bool) {
        (self.name, self.place, self.type, self.isRequired) = (name, place, WireType(type), isRequired)
    }
}

/// A body.
public struct WireBody: Sendable {
    /// Its type.
    public let type: WireType
    /// Whether each request must have it.
    public let isRequired: Bool
    /// What it is made of, where it is no structure of its own: each is a parameter.
    public let properties: [WireProperty]

    /// Makes a body.
    public init(type: String, isRequired: Bool, properties: [WireProperty]) {
        (self.type, self.isRequired, self.properties) = (WireType(type), isRequired, properties)
    }
}

/// What a success brings.
public struct WireResult: Sendable {
    let type: String
    let format: String

    /// Makes a result.
    /// - Parameters:
    ///   - type: the type, in the words of the document; empty for nothing.
    ///   - format: the format.
    public init(type: String, format: String) {
        (self.type, self.format) = (type, format)
    }
}

/// A specification extension of the document.
public struct WireExtension: Sendable {
    let name: String
    let value: String

    /// Makes an extension.
    /// - Parameters:
    ///   - name: the whole name.
    ///   - value: the text of a scalar; anything else as JSON.
    public init(_ name: String, _ value: String) {
        (self.name, self.value) = (name, value)
    }
}
