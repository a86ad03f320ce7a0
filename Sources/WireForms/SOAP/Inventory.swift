/// A folder of the server's that its clients know as a datastore.
public struct WireDatastore: Sendable {
    /// How much room its disk has.
    public struct Space: Sendable {
        let capacity: Int64
        let free: Int64

        /// Makes the answer.
        /// - Parameters:
        ///   - capacity: the bytes there are.
        ///   - free: the bytes nobody uses.
        public init(capacity: Int64, free: Int64) {
            (self.capacity, self.free) = (capacity, free)
        }
    }

    let id: String
    let name: String
    let space: @Sendable () -> Space?

    /// Makes a datastore.
    /// - Parameters:
    ///   - id: how clients refer to it, like `datastore-1`.
    ///   - name: what people call it.
    ///   - space: looks how much room there is; nil where the folder cannot be reached.
    public init(id: String, name: String, space: @escaping @Sendable () -> Space?) {
        (self.id, self.name, self.space) = (id, name, space)
    }

    /// `Datastore.summary` and `Datastore.info`.
    fileprivate func properties(_ reference: ManagedReference) -> [(name: String, value: ManagedValue)] {
        let (space, url) = (space(), "ds:///vmfs/volumes/\(id)/")
        let free = XMLText.element("freeSpace", text: "\(space?.free ?? 0)")
        let named = XMLText.element("name", text: name) + XMLText.element("url", text: url)
        let summary =
            XMLText.reference("datastore", reference) + named
            + XMLText.element("capacity", text: "\(space?.capacity ?? 0)") + free
            + XMLText.element("accessible", text: "\(space != nil)") + "<type>OTHER</type>"
        let info =
            named + free + XMLText.element("maxFileSize", text: "\(Int64.max)")
            + XMLText.element("maxMemoryFileSize", text: "\(Int64.max)")
        return [
            ("summary", .object(type: "DatastoreSummary", content: summary)),
            ("info", .object(type: "DatastoreInfo", content: info)),
        ]
    }
}

/// Points to a managed object.
struct ManagedReference: Hashable {
    let type: String
    let id: String

    init(_ type: String, _ id: String) {
        (self.type, self.id) = (type, id)
    }
}

/// What a property of a managed object holds.
enum ManagedValue: Equatable {
    case text(String)
    case texts([String])
    case reference(ManagedReference)
    case references([ManagedReference])
    /// The data object of that type, as it is written.
    case object(type: String, content: String)
    /// A property that is not set.
    case unset

    /// The objects that a traversal reaches through the property.
    var targets: [ManagedReference] {
        switch self {
        case .reference(let reference): [reference]
        case .references(let references): references
        case .text, .texts, .object, .unset: []
        }
    }
}

/// The managed objects that there are: the root folder, one datacenter with its four folders, and the datastores.
struct Inventory {
    static let rootFolder = ManagedReference("Folder", "group-d1")
    static let propertyCollector = ManagedReference("PropertyCollector", "propertyCollector")
    static let sessionManager = ManagedReference("SessionManager", "SessionManager")
    private static let datacenter = ManagedReference("Datacenter", "datacenter-1")

    private var objects: [ManagedReference: [(name: String, value: ManagedValue)]] = [:]

    /// - Parameter session: the client's own, as it is written.
    init(datastores: [WireDatastore], session: String) {
        let stores = datastores.map { ManagedReference("Datastore", $0.id) }
        let folders:
            [(property: String, name: String, id: String, childTypes: [String], children: [ManagedReference])] = [
                ("vmFolder", "vm", "group-v2", ["VirtualMachine", "VirtualApp", "Folder"], []),
                ("hostFolder", "host", "group-h3", ["ComputeResource", "Folder"], []),
                ("datastoreFolder", "datastore", "group-s4", ["Datastore", "StoragePod", "Folder"], stores),
                ("networkFolder", "network", "group-n5", ["Network", "DistributedVirtualSwitch", "Folder"], []),
            ]
        objects[Self.rootFolder] = Self.folder("Datacenters", nil, ["Datacenter", "Folder"], [Self.datacenter])
        objects[Self.datacenter] =
            [("name", .text("Datacenter")), ("parent", .reference(Self.rootFolder))]
            + folders.map { ($0.property, .reference(ManagedReference("Folder", $0.id))) }
            + [("datastore", .references(stores)), ("network", .references([]))]
        for folder in folders {
            objects[ManagedReference("Folder", folder.id)] = Self.folder(
                folder.name, Self.datacenter, folder.childTypes, folder.children)
        }
        for (store, reference) in zip(datastores, stores) {
            let parent = ManagedReference("Folder", "group-s4")
            objects[reference] =
                [("name", .text(store.name)), ("parent", .reference(parent))] + store.properties(reference)
        }
        objects[ManagedReference("ServiceInstance", "ServiceInstance")] = [
            ("content", .object(type: "ServiceContent", content: ServiceContent.xml))
        ]
        objects[Self.sessionManager] = [("currentSession", .object(type: "UserSession", content: session))]
    }

    private static func folder(
        _ name: String, _ parent: ManagedReference?, _ childTypes: [String], _ children: [ManagedReference]
    ) -> [(name: String, value: ManagedValue)] {
        [
            ("name", .text(name)), ("parent", parent.map { .reference($0) } ?? .unset),
            ("childType", .texts(childTypes)), ("childEntity", .references(children)),
        ]
    }

    /// The properties of an object in their order; nil where there is no such object.
    func properties(of object: ManagedReference) -> [(name: String, value: ManagedValue)]? {
        objects[object] ?? ContainerView(object).flatMap { $0.properties(in: self) }
    }

    /// What is directly in a folder or a datacenter.
    func contents(of object: ManagedReference) -> [ManagedReference] {
        let names = ["childEntity", "vmFolder", "hostFolder", "datastoreFolder", "networkFolder"]
        return (objects[object] ?? []).filter { names.contains($0.name) }.flatMap(\.value.targets)
    }

    /// Whether an object is of a type, or of one that is made from it.
    static func isKind(_ object: ManagedReference, of type: String) -> Bool {
        if object.type == type || type == "ManagedObject" { return true }
        return type == "ManagedEntity" && ["Folder", "Datacenter", "Datastore"].contains(object.type)
    }
}
