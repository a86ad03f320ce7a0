/// What an operation takes: its parameters and its body. Generated structs conform.
public protocol OperationInput: Sendable {
    /// Takes the input out of a request.
    /// - Throws: ``RequestFault``, which says what of the request is not as the document describes it.
    init(from request: inout RequestReader) throws(RequestFault)
    /// Puts the input into a request. The writer remembers what cannot be written.
    func write(to request: inout RequestWriter)
}

/// The input of an operation that takes a JSON body and nothing else.
public struct BodyInput<Body: JSONModel>: OperationInput {
    /// The body.
    public var body: Body

    /// Makes the input.
    public init(body: Body) { self.body = body }
    /// Reads the body of a request.
    public init(from request: inout RequestReader) throws(RequestFault) { body = try request.json() }
    /// Writes the body of a request.
    public func write(to request: inout RequestWriter) { request.json(body) }
}

/// The input of an operation without parameters and body.
public struct NoInput: OperationInput, Hashable {
    /// Makes the only value.
    public init() {}
    /// Takes nothing out of a request.
    public init(from request: inout RequestReader) {}
    /// Puts nothing into a request.
    public func write(to request: inout RequestWriter) {}
}
