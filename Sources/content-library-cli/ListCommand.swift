import ArgumentParser
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryTransfers

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "Lists the libraries, the items of a library, or the files of an item.")

    @OptionGroup var connection: ConnectionOptions

    @Argument(help: "The library's name.") var library: String?
    @Argument(help: "The item's name.") var item: String?

    func run() async throws {
        try await connection.withTransfers { transfers in
            let catalogue = Catalogue(client: transfers.client)
            var table = TextTable()
            if let library, let item {
                let itemID = try await catalogue.itemID(named: item, inLibrary: library)
                for file in try await transfers.client.contentLibraryItemFile.list(libraryItemId: itemID) {
                    table.add([
                        file.name, readable(bytes: file.size), "version \(file.version)",
                        file.checksumInfo.map { "\($0.algorithm?.rawValue ?? "SHA1") \($0.checksum)" } ?? "",
                    ])
                }
            } else if let library {
                for item in try await catalogue.items(inLibrary: catalogue.libraryID(named: library)) {
                    table.add([item.name ?? "", item.type ?? "", readable(bytes: item.size), item.id ?? ""])
                }
            } else {
                for library in try await catalogue.libraries() {
                    table.add([library.name ?? "", library.type?.rawValue ?? "", library.id ?? ""])
                }
            }
            table.print()
        }
    }
}

/// Rows whose columns are aligned.
struct TextTable {
    private var rows: [[String]] = []

    mutating func add(_ row: [String]) { rows.append(row) }

    func print() {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            Swift.print(line)
        }
    }
}
