import GRDB

/// What a client asks of a subscription (`library.SubscriptionInfo`); in an update, unset leaves it.
struct SubscribeRequest: Equatable, Sendable {
    var url: String?
    var authenticationMethod: FeedAuthentication?
    var userName: String?
    var password: String?
    var sslThumbprint: String?
    var sslCertificate: String?
    var automaticSyncEnabled: Bool?
    var onDemand: Bool?

    /// The subscription as it would be, of a publisher that nobody has asked yet.
    /// - Throws: InvalidArgument with the field that is missing or wrong.
    func subscription(_ before: SubscriptionRecord? = nil) throws -> SubscriptionRecord {
        guard let url = url ?? before?.subscriptionUrl else {
            throw LibraryError.missing("subscription_info.subscription_url")
        }
        guard let method = authenticationMethod ?? before?.authenticationMethod else {
            throw LibraryError.missing("subscription_info.authentication_method")
        }
        try check()
        var subscription =
            before
            ?? SubscriptionRecord(
                libraryId: "", subscriptionUrl: url, authenticationMethod: method, automaticSyncEnabled: false,
                onDemand: false, publisherId: "", isSyncing: false)
        subscription.subscriptionUrl = url
        subscription.authenticationMethod = method
        subscription.userName = userName ?? before?.userName
        subscription.password = password ?? before?.password
        if method == .none {
            guard password == nil else {
                throw LibraryError.invalid(
                    "subscription_info.password",
                    LibraryMessage(
                        "library.password_unused", "Only the authentication method BASIC has a password."))
            }
            subscription.password = nil
        } else if subscription.password == nil {
            throw LibraryError.missing("subscription_info.password")
        }
        subscription.automaticSyncEnabled = automaticSyncEnabled ?? subscription.automaticSyncEnabled
        subscription.onDemand = onDemand ?? subscription.onDemand
        try pin(&subscription)
        return subscription
    }

    /// A new pin replaces the old one, of either kind; an empty one takes it away.
    private func pin(_ subscription: inout SubscriptionRecord) throws {
        guard sslThumbprint != nil || sslCertificate != nil else { return }
        subscription.sslThumbprint = try sslThumbprint.flatMap { text in
            guard !text.isEmpty else { return nil }
            guard let digits = Thumbprint.digits(text) else {
                throw LibraryError.invalid(
                    "subscription_info.ssl_thumbprint",
                    LibraryMessage("library.thumbprint", "A thumbprint is a SHA-1 digest: 40 hexadecimal digits."))
            }
            return digits
        }
        subscription.sslCertificate = sslCertificate.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func check() throws {
        let field = "subscription_info."
        if let url {
            do { _ = try SourceURI(url) } catch {
                throw LibraryError.invalid(field + "subscription_url", error.message)
            }
        }
        try NameRules.checkCharacters(userName, field + "user_name")
        try NameRules.checkCharacters(password, field + "password")
        guard userName?.contains(":") != true, userName?.isEmpty != true, userName?.utf8.count ?? 0 <= 1024 else {
            throw LibraryError.invalid(
                field + "user_name",
                LibraryMessage("library.user_name", "A user name has from 1 to 1024 bytes and no colon."))
        }
        guard password?.utf8.count ?? 0 <= 1024 else {
            throw LibraryError.invalid(
                field + "password", LibraryMessage("library.password_length", "A password has from 1 to 1024 bytes."))
        }
        guard sslCertificate?.utf8.count ?? 0 <= 64 << 10 else {
            throw LibraryError.invalid(
                field + "ssl_certificate",
                LibraryMessage("library.certificate_length", "A certificate has at most 65536 bytes."))
        }
    }
}
