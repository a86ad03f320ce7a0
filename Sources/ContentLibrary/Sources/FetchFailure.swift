/// Why something could not be fetched for good.
enum FetchFailure: Error, Equatable {
    /// The transport gave up, or nobody answered however often it was tried.
    case source(SourceFailure)
    /// The source answered, but not with the content.
    case status(Int)
    /// The source sent a coding of the content, which was not asked for.
    case coded(String)
    /// A redirect leads on and on.
    case redirects(limit: Int)
    /// A redirect leads nowhere, or from `https` to `http`.
    case badRedirect(String)

    /// What clients are told.
    var message: LibraryMessage {
        switch self {
        case .source(let failure): failure.message
        case .status(let code):
            LibraryMessage("source.status", "The source answered with the status {0}.", String(code))
        case .coded(let coding):
            LibraryMessage("source.coded", "The source sent its content in the coding {0}.", coding)
        case .redirects(let limit):
            LibraryMessage("source.redirects", "The source redirects more than {0} times.", String(limit))
        case .badRedirect(let reason):
            LibraryMessage("source.bad_redirect", "The source redirects to where it must not: {0}.", reason)
        }
    }
}

extension SourceFailure {
    /// What clients are told.
    var message: LibraryMessage {
        switch self {
        case .uri(let reason): LibraryMessage("source.uri", "The URI of the source is not valid: {0}.", reason)
        case .unresolved(let host): LibraryMessage("source.unresolved", "The host {0} has no address.", host)
        case .forbiddenAddress(let host, _):
            LibraryMessage(
                "source.forbidden_address",
                "The host {0} is at a loopback, private or otherwise reserved address, from which nothing is fetched.",
                host)
        case .untrusted(let host, let reason, _):
            LibraryMessage("source.untrusted", "The host {0} is not trusted: {1}.", host, reason)
        case .connection(let reason):
            LibraryMessage("source.connection", "The source could not be read: {0}", reason)
        }
    }
}
