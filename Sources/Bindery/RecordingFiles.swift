internal import OpenAPI
internal import Synchronization

/// The file system, with a list of what was asked of it: what to look at to know whether a document has changed.
final class RecordingFiles: FileProvider {
    private let recorded = Mutex<[String]>([])

    /// The paths in the order of first use, also those of files that are not there.
    var paths: [String] { recorded.withLock { $0 } }

    func read(_ path: String) throws -> [UInt8] {
        recorded.withLock { $0.append(path) }
        return try DiskFiles().read(path)
    }
}
