/// Who a request comes from.
public struct Principal: Hashable, Sendable {
    /// The user's name.
    public var name: String
    /// What the user may do.
    public var role: Role
    /// What the user may do beyond the role.
    public var privileges: Set<Privilege>

    /// Makes a principal.
    public init(name: String, role: Role = .administrator, privileges: Set<Privilege> = []) {
        self.name = name
        self.role = role
        self.privileges = privileges
    }

    /// Whether the user has a privilege, by the role or beyond it.
    public func has(_ privilege: Privilege) -> Bool {
        privileges.contains(privilege) || role.privileges.contains(privilege)
    }

    /// - Throws: Unauthorized, with the privilege's name, if the user does not have it.
    func require(_ privilege: Privilege) throws(LibraryError) {
        guard has(privilege) else { throw .missingPrivilege(privilege) }
    }
}

extension LibraryError {
    static func missingPrivilege(_ privilege: Principal.Privilege) -> LibraryError {
        LibraryError(
            .unauthorized,
            LibraryMessage("access.privilege", "The operation needs the privilege {0}.", privilege.rawValue),
            data: ["privilege": privilege.rawValue])
    }

    /// - Parameter reason: nothing that would tell a stranger which users there are.
    static func unauthenticated(_ reason: LibraryMessage) -> LibraryError {
        LibraryError(.unauthenticated, reason, challenge: "Basic realm=\"content-library\", charset=\"UTF-8\"")
    }
}
