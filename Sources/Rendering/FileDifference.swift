#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What a file that is there has instead of the text that was rendered for it.
public struct FileDifference: Sendable, Equatable {
    /// The file's path.
    public let path: String
    private let difference: LineDifference

    /// Compares the text of a file with another.
    public init(path: String, old: String, new: String) {
        self.path = path
        difference = LineDifference(old: old, new: new)
    }

    /// The differences of those files that would be written and are there.
    public static func all(_ files: [RenderedFile], _ changes: FileChanges) -> [FileDifference] {
        let written = Set(changes.written)
        return files.filter { written.contains($0.path) }.compactMap { file in
            guard let old = FileManager.default.contents(atPath: file.path) else { return nil }
            return FileDifference(path: file.path, old: String(decoding: old, as: UTF8.self), new: file.text)
        }
    }

    /// The lines of the unified format (POSIX.1-2024, `diff -u`) without its two lines about the files.
    ///
    /// - Parameters:
    ///   - context: How many lines to show around what differs.
    ///   - lines: How many lines there may be; where there are more, the last one says how many.
    public func unified(context: Int = 2, lines limit: Int = .max) -> [String] {
        let lines = difference.hunks(context: context)
        guard lines.count > limit else { return lines }
        let shown = max(limit - 1, 0)
        return lines.prefix(shown) + ["… \(lines.count - shown) more lines"]
    }
}
