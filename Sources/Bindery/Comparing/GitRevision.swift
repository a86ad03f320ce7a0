internal import OpenAPI

/// The files of a repository as they were at a revision, with paths from the repository's top.
struct GitRevision: FileProvider {
    /// What `git rev-parse` understands, such as `HEAD~1`, a tag or a branch; empty for what is staged.
    let revision: String

    func read(_ path: String) throws -> [UInt8] {
        // Git would take what begins with a dot as relative to the current folder.
        let path = FilePath.normalized(path)
        if path == ".." || path.hasPrefix("../") { throw FileReadError(reason: "it is outside of the repository") }
        // `show` would print a folder as a list.
        do throws(GitCommand.Failure) {
            return try GitCommand.run(["cat-file", "blob", "--end-of-options", "\(revision):\(path)"])
        } catch {
            throw FileReadError(reason: error.reason)
        }
    }

    /// A path as it counts from the repository's top: one that begins with `.` or `..`, or is empty, is relative to the
    /// current folder.
    static func fromTop(_ path: String) throws(GitCommand.Failure) -> String {
        guard ["", ".", ".."].contains(path.prefix { $0 != "/" }), !path.hasPrefix("/") else {
            return FilePath.normalized(path)
        }
        let prefix = String(decoding: try GitCommand.run(["rev-parse", "--show-prefix"]), as: UTF8.self)
        return FilePath.normalized(prefix.filter { $0 != "\n" } + path)
    }
}
