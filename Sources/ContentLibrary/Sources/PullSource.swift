import Foundation
import SwiftASN1
import X509

/// Where a PULL file comes from (`updatesession.File.AddSpec.source_endpoint`).
struct PullSource: Equatable, Sendable {
    /// A transfer endpoint as a client names it (`library.item.TransferEndpoint`).
    struct Request: Equatable, Sendable {
        var uri: String
        var thumbprint: String?
        var certificate: String?
    }

    /// What a source is once its URI is understood.
    enum Place: Sendable {
        case network(SourceURI)
        case storage(StoredFile)
    }

    /// Without user information, so that it can be shown.
    var uri: String
    /// `user:password`. A secret.
    var userInformation: String?
    /// The hexadecimal digits of the pinned certificate's SHA-1 digest.
    var thumbprint: String?
    /// The pinned certificate in PEM.
    var certificate: String?

    init(uri: String, userInformation: String? = nil, thumbprint: String? = nil, certificate: String? = nil) {
        self.uri = uri
        self.userInformation = userInformation
        self.thumbprint = thumbprint
        self.certificate = certificate
    }

    /// - Throws: InvalidArgument if it cannot be fetched from there; Unauthorized if the user lacks the privilege to
    ///   read the server's storage; Unsupported if this server does not fetch from the network.
    init(_ request: Request?, by user: Principal, settings: LibrarySettings) throws(LibraryError) {
        guard let request else { throw .missing("source_endpoint") }
        // Where the datastores are is not for everybody to find out.
        if Self.isInStorage(request.uri), !user.privileges.contains(.readStorage) {
            throw .missingPrivilege(.readStorage)
        }
        switch try Self.place(request.uri, settings) {
        case .network(let uri):
            guard settings.sources != nil else { throw .notBuilt("source.network", "fetching from the network") }
            self.init(uri: uri.text, userInformation: uri.userInformation)
            try pin(request, isSecure: uri.isSecure)
        case .storage:
            self.init(uri: request.uri)
            try pin(request, isSecure: false)
        }
    }

    func place(_ settings: LibrarySettings) throws(LibraryError) -> Place {
        let place = try Self.place(uri, settings)
        guard case .network(var uri) = place else { return place }
        uri.userInformation = userInformation
        return .network(uri)
    }

    var trust: SourceTrust {
        if let certificate { return .certificate(certificate) }
        return thumbprint.map { .thumbprint($0) } ?? .authorities([])
    }

    private static func scheme(_ uri: String) -> String { uri.prefix { $0 != ":" }.lowercased() }
    private static func isInStorage(_ uri: String) -> Bool { ["file", "ds"].contains(scheme(uri)) }

    private static func place(_ text: String, _ settings: LibrarySettings) throws(LibraryError) -> Place {
        switch scheme(text) {
        case "http", "https":
            do { return .network(try SourceURI(text)) } catch { throw .invalid("source_endpoint.uri", error.message) }
        case "file", "ds":
            return .storage(try StoredFile(uri: text, datastores: settings.datastores))
        case let scheme:
            throw .invalid(
                "source_endpoint.uri",
                LibraryMessage(
                    "session.file.scheme", "A source is of the scheme http, https, file or ds, not {0}.", scheme))
        }
    }

    /// - Throws: InvalidArgument if what pins a certificate is malformed, contradictory, or would never be looked at.
    private mutating func pin(_ request: Request, isSecure: Bool) throws(LibraryError) {
        if let text = request.thumbprint {
            let field = "source_endpoint.ssl_certificate_thumbprint"
            guard isSecure else { throw Self.pinsNothing(field) }
            guard let digits = Thumbprint.digits(text) else {
                throw .invalid(
                    field,
                    LibraryMessage("source.thumbprint", "A thumbprint is a SHA-1 digest: 40 hexadecimal digits."))
            }
            thumbprint = digits
        }
        if let pem = request.certificate {
            let field = "source_endpoint.ssl_certificate"
            guard isSecure else { throw Self.pinsNothing(field) }
            certificate = try Self.certificate(pem, thumbprint: thumbprint, field)
        }
    }

    private static func certificate(
        _ pem: String, thumbprint: String?, _ field: String
    ) throws(LibraryError) -> String {
        let limit = 64 << 10
        guard pem.utf8.count <= limit, let certificate = try? Certificate(pemEncoded: pem),
            let bytes = try? certificate.serializeAsPEM().derBytes
        else {
            throw .invalid(field, LibraryMessage("source.certificate", "It is no X.509 certificate in PEM."))
        }
        let presented = SourceCertificate(der: bytes)
        if let thumbprint, SourceTrust.thumbprint(thumbprint).accepts(presented, pinned: nil) != true {
            throw .invalid(
                field,
                LibraryMessage(
                    "source.contradiction", "Its thumbprint is {0}, not the given one.", presented.thumbprint))
        }
        return presented.pem
    }

    private static func pinsNothing(_ field: String) -> LibraryError {
        .invalid(field, LibraryMessage("source.pins_nothing", "Only a source of the scheme https has a certificate."))
    }
}
