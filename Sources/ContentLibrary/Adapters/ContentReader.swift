import ContentFormats
import Crypto
import Foundation
import GRDB
import SwiftASN1
import X509

/// Reads what an adapter wants to see of the content of a session.
struct ContentReader: Sendable {
    let environment: LibraryEnvironment
    let session: String

    /// How much is summed before the thread is given back.
    private static let step: Int64 = 64 << 20

    /// - Returns: nil for a file that is longer than the limit.
    func whole(_ file: SessionContent.File, limit: Int) async throws -> [UInt8]? {
        guard file.size <= Int64(limit) else { return nil }
        return try await bytes(file, from: 0, count: limit)
    }

    func bytes(_ file: SessionContent.File, from offset: Int64, count: Int) async throws -> [UInt8] {
        let folder = try await folder(of: file)
        let count = Int(max(0, min(Int64(count), file.size - offset)))
        return try await environment.pools.reading.run {
            let descriptor = try folder.openObject(file.object)
            var bytes: [UInt8] = []
            while bytes.count < count {
                let part = try descriptor.read(at: offset + Int64(bytes.count), count: count - bytes.count)
                guard !part.isEmpty else { break }
                bytes += part
            }
            return bytes
        }
    }

    private func folder(of file: SessionContent.File) async throws -> ContentFolder {
        let object = try await environment.store.read { db in try ContentObjectRecord.fetchOne(db, key: file.object) }
        guard let object else { throw ContentInspection.Outdated() }
        let backings = environment.backings
        return try await environment.pools.reading.run { try backings.folder(of: object.backing) }
    }

    /// The digest of a file's content, which is summed once: content never changes.
    func digest(_ file: SessionContent.File, _ algorithm: FileDigest.Algorithm) async throws -> String? {
        let algorithm = ChecksumAlgorithm(algorithm)
        let known = try await environment.store.read { db in
            try ContentDigestRecord.find(db, object: file.object, algorithm: algorithm)
        }
        if let known { return known }
        let value = try await sum(file, algorithm)
        return try await environment.transaction { transaction in
            // The object may have gone meanwhile.
            guard try ContentObjectRecord.exists(transaction.db, key: file.object) else { return nil }
            try ContentDigestRecord(objectId: file.object, algorithm: algorithm, value: value).insert(
                transaction.db, onConflict: .ignore)
            return value
        }
    }

    /// Summing a large file takes long, and its session must not expire for it.
    private func sum(_ file: SessionContent.File, _ algorithm: ChecksumAlgorithm) async throws -> String {
        let folder = try await folder(of: file)
        var lastTouch = environment.clock.now()
        var sums = RunningChecksums(declared: algorithm)
        var offset: Int64 = 0
        while offset < file.size {
            let (from, running) = (offset, sums)
            (sums, offset) = try await environment.pools.reading.run {
                var (sums, offset) = (running, from)
                let descriptor = try folder.openObject(file.object)
                let end = min(file.size, from + Self.step)
                while offset < end {
                    let count = Int(min(end - offset, Int64(ObjectChunks.chunkLength)))
                    let bytes = try descriptor.read(at: offset, count: count)
                    guard !bytes.isEmpty else { throw ContentInspection.Outdated() }
                    bytes.withUnsafeBytes { sums.update($0) }
                    offset += Int64(bytes.count)
                }
                return (sums, offset)
            }
            let now = environment.clock.now()
            if now.timeIntervalSince(lastTouch) >= environment.settings.sessionTimeout / 4 {
                lastTouch = now
                try await UpdateSessionService(environment: environment).keepAlive(session)
            }
        }
        return sums.finish().checksum.value
    }
}

extension ChecksumAlgorithm {
    init(_ algorithm: FileDigest.Algorithm) {
        self =
            switch algorithm {
            case .sha1: .sha1
            case .sha256: .sha256
            case .sha512: .sha512
            }
    }
}

/// A digest that had to be summed of content that was here already.
struct ContentDigestRecord: StoreRecord, Equatable {
    static let databaseTableName = "content_digest"

    var objectId: String
    var algorithm: ChecksumAlgorithm
    var value: String

    /// What is known without reading the content.
    static func find(_ db: Database, object: String, algorithm: ChecksumAlgorithm) throws -> String? {
        if let object = try ContentObjectRecord.fetchOne(db, key: object) {
            if algorithm == .sha256 { return object.sha256 }
            if algorithm == object.checksumAlgorithm { return object.checksum }
        }
        return try fetchOne(db, key: ["object_id": object, "algorithm": algorithm.rawValue])?.value
    }
}

extension ContentReader {
    /// What signatures may lead back to (`content.TrustedCertificates`). Certificates of the system are not among them.
    func trustedCertificates() async throws -> [Certificate] {
        try await TrustedCertificates(environment: environment).authorities().map { try Certificate(pemEncoded: $0) }
    }
}
