/// A data folder that the server must not work with.
public enum DataFolderError: Error, Equatable, CustomStringConvertible {
    /// There is content, and the database that says whose it is has gone: going on would take all of it for garbage.
    case contentWithoutDatabase(folder: String)

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
        }
    }
}
