import ArgumentParser
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryTransfers
import Foundation

struct DownloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "Downloads the files of an item and verifies their checksums.")

    @OptionGroup var connection: ConnectionOptions

    @Option(name: .customLong("to"), help: "The folder to write to.", completion: .directory)
    var folder = "."

    @Argument(help: "The library's name.") var library: String
    @Argument(help: "The item's name.") var item: String
    @Argument(help: "The files wanted; all of them if none is named.") var files: [String] = []

    func run() async throws {
        try await connection.withTransfers { transfers in
            let itemID = try await Catalogue(client: transfers.client).itemID(named: item, inLibrary: library)
            let bar = ProgressBar()
            let written = try await transfers.download(
                item: itemID, files: files.isEmpty ? nil : files, into: URL(filePath: folder)
            ) { bar.show($0) }
            for file in written { print(file.relativePath) }
        }
    }
}
