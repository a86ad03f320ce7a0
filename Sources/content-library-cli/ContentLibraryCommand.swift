import ArgumentParser

/// The `content-library` command.
@main
struct ContentLibraryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "content-library",
        abstract: "Serves and uses content libraries over the vSphere Content Library API.",
        discussion: """
            The commands that use a server take its address and the user from --server and --user, or from the \
            environment variables CONTENT_LIBRARY_SERVER and CONTENT_LIBRARY_USER.
            """,
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, ConfigCommand.self, UploadCommand.self, DownloadCommand.self, ListCommand.self,
            SessionsCommand.self,
            VerifyCommand.self, BackupCommand.self, HashPasswordCommand.self,
        ]
    )

    static func main() async {
        let interruption = Interruption()
        let work = Task {
            var command = try parseAsRoot()
            // The server has a way of its own to stop, and what is synchronous cannot be cancelled.
            guard var asynchronous = command as? any AsyncParsableCommand else { return try command.run() }
            if !(asynchronous is ServeCommand) { interruption.listen() }
            try await asynchronous.run()
        }
        interruption.onFirst { work.cancel() }
        do {
            try await work.value
        } catch {
            interruption.exitIfInterrupted()
            exit(withError: ErrorReport(error).printable)
        }
    }
}
