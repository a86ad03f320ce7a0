import ContentLibraryTransfers
import Foundation
import Synchronization

/// A bar on standard error that shows how far a transfer is; nothing where that is no terminal.
final class ProgressBar: Sendable {
    private static let width = 30

    private let isShown = isatty(STDERR_FILENO) == 1
    private let last = Mutex<(file: String, percent: Int)>(("", -1))

    func show(_ progress: TransferProgress) {
        guard isShown, let percent = progress.percent else { return }
        let isNews = last.withLock { last in
            defer { last = (progress.file, percent) }
            return last != (progress.file, percent)
        }
        guard isNews else { return }
        let filled = percent * Self.width / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        let end = percent == 100 ? "\n" : ""
        FileHandle.standardError.write(Data("\r\(progress.file)  \(bar) \(percent) %\(end)".utf8))
    }
}

/// Sizes as people read them.
func readable(bytes: Int64?) -> String {
    guard let bytes else { return "-" }
    var value = Double(bytes)
    var unit = 0
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    while value >= 1024, unit < units.count - 1 {
        value /= 1024
        unit += 1
    }
    return unit == 0 ? "\(bytes) B" : String(format: "%.1f %@", value, units[unit] as NSString)
}
