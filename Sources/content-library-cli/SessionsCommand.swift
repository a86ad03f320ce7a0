import ArgumentParser
import BinderyRuntime
import ContentLibraryAPI
import ContentLibraryClient
import ContentLibraryTransfers
import Foundation

struct SessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "Lists your update sessions and works on them.",
        subcommands: [List.self, Show.self, Complete.self, Cancel.self, KeepAlive.self, Fail.self, Delete.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists your update sessions.")

        @OptionGroup var connection: ConnectionOptions
        @Flag(help: "Print nothing but the identifiers.") var quiet = false

        func run() async throws {
            try await connection.withTransfers { transfers in
                let sessions = transfers.client.contentLibraryItemUpdateSession
                var table = TextTable()
                for id in try await sessions.list() {
                    if quiet {
                        table.add([id])
                    } else {
                        // It may have expired, or been deleted, since it was listed.
                        guard let session = try await sessions.getIfPresent(id) else { continue }
                        table.add([
                            id, session.state?.rawValue ?? "?", "\(session.clientProgress ?? 0) %",
                            session.libraryItemId ?? "",
                        ])
                    }
                }
                table.print()
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one session and its files.")

        @OptionGroup var target: SessionTarget

        func run() async throws {
            try await target.connection.withTransfers { transfers in
                let session = try await transfers.client.contentLibraryItemUpdateSession.get(updateSessionId: target.id)
                print("state     \(session.state?.rawValue ?? "?")")
                print("item      \(session.libraryItemId ?? "?")")
                print("progress  \(session.clientProgress ?? 0) %")
                if let expiration = session.expirationTime { print("expires   \(expiration.formatted(.iso8601))") }
                if let message = session.errorMessage { print("error     \(message.rendered())") }
                var table = TextTable()
                let files = transfers.client.contentLibraryItemUpdatesessionFile
                for file in try await files.list(updateSessionId: target.id) {
                    table.add([
                        file.name, file.sourceType.rawValue, file.status.rawValue,
                        readable(bytes: file.bytesTransferred),
                        file.errorMessage?.rendered() ?? "",
                    ])
                }
                table.print()
            }
        }
    }

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Completes a session: its content becomes the item's.")
        @OptionGroup var target: SessionTarget

        func run() async throws { try await target.with { try await $0.complete(updateSessionId: $1) } }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Cancels a session: what was uploaded is discarded.")
        @OptionGroup var target: SessionTarget

        func run() async throws { try await target.with { try await $0.cancel(updateSessionId: $1) } }
    }

    struct KeepAlive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keeps a session from expiring.")
        @OptionGroup var target: SessionTarget
        @Option(help: "How far the client is, in percent.") var progress: Int64?

        func run() async throws {
            let body = progress.map { ContentLibraryItemUpdateSession.KeepAlive.Body(clientProgress: $0) }
            try await target.with { try await $0.keepAlive(updateSessionId: $1, body: body) }
        }
    }

    struct Fail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Marks a session as failed.")
        @OptionGroup var target: SessionTarget
        @Option(help: "What went wrong.") var message: String

        func run() async throws {
            try await target.with { try await $0.fail(updateSessionId: $1, body: .init(clientErrorMessage: message)) }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Deletes a session that has ended.")
        @OptionGroup var target: SessionTarget

        func run() async throws { try await target.with { try await $0.delete(updateSessionId: $1) } }
    }
}

extension ContentLibraryItemUpdateSessionClient {
    /// A session; nil where it is not there.
    fileprivate func getIfPresent(_ id: String) async throws -> LibraryItemUpdateSessionModel? {
        do {
            return try await get(updateSessionId: id)
        } catch  where error.status == 404 {
            return nil
        }
    }
}

/// The session that a command works on.
struct SessionTarget: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @Argument(help: "The session's identifier.") var id: String

    func with(_ body: (ContentLibraryItemUpdateSessionClient, String) async throws -> Void) async throws {
        try await connection.withTransfers { try await body($0.client.contentLibraryItemUpdateSession, id) }
    }
}
