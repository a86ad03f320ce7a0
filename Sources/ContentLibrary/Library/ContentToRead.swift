import Logging

/// A content object that is open for reading, whatever happens to it afterwards.
struct ContentToRead: Sendable {
    let name: String
    let size: Int64
    let sha256: String
    private let objectId: String
    private let stamp: ObjectIntegrity.Stamp
    private let descriptor: FileDescriptor
    private let pool: BlockingPool
    private let bandwidth: BandwidthLimit
    private let integrity: ObjectIntegrity
    private let logger: Logger
    var progressed: @Sendable (Range<Int64>) async throws -> Void = { _ in }

    /// Identical content has the identical tag; it never changes under one (`ETag`, `If-Range`).
    var entityTag: String { "\"\(sha256)\"" }

    init(name: String, object: ContentObjectRecord, environment: LibraryEnvironment) async throws {
        self.name = name
        size = object.size
        sha256 = object.sha256
        pool = environment.pools.reading
        bandwidth = environment.bandwidth
        let backings = environment.backings
        let (folder, descriptor, stamp) = try await pool.run {
            let folder = try backings.folder(of: object.backing)
            let descriptor = try folder.openObject(object.id)
            return (folder, descriptor, try descriptor.stamp())
        }
        (self.descriptor, self.stamp) = (descriptor, stamp)
        objectId = object.id
        integrity = folder.integrity
        logger = environment.logger
        guard stamp.size == size, integrity.verdict(objectId, stamp) != .damaged else { throw damage() }
    }

    /// Finds a file's object and opens it. Between the two an update may complete and the object go, which is then found
    /// anew; an object that is gone although it is still the file's is lost.
    ///
    /// - Throws: ResourceInaccessible if what is on the disk is not what was committed: its size is another, or reading it
    ///   showed another digest.
    static func open(
        _ name: String, environment: LibraryEnvironment,
        find: () async throws -> ContentObjectRecord
    ) async throws -> ContentToRead {
        var gone: String?
        while true {
            let object = try await find()
            do {
                return try await ContentToRead(name: name, object: object, environment: environment)
            } catch let error as FileSystemError {
                if error.isAbsence, gone != object.id {
                    gone = object.id
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
            check: range == 0..<size ? check : nil, progressed: progressed)
    }

    /// Who reads all of the file learns whether it is still what it was; once for as long as nobody touches it.
    private var check: ObjectChunks.Check? {
        guard integrity.verdict(objectId, stamp) == nil else { return nil }
        return ObjectChunks.Check(sha256: sha256) { isWhole in
            integrity.note(objectId, stamp, isWhole ? .whole : .damaged)
            if !isWhole { throw damage() }
        }
    }

    private func damage() -> LibraryError {
        logger.error(
            "content is damaged", metadata: ["object": "\(objectId)", "file": "\(name)", "size": "\(stamp.size)"])
        return .damaged(name)
    }
}
