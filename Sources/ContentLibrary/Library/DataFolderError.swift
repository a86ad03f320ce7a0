/// A data folder that the server must not work with.
public enum DataFolderError: Error, Equatable, CustomStringConvertible {
    /// There is content, and the database that says whose it is has gone: going on would take all of it for garbage.
    case contentWithoutDatabase(folder: String)
    /// Two datastores have one identifier, or one has that of the data folder, `datastore-1`.
    case duplicateDatastore(id: String)
    /// The identifier has other characters than letters, digits, `-`, `_` and `.`, or the folder is not an absolute path.
    case malformedDatastore(id: String)
    /// Two folders of content are the same, or one is in the other. The data folder is `datastore-1`.
    case nestedDatastores(id: String, path: String, other: String, otherPath: String)

    /// There is no library.
    case noLibrary(folder: String)
    /// A backup was cut off, and there is no earlier one in the folder.
    case incompleteBackup(folder: String)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .noLibrary(let folder): "\(folder) has no library: there is no library.sqlite in it"
        case .incompleteBackup(let folder):
            "\(folder) is a backup that was not finished; back up into it again, or use another one"
        case .contentWithoutDatabase(let folder):
            "\(folder) has content in objects/ but no library.sqlite that knows it; restore library.sqlite, or empty objects/"
        case .duplicateDatastore(let id):
            "there is more than one datastore \(id); give each an identifier of its own, other than datastore-1"
        case .malformedDatastore(let id):
            "the datastore \(id) needs an identifier of letters, digits, -, _ and ., and an absolute path"
        case .nestedDatastores(let id, let path, let other, let otherPath):
            """
            the datastores \(id) (\(path)) and \(other) (\(otherPath)) are one folder, or one is in the other; \
            give each a folder of its own (datastore-1 is the data folder)
            """
        }
    }
}
