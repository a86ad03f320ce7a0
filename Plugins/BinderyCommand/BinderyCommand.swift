import Foundation
import PackagePlugin

/// `swift package bindery generate …`: the generator for bindings that are committed.
///
/// All arguments are handed to the `bindery` command, which runs in the package's folder.
@main
struct BinderyCommand: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        let process = Process()
        process.executableURL = try context.tool(named: "bindery").url
        process.currentDirectoryURL = context.package.directoryURL
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 {
            Diagnostics.error("bindery ended with status \(process.terminationStatus)")
        }
    }
}
