import Foundation
import GRDB
import Logging

/// Has libraries and items synchronized: when somebody asks, when it is time, and when a server ended in the middle.
struct SynchronizationService: Sendable {
    let environment: LibraryEnvironment

    @discardableResult
    func start(_ scope: LiveSynchronizations.Scope, of library: String) -> Task<Void, Never>? {
        environment.synchronizations.enqueue(scope, of: library) {
            await LibrarySynchronization(library: library, environment: environment).run(scope)
        }
    }

    /// Goes on with what the last server did not end.
    func resume() async throws {
        let libraries = try await environment.store.read { db in
            try String.fetchAll(db, sql: "SELECT library_id FROM library_subscription WHERE is_syncing = 1")
        }
        for library in libraries { start(.library, of: library) }
    }

    /// Starts what is due: libraries that ask for automatic synchronization, in the hours that the configuration sets
    /// aside for it, once an interval (`content.Configuration`).
    /// - Returns: their identifiers.
    @discardableResult
    func startDue() async throws -> [String] {
        let now = environment.clock.now()
        let settings = environment.settings
        let due = try await environment.store.read { db -> [String] in
            let configuration = try ConfigurationService.read(db, settings: settings)
            guard configuration.synchronizes(at: now) else { return [] }
            let interval = TimeInterval(configuration[.automaticSyncRefreshInterval] * 60)
            return try String.fetchAll(
                db,
                sql: """
                    SELECT library_id FROM library_subscription JOIN library ON library.id = library_id
                    WHERE automatic_sync_enabled = 1 AND library.state = 'ACTIVE' AND coalesce(last_attempt_time, '') <= ?
                    ORDER BY library_id
                    """, arguments: [now.addingTimeInterval(-interval)])
        }
        let started = due.filter { !environment.synchronizations.isBusy($0) }
        for library in started { start(.library, of: library) }
        return started
    }

    /// Starts what is due again and again until it is cancelled; ends what runs then.
    func run() async {
        do { try await resume() } catch { log(error) }
        while !Task.isCancelled {
            do {
                try await startDue()
                let configuration = try await ConfigurationService(environment: environment).get()
                try await environment.clock.sleep(configuration.synchronizationPause)
            } catch is CancellationError {
                break
            } catch {
                log(error)
                try? await environment.clock.sleep(.seconds(60))
            }
        }
        await environment.synchronizations.stop()
    }

    private func log(_ error: any Error) {
        environment.logger.error("automatic synchronization failed", metadata: ["error": "\(error)"])
    }
}

extension ServiceConfiguration {
    /// Until the next look at what is due, which is what notices changed settings; sooner where a library is due sooner
    /// (`content.ConfigurationModel.automatic_sync_setting_refresh_interval`).
    var synchronizationPause: Duration {
        .seconds(min(self[.automaticSyncSettingRefreshInterval], self[.automaticSyncRefreshInterval] * 60))
    }

    /// Whether automatic synchronization may begin at this time. The hours are those of UTC; where the last is before the
    /// first, the night is between them.
    func synchronizes(at time: Date) -> Bool {
        guard isAutomaticSyncEnabled else { return false }
        let hour = Int64(time.timeIntervalSince1970 / 3600) % 24
        let (start, stop) = (self[.automaticSyncStartHour], self[.automaticSyncStopHour])
        if start == stop { return true }
        return start < stop ? (start..<stop).contains(hour) : hour >= start || hour < stop
    }
}
