import GRDB

/// Does what the machine decided about the files of a session.
struct SessionFileEffects {
    let db: Database
    let session: UpdateSessionRecord

    init(_ transaction: LibraryTransaction, session: UpdateSessionRecord) {
        db = transaction.db
        self.session = session
    }

    func apply(_ effect: UpdateSessionEffect) throws {
        switch effect {
        case .snapshotItemFiles:
            for file in try ItemFileRecord.all(db, item: session.itemId) { try keep(file) }
        case .expectFile(let addition):
            let position = try position(of: addition.name)
            try remove(addition.name)
            try SessionFileRecord(expecting: addition, position: position, session: session.id).insert(db)
            if let source = addition.pull {
                try PulledFileRecord(source, name: addition.name, session: session.id).insert(db)
            }
        case .restoreFile(let name):
            try remove(name)
            if let file = try ItemFileRecord.fetchOne(db, key: ["item_id": session.itemId, "name": name]) {
                try keep(file)
            }
        case .dropFile(let name):
            try remove(name)
        case .setTransfer(let name, let status, let upload):
            try change(name) { file in
                file.status = status
                file.uploadId = upload
                file.objectId = nil
                file.size = nil
            }
        case .keepContent(let name, let content):
            try ContentObjectRecord(content).insert(db)
            try change(name) { file in
                file.status = .ready
                file.uploadId = nil
                file.objectId = content.objectId
                file.size = content.size
            }
        case .keepMembers(let archive, let size, let files):
            try unpack(files, archive: archive, size: size)
        case .failFile(let name, let reason):
            try change(name) { file in
                file.status = .error
                file.uploadId = nil
                file.errorMessage = reason
            }
        case .releaseContent:
            // What was in flight stays where it was: the file of a session that ended is no longer on its way.
            try db.execute(
                sql: """
                    UPDATE update_session_file SET
                        object_id = NULL,
                        upload_id = NULL,
                        status = CASE WHEN status IN ('TRANSFERRING', 'VALIDATING') THEN 'WAITING_FOR_TRANSFER' ELSE status END
                    WHERE session_id = ?
                    """, arguments: [session.id])
        default:
            break
        }
    }

    private func keep(_ file: ItemFileRecord) throws {
        let size = try ContentObjectRecord.fetchOne(db, key: file.objectId)?.size ?? 0
        try SessionFileRecord(unchanged: file, size: size, session: session.id).insert(db)
    }

    /// The files take the place of those that the archive brought before; the archive itself holds no bytes.
    private func unpack(_ files: [UnpackedFile], archive: String, size: Int64) throws {
        try change(archive) { file in
            file.status = .ready
            file.uploadId = nil
            file.size = size
        }
        guard let record = try SessionFileRecord.fetchOne(db, key: ["session_id": session.id, "name": archive]) else {
            return
        }
        try removeMembers(of: archive)
        var last = try lastPosition()
        for file in files {
            try ContentObjectRecord(file.content).insert(db)
            let known = try knownPosition(of: file.name)
            if known == nil { last += 1 }
            let position = known ?? last
            try remove(file.name)
            try SessionFileRecord(unpacked: file, from: record, position: position).insert(db)
        }
    }

    private func removeMembers(of archive: String) throws {
        try db.execute(
            sql: "DELETE FROM update_session_file WHERE session_id = ? AND archive = ?",
            arguments: [session.id, archive])
    }

    /// What an archive brought goes with it.
    private func remove(_ name: String) throws {
        try removeMembers(of: name)
        _ = try SessionFileRecord.deleteOne(db, key: ["session_id": session.id, "name": name])
    }

    /// A replaced file stays where it was, a new one comes last.
    private func position(of name: String) throws -> Int64 {
        try knownPosition(of: name) ?? lastPosition() + 1
    }

    private func knownPosition(of name: String) throws -> Int64? {
        try SessionFileRecord.fetchOne(db, key: ["session_id": session.id, "name": name])?.position
    }

    private func lastPosition() throws -> Int64 {
        try Int64.fetchOne(
            db, sql: "SELECT max(position) FROM update_session_file WHERE session_id = ?", arguments: [session.id])
            ?? 0
    }

    private func change(_ name: String, _ change: (inout SessionFileRecord) -> Void) throws {
        guard var file = try SessionFileRecord.fetchOne(db, key: ["session_id": session.id, "name": name]) else {
            return
        }
        change(&file)
        try file.update(db)
    }
}

extension ContentObjectRecord {
    fileprivate init(_ content: ReceivedContent) {
        self.init(
            id: content.objectId, size: content.size, sha256: content.sha256,
            checksumAlgorithm: content.checksum.algorithm, checksum: content.checksum.value,
            backing: content.backing)
    }
}
