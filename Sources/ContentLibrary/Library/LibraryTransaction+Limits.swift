import GRDB

/// What is held against ``LibraryLimits`` inside the transaction that would exceed them. Each check runs after the change;
/// throwing undoes it.
extension LibraryTransaction {
    func checkFileCount(ofSession id: String) throws {
        let limit = settings.limits.filesPerSession
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM update_session_file WHERE session_id = ?", arguments: [id])
        guard count ?? 0 <= limit else {
            throw LibraryError.tooManyFiles(limit)
        }
    }

    func checkItemCount(ofLibrary id: String) throws {
        let limit = settings.limits.itemsPerLibrary
        let count = try Int.fetchOne(
            db, sql: "SELECT items FROM library_item_count WHERE library_id = ?", arguments: [id])
        guard count ?? 0 <= limit else {
            throw LibraryError.limit("items", "A library has at most {0} items.", limit)
        }
    }

    func checkUpdateSessionCount(of user: Principal) throws {
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM update_session WHERE user = ? AND state = 'ACTIVE' AND expiration_time > ?",
            arguments: [user.name, now])
        try checkSessionCount(count ?? 0)
    }

    func checkDownloadSessionCount(of user: Principal) throws {
        let count = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM download_session WHERE user = ? AND state = 'ACTIVE' AND expiration_time > ?",
            arguments: [user.name, now])
        try checkSessionCount(count ?? 0)
    }

    private func checkSessionCount(_ count: Int) throws {
        let limit = settings.limits.sessionsPerUser
        guard count <= limit else {
            throw LibraryError.limit("sessions", "A user has at most {0} active sessions of a kind.", limit)
        }
    }

    /// - Parameter announced: bytes that are to come, beyond what is here.
    func checkQuotas(ofSession id: String, announced: Int64 = 0) throws {
        guard let library = try UpdateSessionRecord.library(db, of: id) else { return }
        try checkQuotas(ofLibrary: library, announced: announced)
    }

    /// - Parameter announced: bytes that are to come, beyond what is here.
    func checkQuotas(ofLibrary id: String, announced: Int64 = 0) throws {
        try StorageQuotas(settings.limits).check(db, library: id, announced: announced)
    }
}

extension LibraryError {
    static func tooManyFiles(_ limit: Int) -> LibraryError {
        .limit("files", "An update session has at most {0} files.", limit)
    }
}
