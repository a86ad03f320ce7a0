internal import OpenAPI

/// The files of a repository as they were at a revision, with paths from the repository's top.
struct GitRevision: FileProvider {
    /// What `git rev-parse` understands, such as `HEAD~1`, a tag or a branch; empty for what is staged.
    let revision: String

    func read(_ path: String) throws -> [UInt8] {
        // `show` would print a folder as a list.
        do throws(GitCommand.Failure) {
            return try GitCommand.run(["cat-file", "blob", "\(revision):\(path)"])
        } catch {
            throw FileReadError(reason: error.reason)
        }
    }

    /// A path as it counts from the repository's top: one that begins with a dot is relative to the current folder.
    static func fromTop(_ path: String) throws(GitCommand.Failure) -> String {
        guard path.hasPrefix("./") || path.hasPrefix("../") else { return FilePath.normalized(path) }
        let prefix = String(decoding: try GitCommand.run(["rev-parse", "--show-prefix"]), as: UTF8.self)
        return FilePath.normalized(prefix.filter { $0 != "\n" } + path)
    }
}
