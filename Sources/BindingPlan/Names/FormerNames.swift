internal import DocumentTree
internal import OpenAPI

/// The old names that the configuration keeps: as typealiases, and as methods that only call the new ones.
struct FormerNames {
    private(set) var aliases: [AliasPlan] = []
    private(set) var log = DiagnosticLog()
    private let types: [TypeName: TypePlan]
    private let failures: Set<TypeName>
    /// Every name of a type that the bindings declare already.
    private var taken: Set<TypeName>

    /// What is called after the module, beside the module itself.
    private static let companions = [
        "", "API", "Client", "Server", "Handlers", "Document", "Servers", "Security", "Credentials",
    ]

    init(_ types: [TypePlan], _ failures: [FailurePlan], _ tags: [TagPlan], module: String) {
        self.types = Dictionary(types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.failures = Set(failures.map(\.name))
        let operations = tags.flatMap(\.operations)
        let parts = ["Input", "Output", "Failure"]
        taken = Set(types.map(\.name) + failures.map(\.name) + operations.map(\.name))
        taken.formUnion(tags.flatMap { [$0.name, TypeName($0.clientName), TypeName($0.handlerName)] })
        taken.formUnion(Self.companions.map { TypeName(module + $0) })
        let responses = operations.flatMap { $0.output.responses + $0.failures } + failures.flatMap(\.responses)
        taken.formUnion(responses.compactMap(\.payloadName))
        taken.formUnion(operations.flatMap { operation in parts.map { TypeName($0, in: operation.name) } })
    }

    /// Finds what the rules name, and gives operations their old names.
    mutating func apply(_ rules: [Configuration.AliasRule], to tags: inout [TagPlan]) {
        for rule in rules {
            if let (tag, operation) = Self.place(of: rule.new, in: tags) {
                keep(rule, for: operation, of: &tags[tag])
            } else if isType(TypeName(rule.new)) {
                add(TypeName(rule.old), for: TypeName(rule.new), rule)
            } else {
                reportUnknown(rule, tags)
            }
        }
    }

    /// Whether there is a type of this name, other than those of operations and of groups of them.
    private func isType(_ name: TypeName) -> Bool {
        types[name] != nil || failures.contains(name)
    }

    // MARK: Types

    private mutating func add(_ old: TypeName, for new: TypeName, _ rule: Configuration.AliasRule) {
        if let parent = old.parent, !isOpen(parent) {
            error(
                "alias-without-place", "there is no type '\(parent)' that '\(old)' could stand in", rule,
                help: "old names of nested types need the type around them")
        } else if ReservedNames.typeName(String(old.simple), isNested: old.parent != nil) != String(old.simple) {
            error("alias-taken", "'\(old)' is a name that bindings never give, since something else has it", rule)
        } else if !taken.insert(old).inserted {
            error(
                "alias-taken", "'\(old)' is the name of something else", rule, help: "an old name is one that is free")
        } else {
            aliases.append(AliasPlan(name: old, target: new))
        }
    }

    /// Whether a typealias can be added to what has this name.
    private func isOpen(_ name: TypeName) -> Bool {
        if case .alias? = types[name]?.kind { return false }
        return taken.contains(name)
    }

    // MARK: Operations

    /// The operation that is called by a property of the client and a method.
    private static func place(of name: String, in tags: [TagPlan]) -> (tag: Int, operation: Int)? {
        let parts = split(name)
        for (index, tag) in tags.enumerated() where tag.memberName == parts.group {
            if let operation = tag.operations.firstIndex(where: { $0.methodName == parts.name }) {
                return (index, operation)
            }
        }
        return nil
    }

    private mutating func keep(_ rule: Configuration.AliasRule, for operation: Int, of tag: inout TagPlan) {
        let old = Self.split(rule.old)
        guard old.group == tag.memberName else {
            error(
                "alias-without-place", "'\(rule.old)' and '\(rule.new)' belong to different groups", rule,
                help: "old names of operations are kept within '\(tag.memberName)'")
            return
        }
        let names = ["client"] + tag.operations.flatMap { [$0.methodName] + $0.formerNames }
        guard !names.contains(old.name) else {
            error(
                "alias-taken", "'\(rule.old)' is the name of something else", rule,
                help: "an old name is one that is free")
            return
        }
        tag.operations[operation].formerNames.append(old.name)
        let type = TypeName(OperationNames.typeName(old.name), in: tag.name)
        if taken.insert(type).inserted {
            aliases.append(AliasPlan(name: type, target: tag.operations[operation].name))
        }
    }

    private static func split(_ name: String) -> (group: String, name: String) {
        guard let dot = name.lastIndex(of: ".") else { return ("", name) }
        return (String(name[..<dot]), String(name[name.index(after: dot)...]))
    }

    // MARK: Diagnostics

    private mutating func error(
        _ id: String, _ message: String, _ rule: Configuration.AliasRule, help: String? = nil
    ) {
        log.error(id, message, at: rule.location, help: help)
    }

    private mutating func reportUnknown(_ rule: Configuration.AliasRule, _ tags: [TagPlan]) {
        let operations = tags.flatMap { tag in tag.operations.map { "\(tag.memberName).\($0.methodName)" } }
        let names = (types.keys.map(\.path) + failures.map(\.path)).sorted() + operations
        log.report(
            Diagnostic(
                id: "unused-rule", severity: .warning,
                message: "no type and no operation is called '\(rule.new.escapedForMessage)'", location: rule.location,
                help: Spelling.closest(to: rule.new, among: names).map { "did you mean '\($0)'?" }
                    ?? "operations are written as the client has them: 'pets.list'"))
    }
}
