import Dispatch
import Foundation
import Synchronization

/// Lets a command clean up when it is interrupted, by SIGINT (control-C) or SIGTERM: its task is cancelled. The second
/// signal ends the program at once.
final class Interruption: Sendable {
    private struct State {
        var action: (@Sendable () -> Void)?
        var signal: Int32?
    }

    private let state = Mutex(State())

    /// Says what the first signal does.
    func onFirst(_ action: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.action = action
            return state.signal != nil
        }
        if isLate { action() }
    }

    /// Takes the signals from now on.
    func listen() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler holds the source, which so lives as long as the program.
            source.setEventHandler { [self] in withExtendedLifetime(source) { interrupt(number) } }
            source.resume()
        }
    }

    /// Ends the program where a signal came, with the status that shells expect of it.
    func exitIfInterrupted() {
        guard let number = state.withLock({ $0.signal }) else { return }
        FileHandle.standardError.write(Data("interrupted\n".utf8))
        Foundation.exit(128 + number)
    }

    private func interrupt(_ number: Int32) {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        let action = state.withLock { state in
            state.signal = number
            return state.action
        }
        action?()
    }
}
