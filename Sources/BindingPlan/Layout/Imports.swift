/// The imports at the head of a generated file.
struct Imports {
    /// Modules beside BinderyRuntime, all imported publicly.
    var modules: [String] = []
    /// Modules that only bodies of functions use.
    var internalModules: [String] = []
    /// Whether anything of BinderyRuntime occurs in a public declaration.
    var runtime = true
    /// Whether `Date` or `Data` occurs.
    var foundation = false

    /// The lines, each begun by a newline.
    var text: String {
        var text = ""
        for module in internalModules.sorted() { text += "\ninternal import \(module)" }
        for module in Set(modules + (runtime ? ["BinderyRuntime"] : [])).sorted() {
            text += "\npublic import \(module)"
        }
        guard foundation else { return text }
        return text + """


            #if canImport(FoundationEssentials)
            public import FoundationEssentials
            #else
            public import Foundation
            #endif
            """
    }
}

/// Whether types hold dates or data, through aliases as well, since a file has to import what its aliases stand for.
struct FoundationUse {
    let aliases: [TypeName: SwiftType]

    init(_ types: [TypePlan]) {
        var aliases: [TypeName: SwiftType] = [:]
        for type in types { if case .alias(let target) = type.kind { aliases[type.name] = target } }
        self.aliases = aliases
    }

    func uses(_ type: SwiftType) -> Bool { uses(type, depth: 0) }

    private func uses(_ type: SwiftType, depth: Int) -> Bool {
        switch type {
        case .date, .data: return true
        case .external(let type): return type.isEssential
        case .array(let element), .dictionary(let element), .optional(let element), .sequence(let element),
            .event(let element):
            return uses(element, depth: depth)
        case .named(let name):
            guard depth < 64, let target = aliases[name] else { return false }
            return uses(target, depth: depth + 1)
        default: return false
        }
    }

    /// Whether a file with a public declaration of this kind needs BinderyRuntime for it.
    static func usesRuntime(_ kind: TypePlan.Kind) -> Bool {
        guard case .alias(let type) = kind else { return true }
        return usesRuntime(type)
    }

    private static func usesRuntime(_ type: SwiftType) -> Bool {
        switch type {
        case .json, .stream, .part, .sequence, .event: true
        case .array(let element), .dictionary(let element), .optional(let element): usesRuntime(element)
        default: false
        }
    }

    func uses(_ kind: TypePlan.Kind) -> Bool {
        switch kind {
        case .structure(let plan):
            plan.properties.contains { uses($0.type) } || plan.additional.map { uses($0.type) } ?? false
        case .alternatives(let plan):
            plan.cases.contains { uses($0.type) } || plan.sharedProperties.contains { uses($0.type) }
        case .alias(let type), .wrapper(let type): uses(type)
        case .contents(let plan): plan.types.contains { uses($0) }
        case .openEnum: false
        }
    }
}
