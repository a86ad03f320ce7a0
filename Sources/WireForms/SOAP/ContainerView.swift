import BinderyXML

/// A view of what is in a container (`ViewManager.CreateContainerView`).
///
/// All that it is stands in its identifier, so that there is nothing to keep between the requests, and nothing to forget.
struct ContainerView: Hashable {
    static let manager = ManagedReference("ViewManager", "ViewManager")
    private static let type = "ContainerView"
    /// How many types one may name.
    private static let typeLimit = 32

    let container: ManagedReference
    /// The types of objects that are wanted; empty for all.
    let types: [String]
    /// Whether what is in the contents counts too.
    let isRecursive: Bool

    /// Reads the arguments of `CreateContainerView`.
    init(_ call: XMLTreeElement, in inventory: Inventory) throws(SOAPFault) {
        guard call.child("_this").flatMap(ManagedReference.init) == Self.manager else {
            throw .invalidArgument("_this")
        }
        guard let container = call.child("container").flatMap(ManagedReference.init) else {
            throw .invalidArgument("container")
        }
        guard inventory.properties(of: container) != nil else { throw .managedObjectNotFound(container) }
        self.container = container
        types = call.children.filter { $0.name == "type" }.map(\.trimmed)
        guard types.count <= Self.typeLimit, types.allSatisfy(Self.isName) else { throw .invalidArgument("type") }
        isRecursive = try call.flag("recursive")
    }

    /// - Returns: nil for a reference that is no view.
    init?(_ reference: ManagedReference) {
        let parts = reference.id.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard reference.type == Self.type, parts.count == 4, ["all", "direct"].contains(parts[0]) else { return nil }
        isRecursive = parts[0] == "all"
        container = ManagedReference(parts[1], parts[2])
        types = parts[3].split(separator: ",").map(String.init)
        guard types.count <= Self.typeLimit, types.allSatisfy(Self.isName) else { return nil }
    }

    var reference: ManagedReference {
        let parts = [isRecursive ? "all" : "direct", container.type, container.id, types.joined(separator: ",")]
        return ManagedReference(Self.type, parts.joined(separator: ":"))
    }

    /// The properties of the view; nil where there is no such container.
    func properties(in inventory: Inventory) -> [(name: String, value: ManagedValue)]? {
        guard inventory.properties(of: container) != nil else { return nil }
        let found = contents(in: inventory).filter { object in
            types.isEmpty || types.contains { Inventory.isKind(object, of: $0) }
        }
        return [
            ("container", .reference(container)), ("type", .texts(types)), ("view", .references(found)),
        ]
    }

    private func contents(in inventory: Inventory) -> [ManagedReference] {
        var found: [ManagedReference] = []
        var waiting = [container]
        while let object = waiting.popLast() {
            let inside = inventory.contents(of: object).filter { !found.contains($0) }
            found += inside
            if isRecursive { waiting += inside }
        }
        return found
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    }
}
