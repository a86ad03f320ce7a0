import ContentFormats
import Foundation
import GRDB
import Synchronization

/// The transfer of one file's bytes, from the first of them to a READY file.
struct UploadTransfer: Sendable {
    /// The bytes came whole and are not what the client declared.
    struct WrongContent: Error {
        var reason: LibraryMessage
    }

    /// What the client said about the bytes when it added the file.
    struct Declaration: Sendable {
        var size: Int64?
        var checksum: Checksum?
        /// Whether the file is taken apart.
        var isArchive = false
    }

    /// The body ended before its announced length.
    struct ConnectionEnded: Error {}

    let ticket: UploadTicket
    let environment: LibraryEnvironment
    private var sessions: UpdateSessionService { UpdateSessionService(environment: environment) }

    init(ticket: UploadTicket, environment: LibraryEnvironment) {
        self.ticket = ticket
        self.environment = environment
    }

    func run<Body: AsyncSequence & Sendable>(_ body: Body) async throws where Body.Element == ArraySlice<UInt8> {
        try await sessions.perform(.uploadStarted(name: ticket.name, upload: ticket.id), on: ticket.session)
        try await receive { try await stage(body, $0) }
    }

    /// Verifies and publishes what was staged, once it is.
    func receive(staging: (Declaration) async throws -> StagedUpload) async throws {
        let declared = try await declaration()
        do {
            let staged = try await staging(declared)
            try await sessions.perform(.uploadArrived(name: ticket.name, upload: ticket.id), on: ticket.session)
            switch staged {
            case .file(let file): try await keep(file, declared)
            case .archive(let archive): try await keep(archive, declared)
            }
        } catch let fault as FormatFault {
            throw notAnArchive(fault)
        } catch UploadReceiver.Failure.stopped(let fault as FormatFault) {
            throw notAnArchive(fault)
        }
        try environment.settings.faults.reach(.uploadAfterTransaction)
    }

    private func keep(_ file: StagingFile, _ declared: Declaration) async throws {
        let object = environment.ids.next()
        let content = try await environment.pools.upload.run { try file.finish(asObject: object) }
        try check(content.size, declared)
        try check(content.checksum, declared)
        try await publish(
            [(ticket.id, content)], saying: .uploadFinished(name: ticket.name, upload: ticket.id, content: content))
    }

    private func keep(_ archive: OVAUnpacker, _ declared: Declaration) async throws {
        let (members, size) = try await environment.pools.upload.run { try archive.finish() }
        try check(size, declared)
        let files = members.map { member in
            UnpackedFile(
                name: member.name, content: member.content,
                keepInStorage: ContentAdapter.ovf.keepsInStorage(member.name))
        }
        try await publish(
            members.map { ($0.staged, $0.content) },
            saying: .archiveUnpacked(name: ticket.name, upload: ticket.id, size: size, files: files))
    }

    private func notAnArchive(_ fault: FormatFault) -> WrongContent {
        WrongContent(
            reason: LibraryMessage(
                "session.file.not_ova", "The file {0} is not an OVA that can be taken apart: {1}", ticket.name,
                fault.description))
    }

    /// Puts the bytes as they come into a staging file, or takes them apart if they are an archive.
    func stage<Body: AsyncSequence & Sendable>(_ body: Body, _ declared: Declaration) async throws -> StagedUpload
    where Body.Element == ArraySlice<UInt8> {
        let (environment, ticket) = (environment, ticket)
        let staged = try await environment.pools.upload.run {
            try StagedUpload(
                ticket, declared, in: environment.backings.folder(of: ticket.backing), ids: environment.ids,
                fileLimit: environment.settings.limits.filesPerSession)
        }
        try await receive(body, into: staged.sink, declared)
        return staged
    }

    /// What says beforehand that it will be wrong is not begun.
    func checkAnnouncedLength() async throws {
        if let room = try await room(), ticket.length ?? 0 > room { throw Self.noRoom(room) }
        guard let length = ticket.length else { return }
        do { try check(length, try await declaration()) } catch let wrong as WrongContent {
            throw LibraryError.invalid("Content-Length", wrong.reason)
        }
    }

    /// Puts the bytes in their places, then says so.
    private func publish(
        _ staged: [(upload: String, content: ReceivedContent)], saying event: UpdateSessionEvent
    ) async throws {
        let faults = environment.settings.faults
        try await environment.adopt(staged) {
            try await sessions.perform(event, on: ticket.session, announcing: 0) { _ in
                try faults.reach(.uploadInsideTransaction)
            }
        }
    }

    /// How many bytes the quotas have room for.
    private func room() async throws -> Int64? {
        let (quotas, session) = (StorageQuotas(environment.settings.limits), ticket.session)
        return try await environment.store.read { db in try quotas.room(db, session: session) }
    }

    private static func noRoom(_ room: Int64) -> LibraryError {
        .limit("quota", "The quotas of the library and its storage backing leave room for {0} bytes.", max(0, room))
    }

    private func declaration() async throws -> Declaration {
        let ticket = ticket
        return try await environment.store.read { db in
            // A session that is not there, or a file, is the machine's to refuse.
            guard try UpdateSessionRecord.lookUp(db, id: ticket.session) != nil else { return Declaration() }
            let file = try SessionFileRecord.fetchOne(db, key: ["session_id": ticket.session, "name": ticket.name])
            let type = try String.fetchOne(
                db,
                sql: """
                    SELECT library_item.type FROM library_item
                    JOIN update_session ON update_session.item_id = library_item.id WHERE update_session.id = ?
                    """, arguments: [ticket.session])
            return Declaration(
                size: file?.declaredSize, checksum: file?.declared,
                isArchive: ContentAdapter(type: type ?? "").unpacks(ticket.name))
        }
    }

    private func receive<Body: AsyncSequence & Sendable>(
        _ body: Body, into file: any UploadSink, _ declared: Declaration
    ) async throws
    where Body.Element == ArraySlice<UInt8> {
        let lastTouch = Mutex(environment.clock.now())
        let room = try await room()
        let receiver = UploadReceiver(
            file: file, pool: environment.pools.upload, bandwidth: environment.bandwidth, limit: declared.size,
            progressed: { [environment, ticket, sessions] received in
                environment.metrics.uploaded(environment.transfers.progressed(ticket.id, received))
                if let room, received > room { throw Self.noRoom(room) }
                // A session whose bytes keep coming is not idle; telling the store so now and then is enough.
                let now = environment.clock.now()
                let due = lastTouch.withLock { last in
                    guard now.timeIntervalSince(last) >= environment.settings.sessionTimeout / 4 else { return false }
                    last = now
                    return true
                }
                guard due else { return }
                try await sessions.perform(.uploadProgressed(name: ticket.name, upload: ticket.id), on: ticket.session)
            })
        do {
            let received = try await receiver.receive(body)
            if let length = ticket.length, received < length { throw ConnectionEnded() }
        } catch UploadReceiver.Failure.tooLong {
            throw wrongSize("more than \(declared.size ?? 0)", declared)
        }
    }

    private func check(_ size: Int64, _ declared: Declaration) throws {
        guard let expected = declared.size, expected != size else { return }
        throw wrongSize(String(size), declared)
    }

    private func check(_ actual: Checksum, _ declared: Declaration) throws {
        guard let expected = declared.checksum, expected != actual else { return }
        throw WrongContent(
            reason: LibraryMessage(
                "session.file.checksum_mismatch", "The file {0} has the {1} checksum {2}, not the declared {3}.",
                ticket.name, actual.algorithm.rawValue, actual.value, expected.value))
    }

    private func wrongSize(_ size: String, _ declared: Declaration) -> WrongContent {
        WrongContent(
            reason: LibraryMessage(
                "session.file.size_mismatch", "The file {0} has {1} bytes, not the {2} that were declared.",
                ticket.name, size, String(declared.size ?? 0)))
    }
}
