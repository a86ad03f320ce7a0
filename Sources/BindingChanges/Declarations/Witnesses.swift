/// What bindings declare because the runtime's protocols ask for it, such as how an operation is written and read.
///
/// Importers have no need of it, the protocols give most of it by default, and it changes with every detail of the wire:
/// no change of it is one of the interface.
struct Witnesses {
    private let types: [String: Declaration]

    init(_ declarations: [Declaration]) {
        types = Dictionary(
            declarations.filter(\.kind.isType).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The readers and writers of the runtime, by which functions are known that code and decode.
    private static let coders: Set<String> = [
        "inout JSONReader", "inout JSONWriter", "inout RequestReader", "inout RequestWriter", "inout ResponseReader",
        "inout ResponseWriter",
    ]
    /// Members of enums that are parameters of operations.
    private static let parameters: Set<String> = [
        "parameterText", "parameterContent", "init(parameterText:)", "init(parameterContent:)",
    ]

    func contains(_ declaration: Declaration) -> Bool {
        guard !declaration.owner.isEmpty else { return false }
        // Additions to types of the runtime.
        guard let owner = types[declaration.owner] else { return true }
        if declaration.parameters?.contains(where: { Self.coders.contains($0.type) }) == true { return true }
        guard owner.kind == .enumeration, !owner.conformances.isEmpty else { return false }
        switch declaration.kind {
        case .staticProperty, .staticMethod: return true
        case .property: return declaration.type == "FailureResponse" || Self.parameters.contains(declaration.ownName)
        case .initializer: return Self.parameters.contains(declaration.ownName)
        default: return false
        }
    }
}
