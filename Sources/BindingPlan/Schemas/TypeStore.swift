internal import OpenAPI

/// The types that are declared so far: names are given here, and plans are put in under them.
struct TypeStore {
    private var topLevel: NameScope
    private var scopes: [TypeName: NameScope] = [:]
    private var order: [TypeName] = []
    private var known: Set<TypeName> = []
    private var plans: [TypeName: TypePlan] = [:]
    private var children: [TypeName: [TypeName]] = [:]
    private let nestedReserved: [String]

    /// - Parameter reserved: names that no type may hide: those of the generated modules and of types from elsewhere.
    init(reserved: [String]) {
        topLevel = NameScope(reserved: reserved)
        nestedReserved = reserved
    }

    /// Gives a new type its name: the first of `candidates` that is free beside its siblings.
    mutating func declare(_ candidates: [String], in parent: TypeName?) -> TypeName {
        let names = candidates.map { typeName($0, isNested: parent != nil) }
        let name: TypeName
        if let parent {
            name = TypeName(scopes[parent, default: NameScope(reserved: nestedReserved)].claim(names), in: parent)
            children[parent, default: []].append(name)
        } else {
            name = TypeName(topLevel.claim(names))
        }
        order.append(name)
        known.insert(name)
        return name
    }

    /// Gives a new top-level type its name; its place in the order is that of a later ``list(_:)``.
    mutating func claim(_ name: String) -> TypeName { TypeName(topLevel.claim(typeName(name))) }

    /// What is called like a module or a type from elsewhere says that it is another.
    private func typeName(_ name: String, isNested: Bool = false) -> String {
        nestedReserved.contains(name) ? name + "Model" : ReservedNames.typeName(name, isNested: isNested)
    }

    /// Puts a claimed name at the end of the order.
    mutating func list(_ name: TypeName) {
        if known.insert(name).inserted { order.append(name) }
    }

    /// Makes `names` unavailable for types in `parent`.
    mutating func reserve(_ names: [String], in parent: TypeName) {
        for name in names { scopes[parent, default: NameScope(reserved: nestedReserved)].reserve(name) }
    }

    /// Makes `name` unavailable at the top level.
    mutating func reserveTopLevel(_ name: String) { topLevel.reserve(name) }

    /// Whether a top-level name is free.
    func isFree(_ name: String) -> Bool { !topLevel.isTaken(name) }

    subscript(name: TypeName) -> TypePlan? { plans[name] }

    /// Puts in a plan, under a name that is declared or reserved.
    mutating func add(_ plan: TypePlan) {
        if plans.updateValue(plan, forKey: plan.name) == nil, known.insert(plan.name).inserted {
            order.append(plan.name)
            if let parent = plan.name.parent { children[parent, default: []].append(plan.name) }
        }
    }

    /// All plans in the order in which their names were given, with their children.
    var all: [TypePlan] {
        order.compactMap { name in
            guard var plan = plans[name] else { return nil }
            plan.children = (children[name] ?? []).filter { plans[$0] != nil }
            return plan
        }
    }
}
