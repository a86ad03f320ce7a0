/// The life of an update session (`UpdateSessionModel.State`). All but `active` are final.
enum UpdateSessionState: String, Codable, CaseIterable, Sendable {
    case active = "ACTIVE"
    case done = "DONE"
    case error = "ERROR"
    case canceled = "CANCELED"
}

/// The life of a download session (`DownloadSessionModel.State`). All but `active` are final.
enum DownloadSessionState: String, Codable, CaseIterable, Sendable {
    case active = "ACTIVE"
    case canceled = "CANCELED"
    case error = "ERROR"
}

/// Where the bytes of a session's file come from (`updatesession.File.SourceType`).
enum FileSourceType: String, Codable, CaseIterable, Sendable {
    /// The file is as it was when the session began: it is not being changed.
    case none = "NONE"
    /// The client uploads it.
    case push = "PUSH"
    /// The server fetches it.
    case pull = "PULL"
}

/// What a certificate may be warned about (`updatesession.WarningType`).
enum WarningType: String, Codable, CaseIterable, Sendable {
    case selfSignedCertificate = "SELF_SIGNED_CERTIFICATE"
    case expiredCertificate = "EXPIRED_CERTIFICATE"
    case notYetValidCertificate = "NOT_YET_VALID_CERTIFICATE"
    case untrustedCertificate = "UNTRUSTED_CERTIFICATE"
}

/// Whether the client accepts a warning (`updatesession.WarningBehavior`).
struct WarningBehavior: Codable, Hashable, Sendable {
    var type: WarningType
    var ignored: Bool
}

/// What the client may know of an item's content before it completes (`updatesession.PreviewInfo.State`).
enum PreviewState: String, Codable, CaseIterable, Sendable {
    case unavailable = "UNAVAILABLE"
    case notApplicable = "NOT_APPLICABLE"
    case preparing = "PREPARING"
    case available = "AVAILABLE"
}
