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
        var source: PullSource.Request?
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
        let pull =
            spec.sourceType == .pull ? try PullSource(spec.source, by: user, settings: environment.settings) : nil
        let addition = FileAddition(
            name: name, source: spec.sourceType, size: spec.size, checksum: checksum, pull: pull)
        let added = try await perform(.addFile(addition), on: id, announcing: spec.size ?? 0) { [environment] db in
            try SessionFile.find(db, session: id, name: name, transfers: environment.transfers)
        }
        guard let added else { throw LibraryError.unknownFile(name) }
        if pull != nil {
            try environment.settings.faults.reach(.pullAdded)
            PullService(environment: environment).startSoon()
        }
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
        try await inspected(id) { inspection in
            try await perform(.validate, on: id, inspection: inspection) { [environment] db in
                SessionValidation(
                    try SessionFile.all(db, session: id, transfers: environment.transfers), inspection)
            }
        }
    }
}
