/// What a client may know of its login session.
struct UserSession {
    var key: String
    var user: String
    var created: String
    var used: String

    var xml: String {
        XMLText.element("key", text: key) + XMLText.element("userName", text: user)
            + XMLText.element("fullName", text: user) + XMLText.element("loginTime", text: created)
            + XMLText.element("lastActiveTime", text: used) + "<locale>en</locale><messageLocale>en</messageLocale>"
    }
}

/// What there is at this endpoint, and what answers.
enum ServiceContent {
    static let xml =
        XMLText.reference("rootFolder", Inventory.rootFolder)
        + XMLText.reference("propertyCollector", Inventory.propertyCollector)
        + XMLText.reference("viewManager", ContainerView.manager)
        + "<about><name>Bindery Content Library</name><fullName>Bindery Content Library</fullName><vendor>Bindery</vendor>"
        + "<version>9.1.0</version><build>0</build><osType>any</osType><productLineId>vpx</productLineId>"
        + "<apiType>VirtualCenter</apiType><apiVersion>9.1.0.0</apiVersion></about>"
        + XMLText.reference("sessionManager", Inventory.sessionManager)

    /// The versions of the interface whose clients are served: nothing of what is here has changed in them.
    static let versions: String = {
        let prior = [
            "9.0.0.0", "8.0.3.0", "8.0.2.0", "8.0.1.0", "8.0.0.0", "7.0", "6.7", "6.5", "6.0", "5.5", "5.0", "4.0",
        ]
        let elements = prior.map { XMLText.element("version", text: $0) }.joined()
        return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
            + #"<namespaces version="1.0"><namespace><name>urn:vim25</name><version>9.1.0.0</version>"#
            + "<priorVersions>\(elements)</priorVersions></namespace></namespaces>"
    }()
}
