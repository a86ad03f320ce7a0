import ArgumentParser
import ContentLibrary
import Foundation

/// Judges settings together, and what they name: users, folders, files.
struct ConfigurationCheck {
    let settings: ServeSettings

    /// What a server cannot begin without.
    /// - Throws: `ValidationError`.
    func requireWhatServingNeeds() throws {
        guard settings.data != nil else { throw ValidationError("Give --data, the data folder.") }
        guard !settings.pairs.isEmpty || settings.users != nil else {
            throw ValidationError("Give at least one --user or a --users file.")
        }
        guard (settings.tlsCertificate == nil) == (settings.tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key are given together.")
        }
        guard settings.tlsCertificate == nil || !settings.tlsSelfSigned else {
            throw ValidationError("Say either --tls-certificate with --tls-key, or --tls-self-signed.")
        }
    }

    /// All that would keep a server from beginning, without beginning one.
    func problems() -> [String] {
        var problems: [String] = []
        func attempt(_ work: () throws -> Void) {
            do { try work() } catch { problems.append((error as? ValidationError)?.message ?? "\(error)") }
        }
        attempt { try requireWhatServingNeeds() }
        attempt { _ = try userDirectory() }
        attempt { try checkDataFolder() }
        attempt { try checkCertificate() }
        attempt { try checkDatastores() }
        return problems
    }

    /// The users of the users' file and of the flags.
    func userDirectory() throws -> UserDirectory {
        var directory = UserDirectory()
        if let users = settings.users {
            let text = try Self.text(of: users)
            do throws(UserDirectory.Malformed) {
                try directory.add(file: text)
            } catch {
                throw ValidationError("\(users): \(error)")
            }
        }
        for pair in settings.pairs {
            guard try directory.add(pair: pair) else { throw ValidationError("A password must not be empty.") }
        }
        try settings.trust.apply(to: &directory)
        return directory
    }

    /// The certificate of the files; nil where none are named.
    func certificate() throws -> ServerCertificate? {
        guard let certificate = settings.tlsCertificate, let key = settings.tlsKey else { return nil }
        return try ServerCertificate(certificateFile: certificate, keyFile: key)
    }

    private func checkCertificate() throws {
        guard let certificate = try certificate() else { return }
        guard certificate.isValid(at: Date()) else {
            throw ValidationError("tls-certificate: it is valid \(certificate.validity) only.")
        }
    }

    /// A folder that can be written into, or one above it that it can be made in.
    private func checkDataFolder() throws {
        guard let data = settings.data else { return }
        var folder = URL(filePath: data).standardizedFileURL.path
        var isFolder: ObjCBool = false
        while !FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), folder != "/" {
            folder = URL(filePath: folder).deletingLastPathComponent().path
        }
        guard isFolder.boolValue else { throw ValidationError("data: \(folder) is not a folder.") }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw ValidationError("data: \(folder) cannot be written to.")
        }
    }

    /// Folders that are there, apart from each other, each with an identifier of its own.
    private func checkDatastores() throws {
        let datastores = try settings.datastores.map(Datastore.init(setting:))
        try Datastore.check(datastores, data: settings.data)
        for datastore in datastores {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: datastore.path, isDirectory: &isFolder)
            guard isThere, isFolder.boolValue else {
                throw ValidationError("datastore \(datastore.id): \(datastore.path) is not a folder.")
            }
        }
    }

    /// What a file says, or why it cannot be read, with its name.
    static func text(of path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ValidationError("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
