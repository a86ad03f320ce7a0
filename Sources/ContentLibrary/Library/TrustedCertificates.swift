import Crypto
import Foundation
import GRDB
import SwiftASN1
import X509

/// The operations of `content.TrustedCertificates`: the authorities that the server trusts beside those of its system.
struct TrustedCertificates: Sendable {
    /// How many there may be.
    static let limit = 1000
    /// How long the text of one may be.
    static let textLimit = 64 << 10

    /// A certificate of the store.
    struct Record: StoreRecord, Equatable {
        static let databaseTableName = "trusted_certificate"

        var id: String
        var fingerprint: String
        var pem: String
        var creationTime: Date
    }

    let environment: LibraryEnvironment

    /// Trusts a certificate. One that is trusted already keeps its identifier.
    ///
    /// - Throws: InvalidArgument if the text is not one certificate in PEM: the document declares only Error for it, whose
    ///   status would blame the server.
    func create(_ text: String) async throws -> String {
        let certificate = try Self.read(text)
        return try await environment.transaction { transaction in
            let db = transaction.db
            let known = Record.filter(Column("fingerprint") == certificate.fingerprint)
            if let known = try known.fetchOne(db) { return known.id }
            guard try Record.fetchCount(db) < Self.limit else {
                throw LibraryError(
                    .invalidArgument,
                    LibraryMessage(
                        "trusted_certificate.too_many", "The server trusts at most {0} certificates.",
                        String(Self.limit)))
            }
            let record = Record(
                id: transaction.ids.next(), fingerprint: certificate.fingerprint, pem: certificate.pem,
                creationTime: transaction.now)
            try record.insert(db)
            return record.id
        }
    }

    func get(_ id: String) async throws -> Record {
        try await environment.store.read { db in
            guard let record = try Record.lookUp(db, id: id) else {
                throw LibraryError.notFound(.trustedCertificate, id)
            }
            return record
        }
    }

    func list() async throws -> [Record] {
        try await environment.store.read { db in
            try Record.order(Column("creation_time"), Column("id")).fetchAll(db)
        }
    }

    /// What whoever verifies a signature or connects to another server trusts beside the system's authorities, in PEM.
    func authorities() async throws -> [String] {
        try await list().map(\.pem)
    }

    func delete(_ id: String) async throws {
        try await environment.transaction { transaction in
            guard let record = try Record.lookUp(transaction.db, id: id) else {
                throw LibraryError.notFound(.trustedCertificate, id)
            }
            try record.delete(transaction.db)
        }
    }

    private static func read(_ text: String) throws -> (pem: String, fingerprint: String) {
        guard text.utf8.count <= textLimit else {
            throw malformed("it has more than \(textLimit) bytes")
        }
        do {
            let documents = try PEMDocument.parseMultiple(pemString: text)
            guard documents.count == 1, let document = documents.first else {
                throw malformed("it holds \(documents.count) of them")
            }
            _ = try Certificate(pemDocument: document)
            return (document.pemString, SHA256.hash(data: document.derBytes).hexadecimal)
        } catch let error as LibraryError {
            throw error
        } catch {
            throw malformed("\(error)")
        }
    }

    private static func malformed(_ reason: String) -> LibraryError {
        LibraryError(
            .invalidArgument,
            LibraryMessage(
                "trusted_certificate.malformed", "cert_text is not one X.509 certificate in PEM: {0}.", reason))
    }
}
