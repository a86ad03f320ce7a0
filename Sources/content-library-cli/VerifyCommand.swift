import ArgumentParser
import ContentLibrary

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads all content of a library or a backup, and compares it with what was committed.",
        discussion: """
            Every committed file must be there with its size and its SHA-256, and the database must be sound. Nothing is \
            changed, and a server may work with the folders meanwhile. Datastores are named as for 'serve'. The status is \
            1 where anything is lost or changed, and 2 where nothing is, but there is content in a datastore that is not \
            named or not there.
            """
    )

    @Argument(help: "The data folder.", completion: .directory)
    var data: String

    @OptionGroup var folders: DatastoreOptions

    func run() throws {
        let report = try LibraryVerification.run(data: data, datastores: folders.datastores())
        for fault in report.databaseFaults { print("database: \(fault)") }
        for damage in report.damages { print("damaged \(damage)") }
        for unread in report.unread { print("not verified: \(unread)") }
        for object in report.unknownObjects { print("unknown \(object): no committed file has it; it does no harm") }
        print("\(report.objects) whole objects, \(report.bytes) bytes; \(report.damages.count) damaged")
        guard report.isWhole else { throw ExitCode.failure }
        guard report.isComplete else { throw ExitCode(2) }
    }
}
