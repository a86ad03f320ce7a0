extension Principal {
    /// What operations ask for, by the identifiers that vSphere has for them.
    public enum Privilege: String, CaseIterable, Sendable {
        /// Seeing libraries, items and what belongs to them.
        case read = "System.Read"
        /// Seeing and ending the login sessions of others.
        case terminateSession = "Sessions.TerminateSession"

        /// Fetching content.
        case downloadSession = "ContentLibrary.DownloadSession"
        /// Changing the content of items by update sessions.
        case updateSession = "ContentLibrary.UpdateSession"
        /// Making items.
        case addLibraryItem = "ContentLibrary.AddLibraryItem"
        /// Changing the name, description and type of items.
        case updateLibraryItem = "ContentLibrary.UpdateLibraryItem"
        /// Deleting items.
        case deleteLibraryItem = "ContentLibrary.DeleteLibraryItem"
        /// Making local libraries.
        case createLocalLibrary = "ContentLibrary.CreateLocalLibrary"
        /// Changing local libraries.
        case updateLocalLibrary = "ContentLibrary.UpdateLocalLibrary"
        /// Deleting local libraries.
        case deleteLocalLibrary = "ContentLibrary.DeleteLocalLibrary"
        /// Making subscribed libraries.
        case createSubscribedLibrary = "ContentLibrary.CreateSubscribedLibrary"
        /// Changing subscribed libraries.
        case updateSubscribedLibrary = "ContentLibrary.UpdateSubscribedLibrary"
        /// Deleting subscribed libraries.
        case deleteSubscribedLibrary = "ContentLibrary.DeleteSubscribedLibrary"
        /// Moving and converting libraries, keeping them in maintenance, noting who uses them; and, with the privilege of
        /// the type, changing libraries of either type.
        case updateLibrary = "ContentLibrary.UpdateLibrary"
        /// Asking a publisher for its library before there is a subscription.
        case probeSubscription = "ContentLibrary.ProbeSubscription"
        /// Synchronising subscribed libraries.
        case syncLibrary = "ContentLibrary.SyncLibrary"
        /// Synchronising items of subscribed libraries.
        case syncLibraryItem = "ContentLibrary.SyncLibraryItem"
        /// Giving up the content of subscribed libraries.
        case evictSubscribedLibrary = "ContentLibrary.EvictSubscribedLibrary"
        /// Giving up the content of items of subscribed libraries.
        case evictLibraryItem = "ContentLibrary.EvictLibraryItem"
        /// Publishing libraries to their subscribers.
        case publishLibrary = "ContentLibrary.PublishLibrary"
        /// Publishing items to subscribers.
        case publishLibraryItem = "ContentLibrary.PublishLibraryItem"
        /// Adding subscribers to published libraries.
        case addSubscription = "ContentLibrary.AddSubscription"
        /// Changing the subscribers of published libraries.
        case updateSubscription = "ContentLibrary.UpdateSubscription"
        /// Removing subscribers of published libraries.
        case deleteSubscription = "ContentLibrary.DeleteSubscription"
        /// Asking which types of items there are.
        case typeIntrospection = "ContentLibrary.TypeIntrospection"
        /// Seeing the configuration.
        case getConfiguration = "ContentLibrary.GetConfiguration"
        /// Changing the configuration.
        case updateConfiguration = "ContentLibrary.UpdateConfiguration"
        /// Trusting a certificate.
        case addCertificate = "ContentLibrary.AddCertToTrustStore"
        /// Trusting a certificate no more.
        case deleteCertificate = "ContentLibrary.DeleteCertFromTrustStore"
        /// Canceling the tasks of others.
        case cancelTask = "Global.CancelTask"
        /// Reading the server's own storage by `file:` and `ds:`. In no role: it is given by its name.
        case readStorage = "ContentLibrary.ReadStorage"
    }

    /// What users usually may do, as a name for several privileges.
    public enum Role: String, CaseIterable, Sendable {
        /// Sees everything and fetches content.
        case readOnly = "read-only"
        /// Works with libraries, items and their content.
        case contentAdministrator = "content-administrator"
        /// Also changes what the server does: configuration, trusted certificates, login sessions of others.
        case administrator

        /// What the role allows. ``Privilege/readStorage`` is in none.
        public var privileges: Set<Privilege> {
            switch self {
            case .readOnly: Self.reading
            case .contentAdministrator: Self.content
            case .administrator: Self.all
            }
        }

        private static let reading: Set<Privilege> = [.read, .downloadSession, .typeIntrospection, .getConfiguration]
        private static let content = all.subtracting([
            .terminateSession, .updateConfiguration, .addCertificate, .deleteCertificate,
        ])
        private static let all = Set(Privilege.allCases).subtracting([.readStorage])
    }
}
