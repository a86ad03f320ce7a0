#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Why the file system refused.
struct FileAccessError: Error {
    let reason: String

    /// Does `body`, and says of its errors what they are about.
    static func wrap(_ path: String, _ body: () throws -> Void) throws(FileAccessError) {
        do {
            try body()
        } catch let error as CocoaError {
            throw FileAccessError(reason: "'\(path)': \(error.localizedReason)")
        } catch {
            let line = String(describing: error).split(whereSeparator: \.isNewline).first.map(String.init)
            throw FileAccessError(reason: "'\(path)': \(line ?? "unknown error")")
        }
    }
}

extension CocoaError {
    fileprivate var localizedReason: String {
        switch code {
        case .fileWriteNoPermission, .fileReadNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space left"
        case .fileWriteVolumeReadOnly: "the volume is read-only"
        case .fileWriteFileExists: "a file stands where a folder must be"
        case .fileNoSuchFile, .fileReadNoSuchFile: "no such file"
        default: "error \(code.rawValue) of the file system"
        }
    }
}
