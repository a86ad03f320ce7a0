import ArgumentParser
import ContentLibrary
import Foundation

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies a library to another folder, while a server works with it.",
        discussion: """
            The copy is one of a single instant, and its content is verified on the way. What is in datastores, which are \
            named as for 'serve', is copied too: in the copy all libraries are on the data folder, and a server that begins \
            with it has other folders in the datastores than the original. Where the destination is an earlier \
            backup, only what is new is copied, and the earlier one stays whole until the new one is. To restore, serve a \
            copy of the destination, or the destination itself: it is a data folder.
            """
    )

    @Argument(help: "The data folder.", completion: .directory)
    var data: String

    @Argument(help: "A folder that is not there, is empty or has an earlier backup.", completion: .directory)
    var destination: String

    @OptionGroup var folders: DatastoreOptions

    @Flag(
        help: "Make hard links where both are on one disk: no room and no time, but no second copy of the bytes either."
    )
    var link = false

    func run() throws {
        let variable = FaultInjector.environmentVariable
        let fault = ProcessInfo.processInfo.environment[variable]
        guard let faults = fault.map(FaultInjector.init(killingAt:)) ?? FaultInjector.none else {
            throw ValidationError("\(variable) names no fault point: \(fault ?? "")")
        }
        let summary = try LibraryBackup.run(
            data: data, datastores: folders.datastores(), destination: destination, links: link, faults: faults)
        print("\(summary.copied) objects copied, \(summary.kept) kept, \(summary.removed) removed")
    }
}
