/// Who a request comes from.
public struct Principal: Hashable, Sendable {
    /// What a user may do beyond what every user may.
    public enum Privilege: String, CaseIterable, Sendable {
        /// Reading the server's own storage by `file:` and `ds:` (`ContentLibrary.ReadStorage`).
        case readStorage = "ContentLibrary.ReadStorage"
    }

    /// The user's name.
    public var name: String
    /// What the user may do beyond what every user may.
    public var privileges: Set<Privilege>

    /// Makes a principal.
    public init(name: String, privileges: Set<Privilege> = []) {
        self.name = name
        self.privileges = privileges
    }
}

extension LibraryError {
    static func missingPrivilege(_ privilege: Principal.Privilege) -> LibraryError {
        LibraryError(
            .unauthorized,
            LibraryMessage("access.privilege", "The operation needs the privilege {0}.", privilege.rawValue))
    }

    /// - Parameter reason: nothing that would tell a stranger which users there are.
    static func unauthenticated(_ reason: LibraryMessage) -> LibraryError {
        LibraryError(.unauthenticated, reason, challenge: "Basic realm=\"content-library\", charset=\"UTF-8\"")
    }
}
