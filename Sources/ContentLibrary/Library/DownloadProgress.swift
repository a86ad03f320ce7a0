import Foundation
import GRDB
import Synchronization

/// Tells the store how far a download has come: now and then while it goes on, which keeps its session alive, and when
/// every byte of the file went, in whatever number of requests.
final class DownloadProgress: Sendable {
    private let key: DownloadCoverage.Key
    private let size: Int64
    private let environment: LibraryEnvironment
    private let lastReport: Mutex<Date>

    init(key: DownloadCoverage.Key, size: Int64, environment: LibraryEnvironment) {
        self.key = key
        self.size = size
        self.environment = environment
        lastReport = Mutex(environment.clock.now())
    }

    /// - Parameter sent: which bytes of the file went.
    /// - Throws: NotFound or NotAllowedInCurrentState if the session is over, which ends the download.
    @Sendable func report(_ sent: Range<Int64>) async throws {
        let covered = environment.coverage.add(sent, to: key)
        let now = environment.clock.now()
        let due = lastReport.withLock { last in
            guard now.timeIntervalSince(last) >= environment.settings.sessionTimeout / 4 else { return false }
            last = now
            return true
        }
        guard due || covered == size else { return }
        let key = key
        let result = try await environment.transaction { transaction in
            let result = try DownloadSessionTransaction(transaction).run(.readFile(name: key.file), on: key.session)
            try transaction.db.execute(
                sql: """
                    UPDATE download_session_file SET bytes_transferred = max(bytes_transferred, min(size, ?))
                    WHERE session_id = ? AND name = ?
                    """, arguments: [covered, key.session, key.file])
            return result
        }
        if covered == size { environment.coverage.forget(key) }
        if let refusal = result.refusal { throw refusal }
    }
}
