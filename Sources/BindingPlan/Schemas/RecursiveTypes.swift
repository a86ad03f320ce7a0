internal import DocumentTree

/// A struct cannot hold a value of its own type, nor of one that holds it, and a type alias cannot mean itself. Arrays
/// and maps hold their elements elsewhere and so break such a cycle; where nothing does, the enum's case in it becomes
/// `indirect`, or else an optional property becomes `@Indirect`, those that lead to the cycle's first type in the
/// document's order. An alias in a cycle of aliases becomes a struct around its value. Alternatives that lead back to
/// themselves through nothing but alternatives would be tried without end: they take over those that they lead to.
struct RecursiveTypes {
    private struct Edge {
        enum Origin { case property(Int), alternative(Int), unknown }

        var target: Int
        var origin: Origin
        var isOptional: Bool
    }

    private(set) var log = DiagnosticLog()

    init() {}

    mutating func breakCycles(in types: inout [TypePlan]) {
        let indices = Dictionary(types.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { $1 })
        breakAliasCycles(&types, indices)
        flattenAlternatives(&types, indices)
        var edges = types.indices.map { self.edges(from: $0, types, indices) }
        var components = StrongComponents.find(edges.map { $0.map(\.target) })
        while let cycle = components.first(where: { isCycle($0, edges) }) {
            cut(cycle, &edges, &types)
            components = StrongComponents.find(edges.map { $0.map(\.target) })
        }
    }

    /// Where alternatives are alternatives of each other, each gets the cases of all, but for those in between.
    private mutating func flattenAlternatives(_ types: inout [TypePlan], _ indices: [TypeName: Int]) {
        var plans: [Int: AlternativesPlan] = [:]
        for index in types.indices { if case .alternatives(let plan) = types[index].kind { plans[index] = plan } }
        // The alternatives that each case is, where it is some.
        var leads: [Int: [Int?]] = [:]
        var graph = [[Int]](repeating: [], count: types.count)
        for (index, plan) in plans {
            let targets = plan.cases.map { target($0.type, types, indices).flatMap { plans[$0] == nil ? nil : $0 } }
            leads[index] = targets
            graph[index] = targets.compactMap { $0 }
        }
        for cycle in StrongComponents.find(graph)
        where cycle.count > 1 || cycle.contains(where: { graph[$0].contains($0) }) {
            let members = Set(cycle)
            let isNamed = cycle.contains { types[$0].schemaName != nil }
            for index in cycle.sorted() {
                guard var plan = plans[index] else { continue }
                if let name = types[index].schemaName ?? (isNamed ? nil : types[index].name.path) {
                    log.warning(
                        "cyclic-alternatives",
                        "the alternatives of '\(name)' lead back to it; it takes over the alternatives in between",
                        at: types[index].location, help: "list every alternative once, where it is meant")
                }
                var flat: [AlternativesPlan.Case] = []
                var visited: Set<Int> = [index]
                func add(_ node: Int) {
                    guard let plan = plans[node], let targets = leads[node] else { return }
                    let isTried = if case .kinds = plan.selection { true } else { false }
                    // Those with a discriminator are in order as they stand.
                    let sequence = isTried ? plan.order : Array(plan.cases.indices)
                    for position in sequence {
                        let alternative = plan.cases[position]
                        guard let next = targets[position], members.contains(next) else {
                            guard !flat.contains(where: { $0.type == alternative.type }) else { continue }
                            flat.append(alternative)
                            continue
                        }
                        guard isTried, case .kinds = plans[next]?.selection, visited.insert(next).inserted
                        else { continue }
                        add(next)
                    }
                }
                add(index)
                var scope = NameScope(reserved: ["unknown", "init"])
                for position in flat.indices { flat[position].name = scope.claim(flat[position].name) }
                plan.cases = flat
                plan.order = Array(flat.indices)
                types[index].kind = flat.isEmpty ? .alias(.json) : .alternatives(plan)
            }
        }
    }

    private func isCycle(_ component: [Int], _ edges: [[Edge]]) -> Bool {
        component.count > 1 || component.contains { node in edges[node].contains { $0.target == node } }
    }

    /// Makes one kind of edge within the cycle indirect.
    private mutating func cut(_ cycle: [Int], _ edges: inout [[Edge]], _ types: inout [TypePlan]) {
        let members = Set(cycle)
        let root = cycle.min() ?? 0
        let passes: [(Edge) -> Bool] = [
            { if case .property = $0.origin { false } else { members.contains($0.target) } },
            { $0.isOptional && $0.target == root },
            { $0.isOptional && members.contains($0.target) },
            { $0.target == root },
        ]
        for pass in passes {
            var isCut = false
            for node in cycle {
                for edge in edges[node] where pass(edge) {
                    makeIndirect(edge, &types[node])
                    isCut = true
                }
                edges[node].removeAll(where: pass)
            }
            if isCut { return }
        }
        for node in cycle { edges[node] = [] }
    }

    private mutating func makeIndirect(_ edge: Edge, _ type: inout TypePlan) {
        switch (edge.origin, type.kind) {
        case (.alternative(let index), .alternatives(var plan)):
            plan.cases[index].isIndirect = true
            type.kind = .alternatives(plan)
        case (.unknown, .alternatives(var plan)):
            plan.isUnknownIndirect = true
            type.kind = .alternatives(plan)
        case (.property(let index), .structure(var plan)):
            if !plan.properties[index].isOptional {
                log.warning(
                    "endless-value",
                    "a value of '\(type.schemaName ?? type.name.path)' would have to hold another of its kind without "
                        + "end; '\(plan.properties[index].jsonName)' is taken as optional",
                    at: plan.properties[index].location, help: "do not require the property")
                plan.properties[index].isRequired = false
                plan.properties[index].decodingDefault = nil
            }
            plan.properties[index].isIndirect = true
            type.kind = .structure(plan)
        default: break
        }
    }

    private func edges(from index: Int, _ types: [TypePlan], _ indices: [TypeName: Int]) -> [Edge] {
        switch types[index].kind {
        case .structure(let plan):
            plan.properties.enumerated().compactMap { position, property in
                target(property.type, types, indices).map {
                    Edge(target: $0, origin: .property(position), isOptional: property.isOptional)
                }
            }
        case .alternatives(let plan): edges(from: plan, types, indices)
        case .openEnum, .alias, .wrapper, .contents: []
        }
    }

    private func edges(from plan: AlternativesPlan, _ types: [TypePlan], _ indices: [TypeName: Int]) -> [Edge] {
        var edges: [Edge] = []
        for (position, alternative) in plan.cases.enumerated() {
            guard let target = target(alternative.type, types, indices) else { continue }
            edges.append(Edge(target: target, origin: .alternative(position), isOptional: false))
        }
        if case .base(let base) = plan.unknown, let target = target(base, types, indices) {
            edges.append(Edge(target: target, origin: .unknown, isOptional: false))
        }
        return edges
    }

    /// The struct or enum that a value of `type` has within itself.
    private func target(_ type: SwiftType, _ types: [TypePlan], _ indices: [TypeName: Int]) -> Int? {
        var type = type
        for _ in 0..<64 {
            switch type {
            case .optional(let wrapped): type = wrapped
            case .named(let name):
                guard let index = indices[name] else { return nil }
                switch types[index].kind {
                case .alias(let target): type = target
                case .structure, .alternatives: return index
                case .openEnum, .contents: return nil
                case .wrapper(let inner): type = inner
                }
            default: return nil
            }
        }
        return nil
    }

    private mutating func breakAliasCycles(_ types: inout [TypePlan], _ indices: [TypeName: Int]) {
        func aliases(_ index: Int) -> [Int] {
            guard case .alias(let type) = types[index].kind else { return [] }
            var targets: [Int] = []
            type.forEachName { name in if let target = indices[name] { targets.append(target) } }
            return targets
        }
        while true {
            let graph = types.indices.map { aliases($0) }
            let cycle = StrongComponents.find(graph).first { component in
                component.count > 1 || component.contains { graph[$0].contains($0) }
            }
            guard let first = cycle?.min(), case .alias(let type) = types[first].kind else { return }
            types[first].kind = isContained(type) ? .wrapper(type) : .alias(.json)
            guard !isContained(type) else { continue }
            log.warning(
                "cyclic-alternatives",
                "'\(types[first].schemaName ?? types[first].name.path)' is nothing but itself; any JSON value is bound instead",
                at: types[first].location)
        }
    }

    /// Whether the value stands in an array or map, so that a struct around it has an end.
    private func isContained(_ type: SwiftType) -> Bool {
        switch type.unwrapped {
        case .array, .dictionary: true
        default: false
        }
    }
}

/// Tarjan's strongly connected components, without recursion so that no document can exhaust the stack.
enum StrongComponents {
    static func find(_ graph: [[Int]]) -> [[Int]] {
        var number = [Int](repeating: -1, count: graph.count)
        var low = number
        var isOpen = [Bool](repeating: false, count: graph.count)
        var stack: [Int] = []
        var components: [[Int]] = []
        var next = 0
        for start in graph.indices where number[start] < 0 {
            var path: [(node: Int, edge: Int)] = [(start, 0)]
            while let (node, edge) = path.last {
                if edge == 0 {
                    number[node] = next
                    low[node] = next
                    next += 1
                    stack.append(node)
                    isOpen[node] = true
                }
                if edge < graph[node].count {
                    path[path.count - 1].edge += 1
                    let target = graph[node][edge]
                    if number[target] < 0 {
                        path.append((target, 0))
                    } else if isOpen[target] {
                        low[node] = min(low[node], number[target])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == number[node] else { continue }
                var component: [Int] = []
                while let member = stack.popLast() {
                    isOpen[member] = false
                    component.append(member)
                    if member == node { break }
                }
                components.append(component)
            }
        }
        return components
    }
}
