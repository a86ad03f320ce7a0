#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Gives a client the credential of one security scheme, for every request anew.
public protocol CredentialProvider: Sendable {
    /// The credential as it travels, without the name of an HTTP scheme.
    /// - Throws: whatever keeps it from being there; the call then fails with ``ClientFailure/transport(_:)``.
    func credential() async throws -> String
}

/// A key or token, or whatever obtains it.
public struct SecretProvider: CredentialProvider, ExpressibleByStringLiteral {
    private let provide: @Sendable () async throws -> String

    /// A secret that stays the same.
    public init(_ secret: String) {
        provide = { secret }
    }

    /// A secret that is asked for before every request, so that an expired one can be replaced.
    public init(_ provide: @escaping @Sendable () async throws -> String) {
        self.provide = provide
    }

    /// A secret that stays the same.
    public init(stringLiteral secret: String) {
        self.init(secret)
    }

    /// The secret.
    public func credential() async throws -> String { try await provide() }
}

/// A user name and a password (RFC 7617), or whatever obtains them.
public struct PasswordProvider: CredentialProvider {
    private let provide: @Sendable () async throws -> (username: String, password: String)

    /// A user that stays the same.
    /// - Parameters:
    ///   - username: the user name, which must not have a colon.
    ///   - password: the password.
    public init(username: String, password: String) {
        provide = { (username, password) }
    }

    /// A user that is asked for before every request.
    public init(_ provide: @escaping @Sendable () async throws -> (username: String, password: String)) {
        self.provide = provide
    }

    /// User name and password in base 64.
    public func credential() async throws -> String {
        let (username, password) = try await provide()
        return Data("\(username):\(password)".utf8).base64EncodedString()
    }
}
