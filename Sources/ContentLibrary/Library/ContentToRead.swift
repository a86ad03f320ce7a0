import Logging

/// A content object that is open for reading, whatever happens to it afterwards.
struct ContentToRead: Sendable {
    let name: String
    let size: Int64
    let sha256: String
    private let descriptor: FileDescriptor
    private let pool: BlockingPool
    private let bandwidth: BandwidthLimit
    var progressed: @Sendable (Range<Int64>) async throws -> Void = { _ in }

    /// Identical content has the identical tag; it never changes under one (`ETag`, `If-Range`).
    var entityTag: String { "\"\(sha256)\"" }

    private init(name: String, objectId: String, size: Int64, sha256: String, environment: LibraryEnvironment)
        async throws
    {
        self.name = name
        self.size = size
        self.sha256 = sha256
        pool = environment.pools.reading
        bandwidth = environment.bandwidth
        let folder = environment.folder
        descriptor = try await pool.run { try folder.openObject(objectId) }
    }

    /// Finds a file's object and opens it. Between the two an update may complete and the object go, which is then found
    /// anew; an object that is gone although it is still the file's is lost.
    static func open(
        _ name: String, environment: LibraryEnvironment,
        find: () async throws -> (objectId: String, size: Int64, sha256: String)
    ) async throws -> ContentToRead {
        var gone: String?
        while true {
            let object = try await find()
            do {
                return try await ContentToRead(
                    name: name, objectId: object.objectId, size: object.size, sha256: object.sha256,
                    environment: environment)
            } catch let error as FileSystemError {
                if error.isAbsence, gone != object.objectId {
                    gone = object.objectId
                    continue
                }
                environment.logger.error("content cannot be opened", metadata: ["error": "\(error)"])
                throw error.libraryError
            }
        }
    }

    func chunks(_ range: Range<Int64>) -> ObjectChunks {
        ObjectChunks(
            descriptor: descriptor, range: range.clamped(to: 0..<size), pool: pool, bandwidth: bandwidth,
            progressed: progressed)
    }
}
