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
