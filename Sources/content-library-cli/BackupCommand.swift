import ArgumentParser
import ContentLibrary
import Foundation

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies a library to another folder, while a server works with it.",
        discussion: """
            The copy is one of a single instant, and its content is verified on the way. Where the destination is an earlier \
            backup, only what is new is copied, and the earlier one stays whole until the new one is. To restore, serve a \
            copy of the destination, or the destination itself: it is a data folder.
            """
    )

    @Argument(help: "The data folder.", completion: .directory)
    var data: String

    @Argument(help: "A folder that is not there, is empty or has an earlier backup.", completion: .directory)
    var destination: String

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
        let summary = try LibraryBackup.run(data: data, destination: destination, links: link, faults: faults)
        print("\(summary.copied) objects copied, \(summary.kept) kept, \(summary.removed) removed")
        if summary.elsewhere > 0 { print("\(summary.elsewhere) objects are in datastores and not in the backup") }
    }
}
