internal import DocumentTree
internal import OpenAPI

/// Tells what the differences of schemas mean for the messages that have them.
struct SchemaReport {
    let graph: SchemaGraph
    private let hasFindings: [Bool]

    init(_ graph: SchemaGraph) {
        self.graph = graph
        hasFindings = graph.pairsWithFindings()
    }

    /// A pair on the way from a message, with what the way says of it.
    struct Stop {
        var pair: Int
        /// The steps from ``component``, or from the message.
        var path: [String] = []
        var component: String?
        var isRoot = false
        var isNegated = false
        /// Whether servers ignore it in requests, and never send it.
        var isReadOnly = false
        var isWriteOnly = false
        /// Whether it is a property that must be there.
        var isRequired = false

        /// What decides how its differences are told; the same twice is told once.
        var key: [Int] {
            [pair, isRoot ? 1 : 0, isNegated ? 1 : 0, isReadOnly ? 1 : 0, isWriteOnly ? 1 : 0, isRequired ? 1 : 0]
        }
    }

    func report(_ use: SchemaUse, to log: inout ChangeLog) {
        guard hasFindings[use.pair] else { return }
        var stack = [Stop(pair: use.pair, isRoot: true)]
        var seen: Set<[Int]> = []
        while var stop = stack.popLast() {
            let pair = graph.pairs[stop.pair]
            if let name = pair.new.name {
                stop.component = name
                stop.path = []
            }
            stop.isReadOnly = stop.isReadOnly || pair.new.schema.isReadOnly
            stop.isWriteOnly = stop.isWriteOnly || pair.new.schema.isWriteOnly
            guard seen.insert(stop.key).inserted else { continue }
            for finding in pair.findings {
                if let change = change(for: finding, at: stop, in: use.place) { log.add(change) }
            }
            for child in pair.children.reversed() where hasFindings[child.pair] {
                var next = stop
                next.pair = child.pair
                next.path.append(child.step)
                // What `allOf` says of a parameter is said of the parameter.
                next.isRoot = stop.isRoot && use.place.role == .parameter && child.isConjunct
                next.isRequired = child.isRequired
                next.isNegated = stop.isNegated != child.isNegated
                stack.append(next)
            }
        }
    }

    private func change(for finding: SchemaFinding, at stop: Stop, in place: SchemaPlace) -> Change? {
        let rule: SchemaRule
        var path = stop.path
        var what: String
        switch finding.kind {
        case .keyword(let difference):
            rule = SchemaRule(difference, in: place, at: stop)
            what = difference.what
        case .types(let old, let new):
            rule = SchemaRule(old, new, in: place, isRoot: stop.isRoot, isNegated: stop.isNegated)
            what = "the type \(old) became \(new)"
        case .property(let change):
            guard let found = SchemaRule(change, in: place, isNegated: stop.isNegated) else { return nil }
            rule = found
            path.append(change.name)
            what = Self.what(change)
        }
        return Change(
            id: rule.id, level: rule.level, sides: rule.sides, scope: .operations([place.operation]),
            message: "\(Self.subject(path, of: stop.component, in: place)): \(what)", old: finding.old, new: finding.new
        )
    }

    private static func what(_ change: SchemaFinding.PropertyChange) -> String {
        switch change.event {
        case .added: change.isRequired ? "the required property is new" : "the optional property is new"
        case .removed: change.isRequired ? "the required property is gone" : "the optional property is gone"
        case .becameRequired: "it must be there now"
        case .becameOptional: "it may be missing now"
        }
    }

    private static func subject(_ path: [String], of component: String?, in place: SchemaPlace) -> String {
        let whole = component.map { "schema `\($0)`" } ?? place.phrase
        return path.isEmpty ? whole : "`\(path.joined(separator: "/"))` of \(whole)"
    }
}
