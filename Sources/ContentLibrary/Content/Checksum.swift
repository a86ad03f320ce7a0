import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The algorithms a client may declare a checksum with (`library.item.File.ChecksumAlgorithm`).
enum ChecksumAlgorithm: String, Codable, CaseIterable, Sendable {
    case sha1 = "SHA1"
    case md5 = "MD5"
    case sha256 = "SHA256"
    case sha512 = "SHA512"

    /// How many hexadecimal digits a checksum has.
    var digits: Int {
        switch self {
        case .md5: 32
        case .sha1: 40
        case .sha256: 64
        case .sha512: 128
        }
    }
}

/// A checksum with its algorithm (`library.item.File.ChecksumInfo`), in lower-case hexadecimal.
struct Checksum: Codable, Hashable, Sendable {
    var algorithm: ChecksumAlgorithm
    var value: String

    /// - Parameter algorithm: unset is SHA1, as documented.
    /// - Throws: InvalidArgument if the value cannot be a checksum of that algorithm.
    init(algorithm: ChecksumAlgorithm?, value: String) throws(LibraryError) {
        let algorithm = algorithm ?? .sha1
        guard value.utf8.count == algorithm.digits, value.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
        else {
            throw .invalid(
                "checksum_info",
                LibraryMessage(
                    "checksum.malformed", "A checksum of {0} is {1} hexadecimal digits.", algorithm.rawValue,
                    String(algorithm.digits)))
        }
        self.init(known: algorithm, value.lowercased())
    }

    init(known algorithm: ChecksumAlgorithm, _ value: String) {
        self.algorithm = algorithm
        self.value = value
    }
}

/// SHA-256 of everything that comes, and one more algorithm where the client declared one.
struct RunningChecksums: Sendable {
    private enum Declared: Sendable {
        case sha256
        case sha1(Insecure.SHA1)
        case md5(Insecure.MD5)
        case sha512(SHA512)
    }

    private var sha256 = SHA256()
    private var declared: Declared

    init(declared algorithm: ChecksumAlgorithm?) {
        declared =
            switch algorithm {
            case .sha1: .sha1(Insecure.SHA1())
            case .md5: .md5(Insecure.MD5())
            case .sha512: .sha512(SHA512())
            case .sha256, nil: .sha256
            }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        sha256.update(bufferPointer: bytes)
        switch declared {
        case .sha256: break
        case .sha1(var hash):
            hash.update(bufferPointer: bytes)
            declared = .sha1(hash)
        case .md5(var hash):
            hash.update(bufferPointer: bytes)
            declared = .md5(hash)
        case .sha512(var hash):
            hash.update(bufferPointer: bytes)
            declared = .sha512(hash)
        }
    }

    func finish() -> (sha256: String, checksum: Checksum) {
        let sha256 = sha256.finalize().hexadecimal
        let checksum =
            switch declared {
            case .sha256: Checksum(known: .sha256, sha256)
            case .sha1(let hash): Checksum(known: .sha1, hash.finalize().hexadecimal)
            case .md5(let hash): Checksum(known: .md5, hash.finalize().hexadecimal)
            case .sha512(let hash): Checksum(known: .sha512, hash.finalize().hexadecimal)
            }
        return (sha256, checksum)
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    var hexadecimal: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            text.append(Self.digit(byte >> 4))
            text.append(Self.digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
