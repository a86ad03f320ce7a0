import BinderyRuntime
import ContentLibraryAPI
import Foundation
import Measuring

/// Decoding and encoding 10 MB of library items with the generated models, against Foundation's coders and a type of the
/// same properties with synthesised `Codable`.
enum CodingBenchmark {
    static func run() throws {
        let (bytes, count) = try response(megabytes: 10)
        let data = Data(bytes)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .useDefaultKeys
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            return try Date(text, strategy: Self.dates)
        }
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(Self.dates))
        }

        let items = try [LibraryItemModel].decode(from: bytes)
        let twins = try decoder.decode([ItemTwin].self, from: data)
        guard items.count == count, twins.count == count, try items.encoded().count == bytes.count else {
            throw SidesDiffer()
        }
        let rows = [
            (
                "decode", try milliseconds { _ = try decoder.decode([ItemTwin].self, from: data) },
                try milliseconds { _ = try [LibraryItemModel].decode(from: bytes) }
            ),
            (
                "encode", try milliseconds { _ = try encoder.encode(twins) },
                try milliseconds { _ = try items.encoded() }
            ),
        ]
        let table = Table(
            """
            Coding \((Double(bytes.count) / 1e6).formatted(digits: 1)) MB of library items (CPU ms, best of 5; goal: \
            8 times as fast)
            """,
            ["", "Foundation", "generated", "times"]
        )
        for (name, foundation, generated) in rows {
            table.row([
                name, foundation.formatted(digits: 1), generated.formatted(digits: 1),
                (foundation / generated).formatted(digits: 1),
            ])
        }
    }

    private static let dates = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        try leastProcessorSeconds(runs: 5, body) * 1000
    }

    /// An array of items that differ, as the server writes it.
    private static func response(megabytes: Int) throws -> (bytes: [UInt8], count: Int) {
        var items: [LibraryItemModel] = []
        var size = 0
        while size < megabytes * 1_000_000 {
            let number = items.count
            let date = Date(timeIntervalSince1970: 1_700_000_000 + Double(number) + 0.25)
            var item = LibraryItemModel()
            item.id = "4f1c2a7e-0000-4a6b-9d51-\(100_000_000_000 + number)"
            item.libraryId = "8f1c2a7e-1111-4a6b-9d51-3b6f0c5d7e21"
            item.contentVersion = String(number % 7)
            item.creationTime = date
            item.lastModifiedTime = date
            item.lastSyncTime = number.isMultiple(of: 3) ? date : nil
            item.description = "Template \(number): \"web\" tier \u{2014} 2 × CPU, königlich\nsecond line"
            item.metadataVersion = "2"
            item.name = "ubuntu-24.04-\(number)"
            item.cached = number.isMultiple(of: 2)
            item.size = Int64(number) * 7_340_033
            item.type = "ovf"
            item.version = "1"
            item.securityCompliance = true
            item.certificateVerificationInfo = LibraryItemCertificateVerificationInfo(
                status: .init(rawValue: "VERIFIED"), certChain: ["MIIC\(number)AAECAwQFBgcICQ", "MIID\(number)"])
            items.append(item)
            size += try item.encoded().count + 1
        }
        return (try items.encoded(), items.count)
    }
}

/// ``LibraryItemModel``, as one writes it by hand for Foundation.
private struct ItemTwin: Codable {
    struct Verification: Codable {
        var status: String
        var certChain: [String]?

        enum CodingKeys: String, CodingKey {
            case status
            case certChain = "cert_chain"
        }
    }

    var id: String?
    var libraryId: String?
    var contentVersion: String?
    var creationTime: Date?
    var description: String?
    var lastModifiedTime: Date?
    var lastSyncTime: Date?
    var metadataVersion: String?
    var name: String?
    var cached: Bool?
    var size: Int64?
    var type: String?
    var version: String?
    var sourceId: String?
    var securityCompliance: Bool?
    var certificateVerificationInfo: Verification?

    enum CodingKeys: String, CodingKey {
        case id, description, name, cached, size, type, version
        case libraryId = "library_id"
        case contentVersion = "content_version"
        case creationTime = "creation_time"
        case lastModifiedTime = "last_modified_time"
        case lastSyncTime = "last_sync_time"
        case metadataVersion = "metadata_version"
        case sourceId = "source_id"
        case securityCompliance = "security_compliance"
        case certificateVerificationInfo = "certificate_verification_info"
    }
}

/// What is compared is not the same work.
private struct SidesDiffer: Error, CustomStringConvertible {
    var description: String { "the two sides do not read the same" }
}
