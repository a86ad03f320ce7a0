import GRDB

extension LibraryEnvironment {
    /// Puts staged bytes in their places, then says so.
    /// - Parameters:
    ///   - staged: the content of each upload, or part of one.
    ///   - record: the transaction that makes the content somebody's. Where it throws, the content goes again.
    func adopt(_ staged: [(upload: String, content: ReceivedContent)], record: () async throws -> Void) async throws {
        let folder = folder
        do {
            try await pools.upload.run {
                for (upload, content) in staged { try folder.adopt(upload: upload, asObject: content.objectId) }
            }
            try await record()
        } catch {
            for (_, content) in staged { try await discard(content.objectId) }
            throw error
        }
    }

    /// The content is nobody's, so nobody will ever hear of the object. If it is somebody's after all (the answer of the
    /// commit was lost), the object stays.
    private func discard(_ object: String) async throws {
        let known = try await store.writeRegardless { db in try ContentObjectRecord.exists(db, key: object) }
        guard !known else { return }
        let folder = folder
        try await pools.removal.run { try folder.removeObject(object) }
    }
}
