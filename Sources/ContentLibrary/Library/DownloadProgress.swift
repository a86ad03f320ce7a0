import Foundation
import GRDB
import Synchronization

/// Tells the store how far a download has come: now and then while it goes on, which keeps its session alive, and at
/// its end.
final class DownloadProgress: Sendable {
    private let file: DownloadFileRecord
    private let environment: LibraryEnvironment
    private let lastReport: Mutex<Date>

    init(file: DownloadFileRecord, environment: LibraryEnvironment) {
        self.file = file
        self.environment = environment
        lastReport = Mutex(environment.clock.now())
    }

    /// - Throws: NotFound or NotAllowedInCurrentState if the session is over, which ends the download.
    @Sendable func report(_ sent: Int64) async throws {
        let now = environment.clock.now()
        let due = lastReport.withLock { last in
            guard now.timeIntervalSince(last) >= environment.settings.sessionTimeout / 4 else { return false }
            last = now
            return true
        }
        guard due || sent == file.size else { return }
        let file = file
        let result = try await environment.transaction { transaction in
            let result = try DownloadSessionTransaction(transaction).run(.readFile(name: file.name), on: file.sessionId)
            try transaction.db.execute(
                sql: """
                    UPDATE download_session_file SET bytes_transferred = max(bytes_transferred, min(size, ?))
                    WHERE session_id = ? AND name = ?
                    """, arguments: [sent, file.sessionId, file.name])
            return result
        }
        if let refusal = result.refusal { throw refusal }
    }
}
