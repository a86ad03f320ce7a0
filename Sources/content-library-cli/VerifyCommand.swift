import ArgumentParser
import ContentLibrary

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads all content of a data folder or a backup, and compares it with what was committed.",
        discussion: """
            Every committed file must be there with its size and its SHA-256, and the database must be sound. Nothing is \
            changed, and a server may work with the folder meanwhile. The status is 1 where anything is lost or changed.
            """
    )

    @Argument(help: "The data folder.", completion: .directory)
    var data: String

    func run() throws {
        let report = try LibraryVerification.run(data: data)
        for fault in report.databaseFaults { print("database: \(fault)") }
        for damage in report.damages { print("damaged \(damage)") }
        for object in report.unknownObjects { print("unknown \(object): no committed file has it; it does no harm") }
        print("\(report.objects) whole objects, \(report.bytes) bytes; \(report.damages.count) damaged")
        if report.elsewhere > 0 { print("\(report.elsewhere) objects are in datastores and were not read") }
        guard report.isWhole else { throw ExitCode.failure }
    }
}
