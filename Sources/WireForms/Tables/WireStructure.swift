/// A structure: an object with described members. Templates write these.
public struct WireStructure: Sendable {
    /// The vAPI identifier, such as `com.vmware.content.library_model`.
    public let id: String
    /// The members.
    public let properties: [WireProperty]
    /// The schema's name in the document.
    public let schema: String

    /// Whether it is one of the standard errors, which are no ordinary structures in JSON-RPC.
    var isError: Bool { id.hasPrefix(VAPIName.errors) && properties.contains { $0.name == "error_type" } }

    /// Makes a structure.
    /// - Parameters:
    ///   - schema: the schema's name in the document.
    ///   - properties: the members.
    public init(schema: String, properties: [WireProperty]) {
        (self.schema, self.properties) = (schema, properties)
        id = VAPIName.identifier(schema)
    }
}

/// A member of a structure.
public struct WireProperty: Sendable {
    /// The name, which is the same in all forms.
    public let name: String
    /// The type.
    public let type: WireType
    /// Whether vAPI's type of it is an optional. `x-vapi-optional` says so of what the document requires nevertheless.
    public let isOptional: Bool

    /// Makes a member.
    public init(_ name: String, type: String, format: String, isRequired: Bool, extensions: [WireExtension]) {
        (self.name, self.type) = (name, WireType(type, format: format))
        isOptional = !isRequired || extensions.contains { $0.name == "x-vapi-optional" && $0.value == "true" }
    }
}

/// All operations and structures of a document.
public struct WireTables: Sendable {
    /// The operations, in the order of the document.
    public let operations: [WireOperation]
    /// The structures, by the names of their schemas.
    public let structures: [String: WireStructure]
    private let services: [String: [String: WireOperation]]
    private let errors: [String: WireStructure]

    /// Makes tables.
    public init(operations: [WireOperation], structures: [WireStructure]) {
        self.operations = operations
        self.structures = Dictionary(structures.map { ($0.schema, $0) }, uniquingKeysWith: { first, _ in first })
        var services: [String: [String: WireOperation]] = [:]
        for operation in operations { services[operation.service, default: [:]][operation.name] = operation }
        self.services = services
        errors = Dictionary(
            structures.filter(\.isError).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The operations of a vAPI service by their names; nil where there is no such service.
    func service(_ id: String) -> [String: WireOperation]? { services[id] }

    /// The structure of an error by its `error_type`; one that is not known is the one that all others are made from.
    func error(ofType type: String) -> WireStructure? {
        errors[VAPIName.error(ofType: type)] ?? errors[VAPIName.error(ofType: "ERROR")]
    }
}
