/// Where the bytes of documents come from. The file system is one; tests give files from memory.
public protocol FileProvider: Sendable {
    /// The bytes of the file at `path`.
    ///
    /// - Parameter path: The path that was asked for, or a reference resolved against the referring file's path.
    /// - Throws: ``FileReadError`` with a reason to print, or any other error.
    func read(_ path: String) throws -> [UInt8]
}

/// Why a file could not be read.
public struct FileReadError: Error, Sendable {
    /// The reason as part of a sentence, such as `no such file`.
    public var reason: String

    /// Makes an error of its reason.
    public init(reason: String) {
        self.reason = reason
    }
}

/// Files that are given as values, for documents that are not on disk.
public struct MemoryFiles: FileProvider {
    /// The bytes by normalised path.
    public var files: [String: [UInt8]]

    /// Files given as bytes.
    public init(_ files: [String: [UInt8]]) {
        self.files = files
    }

    /// Files given as text.
    public init(_ files: [String: String]) {
        self.files = files.mapValues { Array($0.utf8) }
    }

    public func read(_ path: String) throws -> [UInt8] {
        guard let bytes = files[path] else { throw FileReadError(reason: "no such file") }
        return bytes
    }
}
