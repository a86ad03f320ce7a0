import ContentLibraryAPI
import Crypto

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file that is being downloaded: written beside its place, moved there once it is whole and verified.
struct IncomingFile {
    private let target: URL
    private let partial: URL
    private let handle: PartialFile
    private var checksum: RunningChecksum?
    /// How many bytes have arrived.
    private(set) var size: Int64 = 0

    init(named name: String, in folder: URL, expecting expected: LibraryItemFileChecksumInfo?) throws {
        // The name comes from the server: it must stay in the folder.
        guard !name.isEmpty, !name.contains("/"), !name.contains("\0"), name != ".", name != ".." else {
            throw LocalFile.Unreadable(path: name, reason: "it is no file name")
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        target = folder.appending(path: name)
        partial = folder.appending(path: ".\(name).partial")
        handle = try PartialFile(partial.path)
        checksum = expected.map(RunningChecksum.init)
    }

    mutating func append(_ piece: ArraySlice<UInt8>) throws {
        try handle.write(piece)
        checksum?.update(piece)
        size += Int64(piece.count)
    }

    /// Verifies the file and puts it in its place.
    func finish() throws -> URL {
        if let mismatch = checksum?.mismatch(of: target.lastPathComponent) {
            try? FileManager.default.removeItem(at: partial)
            throw mismatch
        }
        try handle.finish(movingTo: target.path)
        return target
    }
}

/// A checksum that is computed while the bytes arrive.
private struct RunningChecksum {
    private let expected: String
    private var hash: any HashFunction

    init(_ information: LibraryItemFileChecksumInfo) {
        expected = information.checksum
        // The default of the algorithm is SHA-1 (Content.Library.Item.File.ChecksumInfo).
        hash =
            switch information.algorithm {
            case .md5: Insecure.MD5()
            case .sha256: SHA256()
            case .sha512: SHA512()
            default: Insecure.SHA1()
            }
    }

    mutating func update(_ piece: ArraySlice<UInt8>) {
        piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    func mismatch(of name: String) -> TransferError? {
        let actual = Self.text(hash)
        return actual == expected.lowercased() ? nil : .checksumMismatch(name, expected: expected, actual: actual)
    }

    private static func text(_ hash: some HashFunction) -> String { hash.finalize().hexadecimal }
}
