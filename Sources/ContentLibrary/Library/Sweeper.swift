import Foundation
import GRDB
import Logging

/// Deletes what has outlived its time: expired and long finished sessions, old client tokens, and the garbage of both.
///
/// Expiry does not wait for it: a session whose time is over is NotFound for everyone from that instant.
struct Sweeper: Sendable {
    let environment: LibraryEnvironment
    /// The login sessions, where there are any to sweep.
    var logins: LoginSessions?

    func sweep() async throws {
        let (aborted, downloading) = try await environment.transaction { transaction in
            let db = transaction.db
            let updates = try String.fetchAll(
                db, sql: "SELECT id FROM update_session WHERE expiration_time <= ?", arguments: [transaction.now])
            let downloads = try String.fetchAll(
                db, sql: "SELECT id FROM download_session WHERE expiration_time <= ?", arguments: [transaction.now])
            var aborted: [String] = []
            for id in updates { aborted += try UpdateSessionTransaction(transaction).expire(id) }
            for id in downloads { try DownloadSessionTransaction(transaction).expire(id) }
            try TaskRecord.forgetOld(db, now: transaction.now)
            try ClientTokens(db: db, now: transaction.now).forgetOld()
            let downloading = try String.fetchSet(
                db, sql: "SELECT id FROM download_session WHERE state = ?",
                arguments: [DownloadSessionState.active.rawValue])
            return (aborted, downloading)
        }
        environment.coverage.keep(sessions: downloading)
        environment.transfers.abort(aborted)
        try await logins?.sweep()
        await environment.garbage.collect()
        try await environment.settings.auditLog?.sync()
    }

    /// Sweeps again and again until it is cancelled.
    func run(every seconds: Double = 15) async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(seconds))
                try await sweep()
                // What could not begin when it was added: the disk may have been full.
                PullService(environment: environment).startSoon()
            } catch is CancellationError {
                return
            } catch {
                environment.logger.error("the sweep failed", metadata: ["error": "\(error)"])
            }
        }
    }
}
