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
        subcommands: [
            ServeCommand.self, UploadCommand.self, DownloadCommand.self, ListCommand.self, SessionsCommand.self,
            HashPasswordCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: ErrorReport(error).printable)
        }
    }
}
