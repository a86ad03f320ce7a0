import BinderyXML

/// Which properties of which objects a client asks for (`PropertyFilterSpec`).
struct PropertyFilter {
    /// The properties of all objects of a type.
    struct PropertySet {
        var type: String
        var all: Bool
        var paths: [String]
    }

    /// How other objects are reached from one (`TraversalSpec`).
    struct Traversal {
        var type: String
        var path: String
        var skip: Bool
        /// Which traversals go on from there: the indices of those that are spelt out, and the names of the others.
        var next: [Int]
        var nextNames: [String]
    }

    /// An object to begin with.
    struct Start {
        var object: ManagedReference
        var skip: Bool
        var first: [Int]
        var firstNames: [String]
    }

    private(set) var properties: [PropertySet] = []
    private(set) var starts: [Start] = []
    private var traversals: [Traversal] = []
    private var names: [String: Int] = [:]

    /// Reads a `specSet`.
    init(_ element: XMLTreeElement) throws(SOAPFault) {
        for child in element.children {
            switch child.name {
            case "propSet": try addProperties(child)
            case "objectSet": try addStart(child)
            default: break
            }
        }
    }

    private mutating func addProperties(_ element: XMLTreeElement) throws(SOAPFault) {
        guard let type = element.child("type")?.trimmed, !type.isEmpty else { throw .invalidArgument("propSet.type") }
        let paths = element.children.filter { $0.name == "pathSet" }.map(\.trimmed)
        properties.append(PropertySet(type: type, all: try element.flag("all"), paths: paths))
    }

    private mutating func addStart(_ element: XMLTreeElement) throws(SOAPFault) {
        guard let object = element.child("obj").flatMap(ManagedReference.init) else {
            throw .invalidArgument("objectSet.obj")
        }
        let (first, firstNames) = try selections(element)
        starts.append(
            Start(object: object, skip: try element.flag("skip"), first: first, firstNames: firstNames))
    }

    /// What `selectSet` names, each name once.
    private mutating func selections(_ element: XMLTreeElement) throws(SOAPFault) -> ([Int], [String]) {
        var indices: [Int] = []
        var names: [String] = []
        var known: Set<String> = []
        for child in element.children where child.name == "selectSet" {
            guard child.attributes["type"]?.hasSuffix("TraversalSpec") == true || child.child("path") != nil else {
                guard let name = child.child("name")?.trimmed else { throw .invalidArgument("selectSet.name") }
                if known.insert(name).inserted { names.append(name) }
                continue
            }
            indices.append(try addTraversal(child))
        }
        return (indices, names)
    }

    private mutating func addTraversal(_ element: XMLTreeElement) throws(SOAPFault) -> Int {
        guard let type = element.child("type")?.trimmed, let path = element.child("path")?.trimmed else {
            throw .invalidArgument("selectSet.path")
        }
        let index = traversals.count
        let skip = try element.flag("skip")
        traversals.append(Traversal(type: type, path: path, skip: skip, next: [], nextNames: []))
        if let name = element.child("name")?.trimmed, !name.isEmpty { names[name] = index }
        let (next, nextNames) = try selections(element)
        traversals[index].next = next
        traversals[index].nextNames = nextNames
        return index
    }

    // MARK: Collecting

    /// The objects that are asked for, each once, in the order in which they are found.
    func objects(in inventory: Inventory) throws(SOAPFault) -> [ManagedReference] {
        var found: [ManagedReference] = []
        var known: Set<ManagedReference> = []
        // What lies behind a step is found once, however many objects lead to it.
        var taken: Set<Step> = []
        for start in starts {
            guard inventory.properties(of: start.object) != nil else { throw .managedObjectNotFound(start.object) }
            if !start.skip, known.insert(start.object).inserted { found.append(start.object) }
            for target in try reachable(from: start, in: inventory, &taken) where known.insert(target).inserted {
                found.append(target)
            }
        }
        return found
    }

    private struct Step: Hashable {
        let object: ManagedReference
        let traversal: Int
    }

    /// The objects that are reached by steps which were not taken before.
    private func reachable(
        from start: Start, in inventory: Inventory, _ taken: inout Set<Step>
    ) throws(SOAPFault) -> [ManagedReference] {
        var result: [ManagedReference] = []
        var steps: [Step] = []
        for traversal in try resolve(start.first, start.firstNames) {
            steps.append(Step(object: start.object, traversal: traversal))
        }
        var next = 0
        while next < steps.count {
            let step = steps[next]
            next += 1
            let traversal = traversals[step.traversal]
            guard taken.insert(step).inserted, Inventory.isKind(step.object, of: traversal.type),
                let property = inventory.properties(of: step.object)?.first(where: { $0.name == traversal.path })
            else { continue }
            let following = try resolve(traversal.next, traversal.nextNames)
            for target in property.value.targets {
                if !traversal.skip { result.append(target) }
                steps += following.map { Step(object: target, traversal: $0) }.filter { !taken.contains($0) }
            }
        }
        return result
    }

    private func resolve(_ indices: [Int], _ names: [String]) throws(SOAPFault) -> [Int] {
        var all = indices
        for name in names {
            guard let index = self.names[name] else { throw .invalidArgument("selectSet.name") }
            all.append(index)
        }
        return all
    }

    /// The properties of an object that are asked for and set, in the order of the object.
    func values(
        of object: ManagedReference, in inventory: Inventory
    ) throws(SOAPFault) -> [(name: String, value: ManagedValue)] {
        let sets = properties.filter { Inventory.isKind(object, of: $0.type) }
        let known = inventory.properties(of: object) ?? []
        let wanted = Set(sets.flatMap(\.paths))
        for path in wanted where !known.contains(where: { $0.name == path }) { throw .invalidProperty(path) }
        let all = sets.contains(where: \.all)
        return known.filter { (all || wanted.contains($0.name)) && $0.value != .unset }
    }
}

extension ManagedReference {
    /// Reads `<obj type="Folder">group-d1</obj>`.
    init?(_ element: XMLTreeElement) {
        guard let type = element.attributes["type"], !element.trimmed.isEmpty else { return nil }
        self.init(type, element.trimmed)
    }
}

extension XMLTreeElement {
    /// The first child of a name.
    func child(_ name: String) -> XMLTreeElement? { children.first { $0.name == name } }

    /// The text without white space around it.
    var trimmed: String {
        guard let first = text.utf8.firstIndex(where: { $0 > 0x20 }),
            let last = text.utf8.lastIndex(where: { $0 > 0x20 })
        else { return "" }
        return String(text[first..<text.utf8.index(after: last)])
    }

    /// A child that says true or false; false where it is not there.
    func flag(_ name: String) throws(SOAPFault) -> Bool {
        switch child(name)?.trimmed {
        case "true", "1": true
        case nil, "", "false", "0": false
        default: throw .invalidArgument(name)
        }
    }
}
