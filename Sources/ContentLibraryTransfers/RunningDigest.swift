import ContentLibraryAPI
import Crypto

/// A digest that is computed while the bytes come.
struct RunningDigest {
    private var hash: any HashFunction

    /// A digest by SHA-256.
    static var sha256: Self { Self(hash: SHA256()) }

    private init(hash: any HashFunction) {
        self.hash = hash
    }

    /// - Parameter algorithm: unset is SHA-1 (Content.Library.Item.File.ChecksumInfo).
    /// - Returns: nil where the algorithm is not known.
    init?(_ algorithm: LibraryItemFileChecksumAlgorithm?) {
        switch algorithm {
        case nil, .sha1: hash = Insecure.SHA1()
        case .md5: hash = Insecure.MD5()
        case .sha256: hash = SHA256()
        case .sha512: hash = SHA512()
        default: return nil
        }
    }

    mutating func update(_ piece: ArraySlice<UInt8>) {
        piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// The digest of all that has come, in hexadecimal.
    var text: String { Self.text(hash) }

    private static func text(_ hash: some HashFunction) -> String {
        hash.finalize().reduce(into: "") { text, byte in
            let digits = String(byte, radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
    }
}

extension RunningDigest {
    /// The digest of a whole file. Others may work between its pieces, and it ends early where the task is cancelled.
    func text(ofFile path: String) async throws -> String {
        var digest = self
        let reader = try FileReader(path)
        while let piece = try reader.next() {
            try Task.checkCancellation()
            digest.update(piece[...])
            await Task.yield()
        }
        return digest.text
    }
}
