import GRDB

/// What is counted when somebody looks, rather than whenever it changes.
struct LibraryGauges: Sendable {
    let environment: LibraryEnvironment

    /// Brings the gauges up to date.
    func refresh() async throws {
        let counts = try await environment.store.read { db in
            (
                updates: try Self.sessions(db, "update_session"), downloads: try Self.sessions(db, "download_session"),
                objects: try Int64.fetchOne(db, sql: "SELECT count(*) FROM content_object") ?? 0,
                bytes: try Int64.fetchOne(db, sql: "SELECT coalesce(sum(size), 0) FROM content_object") ?? 0,
                libraries: try Int64.fetchOne(db, sql: "SELECT count(*) FROM library") ?? 0,
                items: try Int64.fetchOne(db, sql: "SELECT count(*) FROM library_item") ?? 0
            )
        }
        let metrics = environment.metrics
        for state in UpdateSessionState.allCases {
            let count = counts.updates[state.rawValue] ?? 0
            metrics.gauge("content_library_update_sessions", count, [("state", state.rawValue)])
        }
        for state in DownloadSessionState.allCases {
            let count = counts.downloads[state.rawValue] ?? 0
            metrics.gauge("content_library_download_sessions", count, [("state", state.rawValue)])
        }
        metrics.gauge("content_library_stored_objects", counts.objects)
        metrics.gauge("content_library_stored_bytes", counts.bytes)
        metrics.gauge("content_library_libraries", counts.libraries)
        metrics.gauge("content_library_items", counts.items)
    }

    private static func sessions(_ db: Database, _ table: String) throws -> [String: Int64] {
        let rows = try Row.fetchAll(db, sql: "SELECT state, count(*) AS sessions FROM \(table) GROUP BY state")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["state"], $0["sessions"]) })
    }
}
