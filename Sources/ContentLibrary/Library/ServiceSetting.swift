/// A setting of the service (`content.ConfigurationModel`), named as on the wire. Truth values are 0 and 1.
enum ServiceSetting: String, CaseIterable, Sendable {
    case automaticSyncEnabled = "automatic_sync_enabled"
    case automaticSyncStartHour = "automatic_sync_start_hour"
    case automaticSyncStopHour = "automatic_sync_stop_hour"
    case maximumConcurrentItemSyncs = "maximum_concurrent_item_syncs"
    case automaticSyncRefreshInterval = "automatic_sync_refresh_interval"
    case automaticSyncSettingRefreshInterval = "automatic_sync_setting_refresh_interval"
    case transferThrottlingBandwidthTotal = "transfer_throttling_bandwidth_total"
    case transferNfcMaxConcurrentTransfersPerHost = "transfer_nfc_max_concurrent_transfers_per_host"
    case transferThreadsPoolSize = "transfer_threads_pool_size"

    /// What people call it.
    var name: String {
        switch self {
        case .automaticSyncEnabled: "Automatic synchronization enabled"
        case .automaticSyncStartHour: "Hour at which automatic synchronization begins"
        case .automaticSyncStopHour: "Hour at which automatic synchronization ends"
        case .maximumConcurrentItemSyncs: "Items of a library synchronized at once"
        case .automaticSyncRefreshInterval: "Minutes between two automatic synchronizations of a library"
        case .automaticSyncSettingRefreshInterval: "Seconds until changed settings of synchronization are noticed"
        case .transferThrottlingBandwidthTotal: "Bandwidth of all transfers together, in megabits per second"
        case .transferNfcMaxConcurrentTransfersPerHost: "Files copied between datastores at once"
        case .transferThreadsPoolSize: "Files written, and files read, at once"
        }
    }

    /// The values it may have.
    var allowed: ClosedRange<Int64> {
        switch self {
        case .automaticSyncEnabled: 0...1
        case .automaticSyncStartHour, .automaticSyncStopHour: 0...23
        case .maximumConcurrentItemSyncs: 1...100
        case .automaticSyncRefreshInterval: 1...525_600
        case .automaticSyncSettingRefreshInterval: 1...86_400
        case .transferThrottlingBandwidthTotal: 0...1_000_000
        case .transferNfcMaxConcurrentTransfersPerHost: 1...64
        case .transferThreadsPoolSize: 1...256
        }
    }

    /// Whether a change takes effect when the server starts again.
    var needsRestart: Bool { self == .transferThreadsPoolSize }

    /// The value as long as nobody chose another: that of vCenter, where it has one.
    func initial(_ settings: LibrarySettings) -> Int64 {
        switch self {
        case .automaticSyncEnabled: 1
        case .automaticSyncStartHour: 20
        case .automaticSyncStopHour: 7
        case .maximumConcurrentItemSyncs: 5
        case .automaticSyncRefreshInterval: 240
        case .automaticSyncSettingRefreshInterval: 600
        case .transferThrottlingBandwidthTotal: 0
        case .transferNfcMaxConcurrentTransfersPerHost: 8
        case .transferThreadsPoolSize: Int64(settings.fileThreads)
        }
    }

    /// - Throws: InvalidArgument if it may not have the value.
    func check(_ value: Int64) throws(LibraryError) {
        guard !allowed.contains(value) else { return }
        throw .invalid(
            rawValue,
            LibraryMessage(
                "configuration.range", "{0} is not from {1} to {2}.", String(value), String(allowed.lowerBound),
                String(allowed.upperBound)))
    }
}

/// The settings of the service at one time.
struct ServiceConfiguration: Equatable, Sendable {
    private var values: [ServiceSetting: Int64]

    init(_ values: [ServiceSetting: Int64]) {
        self.values = values
    }

    subscript(setting: ServiceSetting) -> Int64 { values[setting] ?? 0 }

    /// Whether subscribed libraries that ask for it are synchronized automatically at all.
    var isAutomaticSyncEnabled: Bool { self[.automaticSyncEnabled] != 0 }
}
