import ArgumentParser
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryTransfers
import Foundation

struct UploadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload",
        abstract: "Uploads files into an item, in one update session.",
        discussion:
            "The library and the item are created where they are missing. Files that the item has already are replaced."
    )

    @OptionGroup var connection: ConnectionOptions

    @Option(help: "The type of an item that is created: ovf, iso or any other; else told by the files.")
    var type: String?

    @Option(help: "The datastore of a library that is created.")
    var datastore = "datastore-1"

    @Argument(help: "The library's name.") var library: String
    @Argument(help: "The item's name.") var item: String
    @Argument(help: "The files.", completion: .file()) var files: [String]

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("Name at least one file.") }
    }

    func run() async throws {
        let files = try files.map { try LocalFile(path: $0) }
        let itemType = type ?? Self.type(of: files)
        try await connection.withTransfers { transfers in
            let catalogue = Catalogue(client: transfers.client)
            let libraryID = try await catalogue.libraryID(
                named: library, makingItOn: datastore, token: UUID().uuidString)
            let itemID = try await catalogue.itemID(
                named: item, inLibraryWithID: libraryID, type: itemType, token: UUID().uuidString)
            let bar = ProgressBar()
            let session = try await transfers.upload(files, toItem: itemID) { bar.show($0) }
            let state = try await transfers.client.contentLibraryItemUpdateSession.get(updateSessionId: session).state
            print("session   \(session)  \(state?.rawValue ?? "?")")
            print(ItemDescription(try await transfers.client.contentLibraryItem.get(libraryItemId: itemID)))
        }
    }

    /// What the endings of the files say (`ovf` for OVF packages and OVA archives, `iso` for disk images).
    private static func type(of files: [LocalFile]) -> String? {
        let endings = Set(files.map { URL(filePath: $0.name).pathExtension.lowercased() })
        if !endings.isDisjoint(with: ["ovf", "ova"]) { return "ovf" }
        return endings.contains("iso") ? "iso" : nil
    }
}
