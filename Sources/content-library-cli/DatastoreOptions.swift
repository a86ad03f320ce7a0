import ArgumentParser
import ContentLibrary
import Foundation

/// The datastores of a server, for commands that read what it keeps.
struct DatastoreOptions: ParsableArguments {
    @Option(
        name: .customLong("datastore"),
        help: "A folder that libraries may be in beside the data folder, as ID=PATH. May be given several times.",
        completion: .directory, transform: SettingValue.datastore)
    var pairs: [String] = []

    @Option(help: "The configuration file of the server, for the datastores that it names.", completion: .file())
    var config: String?

    /// All that are named, here or, where none is, in the configuration file.
    /// - Throws: `ExitCode` if the file is wrong, which is reported.
    func datastores() throws -> [Datastore] {
        var all = pairs
        if all.isEmpty, let config {
            do {
                all = try ConfigurationLoader.load(file: config, flags: [], environment: [:]).settings.datastores
            } catch let problems as ConfigurationProblems {
                throw problems.reported()
            }
        }
        return try all.map(Datastore.init(setting:))
    }
}
