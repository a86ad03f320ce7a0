public import BinderyRuntime
public import HTTPTypes

/// How the server fetches what it does not have: the source of a PULL file (`updatesession.File.AddSpec`), or a
/// publisher's feed (`SubscribedLibrary.sync`).
///
/// One request, one answer: who asks follows redirects, resumes and verifies. A transport resolves the host, refuses
/// the addresses that the request does not allow, connects to the very address it checked, and trusts what the request
/// says.
public protocol SourceTransport: Sendable {
    /// Sends a `GET`.
    /// - Throws: ``SourceFailure``, and what the body's bytes throw while they come.
    func get(_ request: SourceRequest) async throws -> SourceResponse
}

/// A `GET` that the server sends to a source.
public struct SourceRequest: Sendable {
    /// An absolute URI with the scheme `http` or `https`.
    public var uri: String
    /// What is sent with it, such as `Range` or `Authorization`.
    public var headerFields: HTTPFields
    /// Whom an `https` source must turn out to be.
    public var trust: SourceTrust
    /// Whether loopback, private and link-local addresses may be connected to.
    public var allowsPrivateAddresses: Bool

    /// Makes a request.
    public init(
        uri: String, headerFields: HTTPFields = [:], trust: SourceTrust = .authorities([]),
        allowsPrivateAddresses: Bool = false
    ) {
        self.uri = uri
        self.headerFields = headerFields
        self.trust = trust
        self.allowsPrivateAddresses = allowsPrivateAddresses
    }
}

/// Whom an `https` source must turn out to be.
public enum SourceTrust: Hashable, Sendable {
    /// A name that one of the system's authorities vouches for, or one of these (PEM): the server's trusted certificates.
    case authorities([String])
    /// The one certificate with this SHA-1 digest of its DER, whatever it says of itself (`ssl_certificate_thumbprint`).
    case thumbprint(String)
    /// The one certificate in this PEM, whatever it says of itself (`ssl_certificate`).
    case certificate(String)
}

/// What a source answered.
public struct SourceResponse: Sendable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The header fields.
    public var headerFields: HTTPFields
    /// The bytes, as they come. The connection ends with them, or when nobody has this any more.
    public var body: BodyStream
    /// The certificate that an `https` source presented.
    public var certificate: SourceCertificate?

    /// Makes an answer.
    public init(
        status: HTTPResponse.Status, headerFields: HTTPFields = [:], body: BodyStream,
        certificate: SourceCertificate? = nil
    ) {
        self.status = status
        self.headerFields = headerFields
        self.body = body
        self.certificate = certificate
    }
}

/// Why a source did not answer.
public enum SourceFailure: Error, Hashable, Sendable {
    /// The URI is none, or has another scheme than `http` and `https`.
    case uri(String)
    /// The host has no address.
    case unresolved(host: String)
    /// The host is at an address that the request does not allow.
    case forbiddenAddress(host: String, address: String)
    /// The source is not who it must be, but who presents this certificate.
    case untrusted(host: String, reason: String, certificate: SourceCertificate?)
    /// Nobody answered, or not in time; it may be tried again.
    case connection(String)
}
