/// The rule of `client_progress` that both kinds of session share.
enum SessionProgress {
    /// Progress only grows: a value that is not greater than the current one keeps the session alive and changes
    /// nothing ("should be greater than the current one"); one that is no percentage is refused.
    static func effects(of given: Int64?, after current: Int64) throws(LibraryError) -> [UpdateSessionEffect] {
        guard let progress = try check(given), progress > current else { return [.extendLifetime] }
        return [.setProgress(progress), .extendLifetime]
    }

    static func check(_ given: Int64?) throws(LibraryError) -> Int64? {
        guard let given else { return nil }
        guard (0...100).contains(given) else {
            throw .invalid(
                "client_progress",
                LibraryMessage(
                    "session.progress_range", "Progress is a percentage from 0 to 100, not {0}.", String(given)))
        }
        return given
    }
}
