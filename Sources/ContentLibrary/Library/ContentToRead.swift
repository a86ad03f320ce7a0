import Logging

/// A content object that is open for reading, whatever happens to it afterwards.
struct ContentToRead: Sendable {
    let name: String
    let size: Int64
    let sha256: String
    private let descriptor: FileDescriptor
    private let pool: BlockingPool
    var progressed: @Sendable (Int64) async throws -> Void = { _ in }

    /// Identical content has the identical tag; it never changes under one (`ETag`, `If-Range`).
    var entityTag: String { "\"\(sha256)\"" }

    init(name: String, objectId: String, size: Int64, sha256: String, environment: LibraryEnvironment) async throws {
        self.name = name
        self.size = size
        self.sha256 = sha256
        pool = environment.pool
        let folder = environment.folder
        do {
            descriptor = try await environment.pool.run { try folder.openObject(objectId) }
        } catch let error as FileSystemError {
            environment.logger.error("content cannot be opened", metadata: ["error": "\(error)"])
            throw error.libraryError
        }
    }

    func chunks(_ range: Range<Int64>) -> ObjectChunks {
        ObjectChunks(descriptor: descriptor, range: range.clamped(to: 0..<size), pool: pool, progressed: progressed)
    }
}
