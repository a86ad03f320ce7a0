import GRDB

/// The operations of `content.Configuration`: settings that the store keeps and that take effect at once, except where
/// the setting says that it needs a restart.
struct ConfigurationService: Sendable {
    let environment: LibraryEnvironment

    func get() async throws -> ServiceConfiguration {
        let settings = environment.settings
        return try await environment.store.read { db in try Self.read(db, settings: settings) }
    }

    /// Changes the settings that are given, all of them or none.
    ///
    /// - Throws: InvalidArgument if one may not have its value.
    func update(_ changes: [ServiceSetting: Int64]) async throws {
        for (setting, value) in changes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { try setting.check(value) }
        let configuration = try await environment.transaction { transaction in
            for (setting, value) in changes {
                try transaction.db.execute(
                    sql: """
                        INSERT INTO service_setting (name, value) VALUES (?, ?)
                        ON CONFLICT DO UPDATE SET value = excluded.value
                        """, arguments: [setting.rawValue, value])
            }
            return try Self.read(transaction.db, settings: transaction.settings)
        }
        environment.bandwidth.limit(to: configuration)
    }

    static func read(_ db: Database, settings: LibrarySettings) throws -> ServiceConfiguration {
        var values = Dictionary(uniqueKeysWithValues: ServiceSetting.allCases.map { ($0, $0.initial(settings)) })
        for row in try Row.fetchAll(db, sql: "SELECT name, value FROM service_setting") {
            // A setting that a later version had is not one of ours.
            if let setting = ServiceSetting(rawValue: row["name"]) { values[setting] = row["value"] }
        }
        return ServiceConfiguration(values)
    }
}
