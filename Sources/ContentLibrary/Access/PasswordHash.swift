import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: the scrypt of it, in the PHC string format
/// `$scrypt$ln=15,r=8,p=1$SALT$HASH` (base64 without padding).
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// What an attempt costs, in time and memory (128 · 2^log2Rounds · blockSize bytes).
    struct Cost: Hashable, Sendable {
        var log2Rounds = 15
        var blockSize = 8
        var parallelism = 1

        /// 256 MiB; the default takes 32.
        private static let memoryLimit = 256 << 20

        /// What a configuration may ask for, so that a slip in it does not stop the server.
        var isReasonable: Bool {
            (1...20).contains(log2Rounds) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
                && 128 * (1 << log2Rounds) * blockSize * parallelism <= Self.memoryLimit
        }
    }

    private static let length = 32

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Hashes a password with a fresh salt. It takes a while, on purpose: not on a cooperative thread.
    public init(password: String) throws {
        try self.init(password: password, cost: Cost())
    }

    init(password: String, cost: Cost) throws {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        self.init(cost: cost, salt: salt, hash: try Self.derive(password, salt, cost))
    }

    /// Reads the form that `description` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]),
            let salt = Self.bytes(parts[3]), salt.count >= 8, let hash = Self.bytes(parts[4]), hash.count == Self.length
        else { return nil }
        self.init(cost: cost, salt: salt, hash: hash)
    }

    private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// The PHC string format.
    public var description: String {
        "$scrypt$ln=\(cost.log2Rounds),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.text(salt))$\(Self.text(hash))"
    }

    /// Takes as long for a wrong password as for the right one.
    func matches(_ password: String) -> Bool {
        guard let attempt = try? Self.derive(password, salt, cost) else { return false }
        return constantTimeEqual(attempt, hash)
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: length, rounds: 1 << cost.log2Rounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism,
            // What the algorithm needs and some room for its own accounting.
            maxMemory: 129 * (1 << cost.log2Rounds) * cost.blockSize * cost.parallelism + (1 << 20))
        return key.withUnsafeBytes(Array.init)
    }

    private static func cost(_ text: Substring) -> Cost? {
        var values: [Substring: Int] = [:]
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=")
            guard pair.count == 2, let value = Int(pair[1]) else { return nil }
            values[pair[0]] = value
        }
        guard let rounds = values["ln"], let size = values["r"], let parallelism = values["p"], values.count == 3 else {
            return nil
        }
        let cost = Cost(log2Rounds: rounds, blockSize: size, parallelism: parallelism)
        return cost.isReasonable ? cost : nil
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let padded = Data(bytes).base64EncodedString()
        return String(padded.prefix { $0 != "=" })
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map(Array.init)
    }
}

/// Compares every byte, so that the time it takes says nothing about where two differ.
func constantTimeEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for index in one.indices { difference |= one[index] ^ other[index] }
    return difference == 0
}
