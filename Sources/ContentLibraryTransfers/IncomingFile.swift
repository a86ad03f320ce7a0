import ContentLibraryAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A file that is being downloaded: written beside its place, moved there once it is whole and verified.
struct IncomingFile {
    private let target: URL
    private let partial: PartialFile
    private let algorithm: LibraryItemFileChecksumAlgorithm?
    private var digest: RunningDigest?
    /// How many bytes have arrived.
    private(set) var size: Int64 = 0

    /// - Parameter algorithm: the one that its checksum is expected to have.
    init(named name: String, in folder: URL, expecting algorithm: LibraryItemFileChecksumAlgorithm?) throws {
        // The name comes from the server: it must stay in the folder.
        guard !name.isEmpty, !name.contains("/"), !name.contains("\0"), name != ".", name != ".." else {
            throw LocalFile.Unreadable(path: name, reason: "it is no file name")
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        target = folder.appending(path: name)
        partial = try PartialFile(in: folder.path)
        self.algorithm = algorithm
        digest = RunningDigest(algorithm)
    }

    mutating func append(_ piece: ArraySlice<UInt8>) throws {
        try partial.write(piece)
        digest?.update(piece)
        size += Int64(piece.count)
    }

    /// Verifies the file and puts it in its place.
    /// - Parameters:
    ///   - expectedSize: how many bytes it must have, where the server says.
    ///   - checksum: what it must have, where the server says.
    func finish(size expectedSize: Int64?, checksum: LibraryItemFileChecksumInfo?) async throws -> URL {
        let name = target.lastPathComponent
        if let expectedSize, expectedSize != size {
            throw TransferError.sizeMismatch(name, expected: expectedSize, actual: size)
        }
        if let checksum {
            let actual = try await text(of: checksum.algorithm)
            guard actual == checksum.checksum.lowercased() else {
                throw TransferError.checksumMismatch(name, expected: checksum.checksum, actual: actual)
            }
        }
        try partial.finish(movingTo: target.path)
        return target
    }

    /// The digest by an algorithm. Where that is another than was expected, the file is read once more.
    private func text(of wanted: LibraryItemFileChecksumAlgorithm?) async throws -> String {
        if let digest, (wanted ?? .sha1) == (algorithm ?? .sha1) { return digest.text }
        guard let fresh = RunningDigest(wanted) else {
            throw TransferError.unknownAlgorithm(target.lastPathComponent, wanted?.rawValue ?? "")
        }
        return try await fresh.text(ofFile: partial.path)
    }
}
