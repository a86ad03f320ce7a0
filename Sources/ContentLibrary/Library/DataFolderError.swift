/// A data folder that the server must not work with.
public enum DataFolderError: Error, Equatable, CustomStringConvertible {
    /// There is content, and the database that says whose it is has gone: going on would take all of it for garbage.
    case contentWithoutDatabase(folder: String)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .contentWithoutDatabase(let folder):
            "\(folder) has content in objects/ but no library.sqlite that knows it; restore library.sqlite, or empty objects/"
        }
    }
}
