import Foundation
import GRDB

/// The operations of `library.item.DownloadSession` and `library.item.downloadsession.File`.
struct DownloadSessionService: Sendable {
    let environment: LibraryEnvironment

    func create(item: String?, token: String? = nil, by user: Principal) async throws -> String {
        guard let item else { throw LibraryError.missing("library_item_id") }
        return try await environment.createOnce("download-session", by: user, token: token) { transaction in
            let item = try ItemRecord.find(transaction.db, id: item)
            guard let session = try DownloadSessionTransaction(transaction).create(on: item, by: user) else {
                throw LibraryError.notFound(.item, item.id)
            }
            return session.id
        }
    }

    func get(_ id: String) async throws -> DownloadSessionRecord {
        try await load(id).session
    }

    /// The calling user's sessions.
    func list(item: String? = nil, by user: Principal) async throws -> [String] {
        let now = environment.clock.now()
        return try await environment.store.read { db in
            if let item { _ = try ItemRecord.find(db, id: item) }
            var sessions = DownloadSessionRecord.filter(Column("user") == user.name && Column("expiration_time") > now)
            if let item { sessions = sessions.filter(Column("item_id") == item) }
            return try sessions.select(Column("id"), as: String.self).order(Column("id")).fetchAll(db)
        }
    }

    func keepAlive(_ id: String, progress: Int64? = nil) async throws {
        try await perform(.keepAlive(progress: progress), on: id)
    }

    func cancel(_ id: String) async throws {
        try await perform(.cancel, on: id)
    }

    func fail(_ id: String, message: String) async throws {
        try NameRules.checkCharacters(message, "client_error_message", lines: true)
        try await perform(.fail(message: message), on: id)
    }

    func delete(_ id: String) async throws {
        try await perform(.delete, on: id)
    }

    func files(of id: String) async throws -> [DownloadFileRecord] {
        try await load(id).files
    }

    func file(_ name: String, of id: String) async throws -> DownloadFileRecord {
        let name = NameRules.canonical(name)
        guard let file = try await load(id).files.first(where: { $0.name == name }) else {
            throw LibraryError.unknownFile(name)
        }
        return file
    }

    /// Makes a file downloadable. Where the content is here already, it is PREPARED when this returns; where a
    /// subscribed library has not fetched it yet, the server begins to, and the file tells how far it is.
    func prepare(
        _ name: String, of id: String, endpoint: DownloadEndpointType = .https, by user: Principal
    ) async throws -> DownloadFileRecord {
        if endpoint == .direct, !user.privileges.contains(.readStorage) {
            throw LibraryError.missingPrivilege(.readStorage)
        }
        let name = NameRules.canonical(name)
        let result = try await environment.transaction { transaction in
            let result = try DownloadSessionTransaction(transaction).run(.prepareFile(name: name), on: id)
            if result.refusal == nil, var file = try DownloadFileRecord.find(transaction.db, name, session: id) {
                file.endpointType = endpoint
                try file.update(transaction.db)
            }
            return result
        }
        environment.garbage.collectSoon()
        if let refusal = result.refusal { throw refusal }
        if result.fetches, let session = result.session {
            await DownloadPreparation(environment: environment).begin(name, of: session)
        }
        return try await file(name, of: id)
    }

    /// Where the content of a file is in storage, for who asked for it with an endpoint of the type DIRECT.
    func storageURI(of file: DownloadFileRecord) async throws -> String? {
        guard file.endpointType == .direct, file.status == .prepared, let object = file.objectId else { return nil }
        let backing = try await environment.store.read { db in
            try ContentObjectRecord.fetchOne(db, key: object)?.backing
        }
        return backing.map { environment.backings.uri(ofObject: object, in: $0) }
    }

    /// Opens a prepared file: the `GET` of its `download_endpoint`. Reading keeps the session alive.
    func open(_ name: String, of id: String) async throws -> ContentToRead {
        let name = NameRules.canonical(name)
        var content = try await ContentToRead.open(name, environment: environment) {
            let (result, object) = try await environment.transaction { transaction in
                let result = try DownloadSessionTransaction(transaction).run(.readFile(name: name), on: id)
                let file = try DownloadFileRecord.fetchOne(transaction.db, key: ["session_id": id, "name": name])
                let object = try file?.objectId.flatMap { try ContentObjectRecord.fetchOne(transaction.db, key: $0) }
                return (result, object)
            }
            if let refusal = result.refusal { throw refusal }
            guard let object else { throw LibraryError.notFound(.downloadSession, id) }
            return object
        }
        let key = DownloadCoverage.Key(session: id, file: name)
        content.progressed = DownloadProgress(key: key, size: content.size, environment: environment).report
        return content
    }
}

extension DownloadSessionService {
    @discardableResult
    func perform(_ event: DownloadSessionEvent, on id: String) async throws -> DownloadSessionRecord? {
        let result = try await environment.transaction { transaction in
            try DownloadSessionTransaction(transaction).run(event, on: id)
        }
        environment.garbage.collectSoon()
        if let refusal = result.refusal { throw refusal }
        return result.session
    }

    private func load(_ id: String) async throws -> (session: DownloadSessionRecord, files: [DownloadFileRecord]) {
        let now = environment.clock.now()
        let found = try await environment.store.read { db -> (DownloadSessionRecord, [DownloadFileRecord])? in
            guard let session = try DownloadSessionRecord.lookUp(db, id: id) else {
                throw LibraryError.notFound(.downloadSession, id)
            }
            guard session.expirationTime > now else { return nil }
            return (session, try DownloadFileRecord.all(db, session: id))
        }
        if let found { return found }
        try await environment.transaction { try DownloadSessionTransaction($0).expire(id) }
        environment.garbage.collectSoon()
        throw LibraryError.notFound(.downloadSession, id)
    }
}
