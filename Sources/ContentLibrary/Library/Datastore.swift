/// A named folder of the server's that the API knows as a datastore (`library.StorageBacking`).
public struct Datastore: Hashable, Sendable {
    /// How clients name it, like `datastore-1`.
    public var id: String
    /// What people call it.
    public var name: String
    /// The folder.
    public var path: String

    /// Makes a datastore.
    public init(id: String, name: String, path: String) {
        self.id = id
        self.name = name
        self.path = path
    }
}

extension Datastore {
    /// Whether these can be the datastores of a server.
    /// - Throws: ``DataFolderError`` if one has no valid identifier or path, or two have the same identifier.
    public static func check(_ datastores: [Datastore]) throws(DataFolderError) {
        var known: Set<String> = [StorageBacking.data.rawValue]
        for datastore in datastores {
            guard isIdentifier(datastore.id), datastore.path.hasPrefix("/") else {
                throw .malformedDatastore(id: datastore.id)
            }
            guard known.insert(datastore.id).inserted else { throw .duplicateDatastore(id: datastore.id) }
        }
    }

    private static func isIdentifier(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count) && id != "." && id != ".."
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
