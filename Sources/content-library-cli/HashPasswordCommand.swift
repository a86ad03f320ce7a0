import ArgumentParser
import ContentLibrary

struct HashPasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hash-password",
        abstract: "Reads a password from standard input and prints its hash for a users' file.",
        discussion: "A line of the file is NAME:HASH, or NAME:HASH:RIGHTS with a role, privileges or both."
    )

    func run() throws {
        guard let password = readLine(strippingNewline: true), !password.isEmpty else {
            throw ValidationError("Write the password to standard input.")
        }
        print(try PasswordHash(password: password))
    }
}
