/// A Swift type that the configuration names and no generated file declares.
///
/// It conforms to `JSONModel`; where it is a parameter, or an element of one, to `ScalarParameterValue` (or
/// `ParameterValue`, where it is no single piece of text) too.
public struct ExternalType: Hashable, Sendable {
    /// The type as it is written, such as `Decimal` or `Billing.Money`.
    public var name: String
    /// The modules that files which use it import.
    public var imports: [String]

    /// Names a type.
    public init(_ name: String, imports: [String] = []) {
        self.name = name
        self.imports = imports
    }

    /// The modules that are imported for it as they are.
    var modules: [String] { isEssential ? imports.filter { $0 != "Foundation" } : imports }

    /// Whether it is a type of Foundation that FoundationEssentials declares, where there is that module: Foundation only
    /// passes it on, and the compiler warns of importing it for nothing.
    var isEssential: Bool {
        imports.contains("Foundation") && Self.essentials.contains(String(name.prefix { $0 != "." }))
    }

    private static let essentials: Set<String> = [
        "AttributedString", "Calendar", "Data", "Date", "DateComponents", "DateInterval", "Decimal", "IndexPath",
        "IndexSet",
        "Locale", "TimeInterval", "TimeZone", "URL", "URLComponents", "URLQueryItem", "UUID",
    ]

    /// The name without those of the modules and types around it.
    var simpleName: Substring { name[(name.lastIndex(of: ".").map(name.index(after:)) ?? name.startIndex)...] }
}
