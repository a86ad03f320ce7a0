/// The operations of `library.item.updatesession.File`.
extension UpdateSessionService {
    /// What `add` reads (`updatesession.File.AddSpec`).
    struct AddSpec: Sendable {
        var name: String
        var sourceType: FileSourceType
        var size: Int64?
        /// Algorithm (unset is SHA1) and value.
        var checksum: (algorithm: ChecksumAlgorithm?, value: String)?
        /// Where PULL fetches from.
        var sourceURI: String?
    }

    /// Announces a file. One of the same name is replaced, and its transfer aborted.
    func addFile(_ spec: AddSpec, to id: String, by user: Principal) async throws -> SessionFile {
        let name = try NameRules.checkFileName(spec.name)
        if let size = spec.size, size < 0 {
            throw LibraryError.invalid("size", LibraryMessage("file.size_negative", "A size is not negative."))
        }
        let checksum = try spec.checksum.map { checksum throws(LibraryError) in
            try Checksum(algorithm: checksum.algorithm, value: checksum.value)
        }
        if spec.sourceType == .pull { try checkSource(spec.sourceURI, by: user) }
        let addition = FileAddition(name: name, source: spec.sourceType, size: spec.size, checksum: checksum)
        let added = try await perform(.addFile(addition), on: id) { [environment] db in
            try SessionFile.all(db, session: id, transfers: environment.transfers).first { $0.name == name }
        }
        guard let added else { throw LibraryError.unknownFile(name) }
        return added
    }

    func file(_ name: String, of id: String) async throws -> SessionFile {
        let name = NameRules.canonical(name)
        guard let file = try await load(id).files.first(where: { $0.name == name }) else {
            throw LibraryError.unknownFile(name)
        }
        return file
    }

    func files(of id: String) async throws -> [SessionFile] {
        try await load(id).files
    }

    /// Takes effect when the session completes.
    func removeFile(_ name: String, from id: String) async throws {
        try await perform(.removeFile(name: NameRules.canonical(name)), on: id)
    }

    /// Says what would stand in the way of `complete`. The session stays ACTIVE, so that the client can mend it.
    func validate(_ id: String) async throws -> SessionValidation {
        try await perform(.validate, on: id) { [environment] db in
            SessionValidation(try SessionFile.all(db, session: id, transfers: environment.transfers))
        }
    }

    /// Reading the server's own storage needs a privilege that reading the network does not.
    private func checkSource(_ uri: String?, by user: Principal) throws(LibraryError) {
        guard let uri else { throw .missing("source_endpoint") }
        let scheme = uri.prefix { $0 != ":" }.lowercased()
        switch scheme {
        case "http", "https":
            return
        case "file", "ds":
            guard user.privileges.contains(.readStorage) else { throw .missingPrivilege(.readStorage) }
        default:
            throw .invalid(
                "source_endpoint",
                LibraryMessage(
                    "session.file.scheme", "A source is of the scheme http, https, file or ds, not {0}.", scheme))
        }
    }
}
