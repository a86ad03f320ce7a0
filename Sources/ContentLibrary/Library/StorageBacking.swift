/// The one place where content lives: the server's data folder, which the API knows as a datastore.
enum StorageBacking {
    static let type = "DATASTORE"
    static let datastoreId = "datastore-1"

    /// A backing as a client names it (`Library.StorageBacking`).
    struct Request: Equatable, Sendable {
        var type: String?
        var datastoreId: String?

        static let datastore = Request(type: StorageBacking.type, datastoreId: StorageBacking.datastoreId)
    }

    /// A local library has exactly one backing, and it is ours (`LocalLibrary.create`).
    static func check(_ backings: [Request]?) throws(LibraryError) {
        guard let backings, !backings.isEmpty else { throw .missing("storage_backings") }
        guard backings == [.datastore] else {
            throw .invalid(
                "storage_backings",
                LibraryMessage(
                    "library.backing", "This server has one storage backing, the {0} {1}.", type, datastoreId))
        }
    }

    /// Where a file is in the datastore (`item.Storage.Info.storage_uris`).
    static func uri(ofObject id: String) -> String {
        "ds:///vmfs/volumes/\(datastoreId)/objects/\(id)"
    }
}
