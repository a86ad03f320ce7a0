import Testing

@testable import ContentLibrary

@Suite struct SynchronizationPauseTests {
    /// Changed settings are noticed after `automatic_sync_setting_refresh_interval`, and no library is due unseen.
    @Test(.timeLimit(.minutes(1))) func theConfigurationSaysHowOftenIsLooked() async throws {
        let test = try await TestLibrary.open()
        let configuration = test.core.configuration
        try await configuration.update([.automaticSyncSettingRefreshInterval: 45])
        let running = Task { await test.core.synchronization.run() }
        while test.clock.pauses.isEmpty { await Task.yield() }
        try await configuration.update([.automaticSyncSettingRefreshInterval: 600, .automaticSyncRefreshInterval: 2])
        while test.clock.pauses.last == .seconds(45) { await Task.yield() }
        running.cancel()
        await running.value
        #expect(test.clock.pauses.first == .seconds(45) && test.clock.pauses.last == .seconds(120))
    }
}
