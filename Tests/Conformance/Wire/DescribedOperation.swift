import ContentLibraryForms
import HTTPTypes
import WireForms

/// An operation as the OpenAPI document describes it, in the names of the API.
struct DescribedOperation: Sendable {
    enum Location { case path, query, header, body }

    struct Parameter: Sendable {
        var name: String
        var wireName: String
        var location: Location
    }

    let service: String
    let name: String
    let method: HTTPRequest.Method
    /// The key of `paths`, with its query.
    let path: String
    let parameters: [Parameter]
    /// The parameter that is the whole body.
    let bodyParameter: String?
    /// The parameters and the result, typed.
    let types: WireOperation

    /// What checks call it, like `library.item.update_session.complete`.
    var shortName: String {
        let package = service.hasPrefix("com.vmware.content.") ? "com.vmware.content." : "com.vmware."
        return service.dropFirst(package.count) + "." + name
    }

    static let all = WireTables.contentLibrary.operations.map(DescribedOperation.init)
    private static let named = Dictionary(
        all.map { ("\($0.service).\($0.name)", $0) }, uniquingKeysWith: { first, _ in first })

    static func of(_ call: Call) throws -> DescribedOperation {
        guard let operation = named["\(call.service).\(call.operation)"] else {
            throw Disagreement("the document has no operation \(call.service).\(call.operation)")
        }
        return operation
    }

    private init(_ operation: WireOperation) {
        service = operation.service
        name = operation.name
        method = HTTPRequest.Method(operation.method) ?? .get
        path = operation.pathKey
        bodyParameter = operation.bodyName
        types = operation
        let members = operation.bodyName == nil ? operation.body?.properties ?? [] : []
        parameters =
            operation.parameters.map { parameter in
                let location: Location =
                    switch parameter.place {
                    case .path: .path
                    case .query: .query
                    case .header, .cookie: .header
                    }
                return Parameter(name: operation.name(of: parameter), wireName: parameter.name, location: location)
            } + members.map { Parameter(name: $0.name, wireName: $0.name, location: .body) }
    }
}
