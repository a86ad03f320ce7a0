/// A declaration of generated bindings that their importers can use.
public struct Declaration: Sendable, Hashable {
    /// What is declared, in the words of Swift.
    public enum Kind: String, Sendable {
        /// Types.
        case structure = "struct", enumeration = "enum", handlerProtocol = "protocol", alias = "typealias"
        /// Properties, of values and of types.
        case property, staticProperty = "static property"
        /// Functions.
        case initializer, method, staticMethod = "static method"
        /// One of the values of an enum.
        case enumCase = "case"
        /// A method that a type has to have to conform to a protocol.
        case requirement

        /// Whether other declarations can stand in it.
        public var isType: Bool {
            switch self {
            case .structure, .enumeration, .handlerProtocol, .alias: true
            default: false
            }
        }
    }

    /// A parameter of a function, or a value that a case carries.
    public struct Parameter: Sendable, Hashable {
        /// The label at the call; nil where there is none.
        public var label: String?
        /// The type as source text.
        public var type: String
        /// The argument's default as source text.
        public var defaultValue: String?
    }

    /// What is declared.
    public var kind: Kind
    /// The types around it, outermost first, joined by dots; empty at a file's top level.
    public var owner: String
    /// The name without owner and labels.
    public var baseName: String
    /// Of functions; of cases that carry values.
    public var parameters: [Parameter]?
    /// The protocols of a type, and the raw type of an enum.
    public var conformances: [String] = []
    /// The type of a property, the result of a function, what a typealias stands for; nil where nothing is said.
    public var type: String?
    /// `async`, `throws(…)`, and whether an initialiser may give nil (`?`).
    public var effects: [String] = []
    /// Whether a property can be set.
    public var isSettable = false
    /// Whether a requirement need not be implemented.
    public var hasDefault = false
    /// What `@available` says: nil where the declaration is not deprecated, an empty text where there is no newer name.
    public var deprecatedFor: String?
    /// Whether it is there for the runtime alone; see ``Witnesses``.
    var isWitness = false
    /// The method, path and query of an operation, as source text.
    var route: String?

    /// The Swift name as documentation writes it: `Pet.nickName`, `PetsClient.list(limit:)`, `Pet.init(id:name:)`.
    public var name: String { (owner.isEmpty ? "" : owner + ".") + ownName }

    /// The name without the owner.
    var ownName: String {
        guard let parameters, kind != .enumCase else { return baseName }
        return "\(baseName)(\(parameters.map { "\($0.label ?? "_"):" }.joined()))"
    }

    /// The path of the declaration, which is that of its members' owner.
    var path: String { owner.isEmpty ? baseName : "\(owner).\(baseName)" }
}

extension Declaration {
    /// The client or the protocol that a property of the joint client or server leads to.
    var reachedType: String? {
        guard let type, type.hasPrefix("(any ") else { return type }
        return String(type.dropFirst("(any ".count).prefix { $0 != ")" })
    }

    /// The declaration on one line, as it is written in Swift.
    public var text: String {
        var text = "\(keyword)\(baseName)"
        if let parameters, kind != .enumCase || !parameters.isEmpty {
            text += "(\(parameters.map { $0.text(kind == .enumCase ? "" : "_: ") }.joined(separator: ", ")))"
        }
        if !effects.isEmpty { text += " \(effects.joined(separator: " "))" }
        if !conformances.isEmpty { text += ": \(conformances.joined(separator: ", "))" }
        guard let type else { return text }
        switch kind {
        case .alias: return "\(text) = \(type)"
        case .property, .staticProperty: return "\(text): \(type)"
        default: return "\(text) -> \(type)"
        }
    }

    private var keyword: String {
        switch kind {
        case .structure: "struct "
        case .enumeration: "enum "
        case .handlerProtocol: "protocol "
        case .alias: "typealias "
        case .property: isSettable ? "var " : "let "
        case .staticProperty: isSettable ? "static var " : "static let "
        case .initializer: ""
        case .method, .requirement: "func "
        case .staticMethod: "static func "
        case .enumCase: "case "
        }
    }
}

extension Declaration.Parameter {
    func text(_ noLabel: String) -> String {
        (label.map { "\($0): " } ?? noLabel) + type + (defaultValue.map { " = \($0)" } ?? "")
    }
}
