import Logging
import Synchronization

/// Copies content objects into another backing: read, summed again and compared, durable, and in place before anyone
/// hears of them. The copies have identifiers of their own; a transaction makes files refer to them, or nothing does.
struct ContentCopy: Sendable {
    private static let chunkLength = 1 << 20

    let environment: LibraryEnvironment

    /// - Parameters:
    ///   - progressed: told how many bytes of all are copied so far.
    /// - Returns: the copies by the identifiers of what they are copies of.
    /// - Throws: ResourceInaccessible if an object cannot be read or is not what it was. Nothing is left behind then.
    func copy(
        _ objects: [ContentObjectRecord], to backing: StorageBacking,
        progressed: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> [String: ContentObjectRecord] {
        guard !objects.isEmpty else { return [:] }
        let width = try await ConfigurationService(environment: environment)
            .get()[.transferNfcMaxConcurrentTransfersPerHost]
        let done = Atomic<Int64>(0)
        let report: @Sendable (Int) -> Void = { count in
            progressed(done.add(Int64(count), ordering: .relaxed).newValue)
        }
        return try await withThrowingTaskGroup(of: (String, ContentObjectRecord).self) { group in
            var rest = objects[...]
            func begin() {
                guard let object = rest.popFirst() else { return }
                group.addTask { (object.id, try await copy(object, to: backing, report)) }
            }
            for _ in 0..<width { begin() }
            var copies: [String: ContentObjectRecord] = [:]
            do {
                while let (id, copy) = try await group.next() {
                    copies[id] = copy
                    begin()
                }
                return copies
            } catch {
                group.cancelAll()
                while let result = await group.nextResult() {
                    if case .success(let (id, copy)) = result { copies[id] = copy }
                }
                await discard(copies)
                throw error
            }
        }
    }

    /// Removes the copies that no committed transaction knows.
    func discard(_ copies: [String: ContentObjectRecord]) async {
        for copy in copies.values {
            do { try await environment.discard(copy.id, in: copy.backing) } catch {
                environment.logger.warning("a copy stays until restart", metadata: ["error": "\(error)"])
            }
        }
    }

    private func copy(
        _ object: ContentObjectRecord, to backing: StorageBacking, _ report: @escaping @Sendable (Int) -> Void
    ) async throws -> ContentObjectRecord {
        let (backings, pool, id) = (environment.backings, environment.pools.upload, environment.ids.next())
        let (source, target) = try await pool.run {
            (try backings.folder(of: object.backing).openObject(object.id), try backings.folder(of: backing))
        }
        let file = try await pool.run { try StagingFile(id, in: target, declared: object.checksumAlgorithm) }
        do {
            var offset: Int64 = 0
            while offset < object.size {
                try Task.checkCancellation()
                let from = offset
                let count = try await pool.run {
                    let bytes = try source.read(at: from, count: Self.chunkLength)
                    try file.write(bytes)
                    return bytes.count
                }
                guard count > 0 else { break }
                offset += Int64(count)
                report(count)
            }
            return try await pool.run {
                let content = try file.finish(asObject: id)
                guard content.size == object.size, content.sha256 == object.sha256 else { throw Self.damaged(object) }
                try target.adopt(upload: id, asObject: id)
                var copy = object
                copy.id = id
                copy.backing = backing
                return copy
            }
        } catch {
            // This task may be cancelled, and the bytes must go nevertheless; what cannot go stays until restart.
            _ = await Task {
                try await environment.pools.removal.run {
                    try target.removeStaged(id)
                    try target.removeObject(id)
                }
            }.result
            throw (error as? FileSystemError)?.libraryError ?? error
        }
    }

    private static func damaged(_ object: ContentObjectRecord) -> LibraryError {
        LibraryError(
            .resourceInaccessible,
            LibraryMessage(
                "storage.damaged", "Content in {0} is not what was stored there.", object.backing.rawValue))
    }
}
