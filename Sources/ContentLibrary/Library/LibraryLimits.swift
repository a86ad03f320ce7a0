import Foundation

/// How much of everything there may be, so that nothing a client sends makes the server grow without bound.
///
/// What is beyond a limit is refused with UNABLE_TO_ALLOCATE_RESOURCE, or with SERVICE_UNAVAILABLE where waiting helps.
public struct LibraryLimits: Sendable {
    /// Bytes of a request's body, content apart.
    public var body = 16 << 20
    /// Files of an update session.
    public var filesPerSession = 1000
    /// Items of a library.
    public var itemsPerLibrary = 1_000_000
    /// Update sessions, and download sessions, that are ACTIVE for a user.
    public var sessionsPerUser = 10_000
    /// Login sessions of a user.
    public var loginsPerUser = 1000
    /// Uploads that run for a user.
    public var uploadsPerUser = 256
    /// Uploads that run.
    public var uploads = 1024
    /// Bytes of the items of a library; nil, and only the store's quota counts.
    public var libraryQuota: Int64?
    /// Bytes of all content; nil, and only the disk's size counts.
    public var storeQuota: Int64?
    /// Bytes of the disk that content never takes, so that the database can always commit.
    public var reservedSpace: Int64 = 64 << 20
    /// Wrong passwords that nobody has to wait after; each further one doubles the wait.
    public var freeLoginAttempts = 5

    /// Makes the default limits.
    public init() {}

    var loginThrottle: LoginThrottle.Policy { LoginThrottle.Policy(freeAttempts: freeLoginAttempts) }
}

extension LibraryError {
    /// There is as much of something as there may be.
    static func limit(_ id: String, _ text: String, _ limit: some BinaryInteger) -> LibraryError {
        LibraryError(.unableToAllocateResource, LibraryMessage("limit." + id, text, String(limit)))
    }
}
