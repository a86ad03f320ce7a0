#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Synchronization

/// Where the bytes of an upload go. It blocks: use it on a `BlockingPool`.
protocol UploadSink: Sendable {
    /// Takes the next bytes.
    func write(_ bytes: [UInt8]) throws
}

/// A file that bytes are received into: written, counted and summed on the way. It blocks: use it on a `BlockingPool`.
final class StagingFile: UploadSink {
    private struct Progress {
        var size: Int64 = 0
        var writeBackFrom: Int64 = 0
        var checksums: RunningChecksums
    }

    private let descriptor: FileDescriptor
    private let progress: Mutex<Progress>
    private let folder: ContentFolder
    private var faults: FaultInjector { folder.faults }
    private static let writeBackStep: Int64 = 8 << 20

    init(_ upload: String, in folder: ContentFolder, declared: ChecksumAlgorithm?) throws {
        self.folder = folder
        try folder.checkSpace()
        descriptor = try FileDescriptor.open(folder.stagingPath(upload), O_WRONLY | O_CREAT | O_EXCL)
        progress = Mutex(Progress(checksums: RunningChecksums(declared: declared)))
    }

    /// Goes on with the bytes that are there already, which it sums first.
    init(resuming upload: String, in folder: ContentFolder, declared: ChecksumAlgorithm?) throws {
        self.folder = folder
        try folder.checkSpace()
        descriptor = try FileDescriptor.open(folder.stagingPath(upload), O_RDWR | O_APPEND)
        var known = Progress(checksums: RunningChecksums(declared: declared))
        while true {
            let bytes = try descriptor.read(at: known.size, count: 1 << 20)
            guard !bytes.isEmpty else { break }
            bytes.withUnsafeBytes { known.checksums.update($0) }
            known.size += Int64(bytes.count)
        }
        known.writeBackFrom = known.size
        progress = Mutex(known)
    }

    /// How many bytes there are.
    var size: Int64 { progress.withLock(\.size) }

    func write(_ bytes: [UInt8]) throws {
        try write(bytes[...])
    }

    func write(_ bytes: ArraySlice<UInt8>) throws {
        try faults.reach(.uploadBeforeWrite)
        try progress.withLock { progress in
            try bytes.withUnsafeBytes { raw in
                try descriptor.writeAll(raw)
                progress.checksums.update(raw)
            }
            progress.size += Int64(bytes.count)
            if progress.size - progress.writeBackFrom >= Self.writeBackStep {
                descriptor.startWriteBack(from: progress.writeBackFrom, count: progress.size - progress.writeBackFrom)
                progress.writeBackFrom = progress.size
                try folder.checkSpace()
            }
        }
        try faults.reach(.uploadChunkWritten)
    }

    /// Makes the bytes durable and says what they are.
    func finish(asObject object: String) throws -> ReceivedContent {
        try faults.reach(.uploadBeforeSync)
        try descriptor.sync()
        return progress.withLock { progress in
            let (sha256, checksum) = progress.checksums.finish()
            return ReceivedContent(
                objectId: object, size: progress.size, sha256: sha256, checksum: checksum, backing: folder.backing)
        }
    }
}
