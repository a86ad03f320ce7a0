import ContentLibraryAPI
import ContentLibraryClient
import Foundation
import Measuring

/// What many items in one library cost: making them, listing them, finding one, and getting one.
enum GrowthBenchmark {
    @Sendable static func run(_ servers: BenchmarkServers) async throws {
        let library = try await servers.makeLibrary()
        let item = try await servers.makeItem("first", in: library)
        let load = Load(
            servers.libraryAddress, path: "/api/content/library/item/\(item)", login: servers.login)
        let table = Table(
            "Items in one library",
            [
                "items", "created per second", "list ms", "find by name ms", "GET item per second",
                "resident MB", "database MB",
            ])
        var made = 1
        for count in servers.scale.items {
            let (from, new) = (made, count - made)
            let creating = try await BenchmarkServers.time {
                try await BenchmarkServers.repeating(new, concurrently: 16) { number in
                    _ = try await servers.makeItem("item \(from + number)", in: library)
                }
            }
            made = count
            let listing = try await fastest(servers) {
                let items = try await servers.client.contentLibraryItem.list(libraryId: library)
                guard items.count == count else {
                    throw BenchmarkServers.Refused(description: "\(items.count) items of \(count) are listed")
                }
            }
            let finding = try await fastest(servers) {
                let found = try await servers.client.contentLibraryItem.find(
                    body: LibraryItemFindSpec(name: "item \(count - 1)", libraryId: library))
                guard found.count == 1 else { throw BenchmarkServers.Refused(description: "\(found.count) are found") }
            }
            let rate = Double(try await load.run(connections: 8, seconds: servers.scale.seconds / 2).count)
            table.row([
                "\(count)", (Double(new) / creating).formatted(digits: 0), (1000 * listing).formatted(digits: 1),
                (1000 * finding).formatted(digits: 1), (rate / servers.scale.seconds * 2).formatted(digits: 0),
                try servers.library.residentMegabytes().formatted(digits: 0),
                try databaseMegabytes(servers.folder).formatted(digits: 1),
            ])
        }
    }

    private static func fastest(_ servers: BenchmarkServers, _ body: () async throws -> Void) async throws -> Double {
        var least = Double.infinity
        for _ in 0..<5 { least = min(least, try await BenchmarkServers.time(body)) }
        return least
    }

    private static func databaseMegabytes(_ folder: String) throws -> Double {
        let path = folder + "/data/library.sqlite"
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        return (size?.doubleValue ?? 0) / 1_048_576
    }
}
