import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryServer

/// `Content.Configuration`: the settings of the service as a whole.
struct ConfigurationHandler: ContentConfigurationHandler {
    typealias Operations = ContentConfiguration

    let configuration: ConfigurationService

    func get(_ input: Operations.Get.Input, context: RequestContext) async throws -> Operations.Get.Output {
        let configuration = try await configuration.get()
        var model = ConfigurationModel(automaticSyncEnabled: configuration.isAutomaticSyncEnabled)
        model.automaticSyncEnabledSetting = ServiceSetting.automaticSyncEnabled.model(
            constraints: [[ConfigurationSettingConstraintType.enumeration.rawValue: "true, false"]])
        for member in ConfigurationModel.numbers {
            model[keyPath: member.value] = configuration[member.setting]
            model[keyPath: member.description] = member.setting.rangeModel
        }
        return model
    }

    func update(_ input: Operations.Update.Input, context: RequestContext) async throws -> Operations.Update.Output {
        var changes: [ServiceSetting: Int64] = [:]
        if let enabled = input.body.automaticSyncEnabled { changes[.automaticSyncEnabled] = enabled ? 1 : 0 }
        for member in ConfigurationModel.numbers {
            if let value = input.body[keyPath: member.value] { changes[member.setting] = value }
        }
        // It is never reported either: there is one kind of transfer here.
        if input.body.priorityTransferThreadsPoolSize != nil {
            throw LibraryError.invalid(
                "priority_transfer_threads_pool_size",
                LibraryMessage("configuration.no_setting", "This server does not have the setting."))
        }
        try await configuration.update(changes)
    }
}

extension ConfigurationModel {
    /// The members of the model that are numbers, with the setting that each is.
    fileprivate static var numbers:
        [(
            setting: ServiceSetting, value: WritableKeyPath<Self, Int64?>,
            description: WritableKeyPath<Self, ConfigurationSetting?>
        )]
    {
        [
            (.automaticSyncStartHour, \.automaticSyncStartHour, \.automaticSyncStartHourSetting),
            (.automaticSyncStopHour, \.automaticSyncStopHour, \.automaticSyncStopHourSetting),
            (.maximumConcurrentItemSyncs, \.maximumConcurrentItemSyncs, \.maximumConcurrentItemSyncsSetting),
            (.automaticSyncRefreshInterval, \.automaticSyncRefreshInterval, \.automaticSyncRefreshIntervalSetting),
            (
                .automaticSyncSettingRefreshInterval, \.automaticSyncSettingRefreshInterval,
                \.automaticSyncSettingRefreshIntervalSetting
            ),
            (
                .transferThrottlingBandwidthTotal, \.transferThrottlingBandwidthTotal,
                \.transferThrottlingBandwidthTotalSetting
            ),
            (
                .transferNfcMaxConcurrentTransfersPerHost, \.transferNfcMaxConcurrentTransfersPerHost,
                \.transferNfcMaxConcurrentTransfersPerHostSetting
            ),
            (.transferThreadsPoolSize, \.transferThreadsPoolSize, \.transferThreadsPoolSizeSetting),
        ]
    }
}

extension ServiceSetting {
    fileprivate func model(constraints: [[String: String]]) -> ConfigurationSetting {
        ConfigurationSetting(name: name, rebootRequired: needsRestart, constraints: constraints)
    }

    fileprivate var rangeModel: ConfigurationSetting {
        model(constraints: [
            [ConfigurationSettingConstraintType.minInclusive.rawValue: String(allowed.lowerBound)],
            [ConfigurationSettingConstraintType.maxInclusive.rawValue: String(allowed.upperBound)],
        ])
    }
}
