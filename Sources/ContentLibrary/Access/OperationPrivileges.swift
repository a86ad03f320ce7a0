import BinderyRuntime

/// Which privilege each operation asks for: the one place that decides who may do what, whatever form a request has.
///
/// The identifiers are those of the document's operations. An operation that is not in the table is refused to everyone,
/// so that a new one is not open by oversight.
enum OperationPrivileges {
    /// What an operation asks for.
    enum Requirement: Equatable, Sendable {
        /// Nothing: the operation is about the caller's own login session.
        case anyone
        case privilege(Principal.Privilege)
    }

    /// - Throws: Unauthorized if the user lacks the operation's privilege.
    static func check(_ operationID: String, _ user: Principal) throws(LibraryError) {
        switch table[operationID] {
        case .anyone: return
        case .privilege(let privilege): try user.require(privilege)
        case nil: throw unclassified(operationID)
        }
    }

    /// The same for the endpoints that the document does not describe: those of content, of login sessions, and for trying
    /// a source.
    static func check(_ route: Route, _ user: Principal) throws(LibraryError) {
        if let operation = route.operationID { return try check(operation, user) }
        switch (route.method, route.path) {
        case (.put, TransferEndpoints.sessionTemplate), (.post, SourceProbing.path): try user.require(.updateSession)
        case (.get, TransferEndpoints.sessionTemplate), (.get, TransferEndpoints.itemTemplate):
            try user.require(.downloadSession)
        // Everyone's own; whose else, their handlers say.
        case (.get, LoginEndpoints.listPath), (.delete, LoginEndpoints.template): return
        default: throw unclassified(route.description)
        }
    }

    private static func unclassified(_ operation: String) -> LibraryError {
        LibraryError(
            .unauthorized, LibraryMessage("access.unclassified", "The operation {0} is open to nobody.", operation))
    }

    static let table: [String: Requirement] = {
        var table: [String: Requirement] = [:]
        for (service, operations) in privileges {
            for (operation, privilege) in operations { table["\(service)_\(operation)"] = .privilege(privilege) }
        }
        for operation in ["create", "get", "delete"] { table["Cis.Session_\(operation)"] = .anyone }
        return table
    }()

    private static let privileges: [String: [String: Principal.Privilege]] = [
        "Cis.Tasks": ["get": .read, "list": .read, "cancel": .cancelTask],
        "Content.Configuration": ["get": .getConfiguration, "update": .updateConfiguration],
        "Content.Library": [
            "get": .read, "list": .read, "find": .read, "update": .updateLibrary, "delete": .deleteLocalLibrary,
            "forceDelete": .deleteLocalLibrary, "migrate": .updateLibrary, "convert": .updateLibrary,
            "enterMaintenance": .updateLibrary, "exitMaintenance": .updateLibrary,
        ],
        "Content.LocalLibrary": [
            "create": .createLocalLibrary, "list": .read, "get": .read, "update": .updateLocalLibrary,
            "delete": .deleteLocalLibrary, "forceDelete": .deleteLocalLibrary, "publish": .publishLibrary,
        ],
        "Content.SecurityPolicies": ["list": .read],
        "Content.SubscribedLibrary": [
            "create": .createSubscribedLibrary, "list": .read, "get": .read, "update": .updateSubscribedLibrary,
            "delete": .deleteSubscribedLibrary, "forceDelete": .deleteSubscribedLibrary,
            "evict": .evictSubscribedLibrary, "sync": .syncLibrary, "probe": .probeSubscription,
        ],
        "Content.TrustedCertificates": [
            "create": .addCertificate, "list": .read, "get": .read, "delete": .deleteCertificate,
        ],
        "Content.Type": ["list": .typeIntrospection],
        "Content.Library.Item": [
            "create": .addLibraryItem, "copy": .addLibraryItem, "get": .read, "list": .read, "find": .read,
            "update": .updateLibraryItem, "delete": .deleteLibraryItem, "publish": .publishLibraryItem,
        ],
        "Content.Library.SubscribedItem": ["evict": .evictLibraryItem, "sync": .syncLibraryItem],
        "Content.Library.Subscriptions": [
            "create": .addSubscription, "list": .read, "get": .read, "update": .updateSubscription,
            "delete": .deleteSubscription,
        ],
        "Content.Library.Usages": ["add": .updateLibrary, "remove": .updateLibrary, "list": .read, "get": .read],
        "Content.Library.Item.Changes": ["list": .read, "get": .read],
        "Content.Library.Item.DownloadSession": [
            "create": .downloadSession, "list": .downloadSession, "get": .downloadSession, "delete": .downloadSession,
            "keepAlive": .downloadSession, "cancel": .downloadSession, "fail": .downloadSession,
        ],
        "Content.Library.Item.Downloadsession.File": [
            "list": .downloadSession, "get": .downloadSession, "prepare": .downloadSession,
        ],
        "Content.Library.Item.File": ["get": .read, "list": .read],
        "Content.Library.Item.Storage": ["get": .read, "list": .read],
        "Content.Library.Item.UpdateSession": [
            "create": .updateSession, "list": .updateSession, "get": .updateSession, "update": .updateSession,
            "delete": .updateSession, "complete": .updateSession, "keepAlive": .updateSession,
            "cancel": .updateSession, "fail": .updateSession,
        ],
        "Content.Library.Item.Updatesession.File": [
            "add": .updateSession, "list": .updateSession, "get": .updateSession, "remove": .updateSession,
            "validate": .updateSession,
        ],
    ]
}
