extension LibraryEnvironment {
    /// Puts staged bytes in their places, then says so.
    /// - Parameters:
    ///   - staged: the content of each upload, or part of one.
    ///   - record: the transaction that makes the content somebody's. Where it throws, the content goes again.
    func adopt(_ staged: [(upload: String, content: ReceivedContent)], record: () async throws -> Void) async throws {
        let backings = backings
        do {
            try await pools.upload.run {
                for (upload, content) in staged {
                    try backings.folder(of: content.backing).adopt(upload: upload, asObject: content.objectId)
                }
            }
            try await record()
        } catch {
            for (_, content) in staged { try await discard(content.objectId, in: content.backing) }
            throw error
        }
    }
}
