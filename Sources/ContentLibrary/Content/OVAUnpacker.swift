import ContentFormats
import Synchronization

/// Takes an OVA apart while it is received: each of its files goes into a staging file of its own, and is durable before
/// the next one begins. It blocks: use it on a `BlockingPool`.
final class OVAUnpacker: UploadSink {
    /// A file that came whole.
    struct Member: Equatable, Sendable {
        var name: String
        /// Its name in `staging/`.
        var staged: String
        var content: ReceivedContent
    }

    private struct Current {
        var name: String
        var staged: String
        var file: StagingFile
    }

    private struct Progress {
        var reader: OVAReader
        var current: Current?
        var members: [Member] = []
        var size: Int64 = 0
    }

    private let upload: String
    private let folder: ContentFolder
    private let ids: IDSource
    private let fileLimit: Int
    private let progress: Mutex<Progress>

    /// - Parameters:
    ///   - length: how long the archive is, where it is known.
    ///   - fileLimit: how many files it may have.
    init(_ upload: String, in folder: ContentFolder, length: Int64?, ids: IDSource, fileLimit: Int) {
        self.upload = upload
        self.folder = folder
        self.ids = ids
        self.fileLimit = fileLimit
        progress = Mutex(Progress(reader: OVAReader(length: length)))
    }

    func write(_ bytes: [UInt8]) throws {
        try progress.withLock { progress in
            progress.size += Int64(bytes.count)
            var reader = progress.reader
            try reader.read(bytes[...]) { try take($0, &progress) }
            progress.reader = reader
        }
    }

    /// - Returns: the files of the archive in its order, and its size.
    /// - Throws: `FormatFault` where it is not whole.
    func finish() throws -> (members: [Member], size: Int64) {
        try progress.withLock { progress in
            try progress.reader.finish()
            return (progress.members, progress.size)
        }
    }

    private func take(_ event: OVAReader.Event, _ progress: inout Progress) throws {
        switch event {
        case .begin(let name, _):
            guard progress.members.count < fileLimit else { throw LibraryError.tooManyFiles(fileLimit) }
            let staged = ContentFolder.part(progress.members.count, of: upload)
            progress.current = Current(
                name: name, staged: staged, file: try StagingFile(staged, in: folder, declared: nil))
        case .data(let bytes):
            try progress.current?.file.write(bytes)
        case .end:
            guard let current = progress.current else { return }
            let content = try current.file.finish(asObject: ids.next())
            progress.members.append(
                Member(name: NameRules.canonical(current.name), staged: current.staged, content: content))
            progress.current = nil
        }
    }
}
