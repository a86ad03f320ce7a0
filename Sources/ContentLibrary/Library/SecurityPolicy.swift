import GRDB

/// A set of rules that a library may have (`content.SecurityPolicies`).
struct SecurityPolicy: Equatable, Sendable {
    var id: String
    var name: String
    /// The rule for items of each type. A library with the policy takes items of no other type.
    var rules: [String: SecurityRule]

    /// Every policy there is; vCenter too has the one.
    static let all = [
        SecurityPolicy(
            id: "policy-ovf-default", name: "OVF default policy", rules: ["ovf": .ovfStrictVerification])
    ]

    /// - Throws: InvalidArgument if there is no such policy.
    static func find(_ id: String) throws(LibraryError) -> SecurityPolicy {
        guard let policy = all.first(where: { $0.id == id }) else {
            throw .invalid(
                "security_policy_id",
                LibraryMessage("security_policy.unknown", "There is no security policy with the identifier {0}.", id))
        }
        return policy
    }

    func rule(for type: String) -> SecurityRule? { rules[type.lowercased()] }
}

extension SecurityPolicy {
    /// Whether an item is as the policy demands (`ItemModel.security_compliance`): its type has a rule, and its content,
    /// if there is any, was verified when it came. What comes from a publisher comes without its signature, and so is not.
    func isMet(by item: ItemRecord, _ db: Database) throws -> Bool {
        guard rule(for: item.type) == .ovfStrictVerification else { return false }
        guard item.certificateVerification?.status != .verified else { return true }
        return try !ItemFileRecord.anyOfItem(db, item.id) && !SubscribedFileRecord.anyOfItem(db, item.id)
    }
}

extension StoreRecord {
    /// Whether there is one of the item.
    fileprivate static func anyOfItem(_ db: Database, _ item: String) throws -> Bool {
        try !filter(Column("item_id") == item).isEmpty(db)
    }
}

extension LibraryRecord {
    /// What the library demands of its items.
    var securityPolicy: SecurityPolicy? {
        get throws(LibraryError) {
            guard let id = securityPolicyId else { return nil }
            return try SecurityPolicy.find(id)
        }
    }

    /// A library with a security policy takes items only of the types that the policy has a rule for.
    func checkPolicy(allows type: String) throws(LibraryError) {
        guard let policy = try securityPolicy, policy.rule(for: type) == nil else { return }
        throw .invalid(
            "type",
            LibraryMessage(
                "item.type_not_in_policy",
                "The security policy {0} of the library has no rule for items of the type {1}.", policy.id, type))
    }

    /// - Throws: NotAllowedInCurrentState for an item whose content was not verified as the library's policy demands.
    func checkPolicy(isMetBy item: ItemRecord, _ db: Database) throws {
        guard let policy = try securityPolicy, try !policy.isMet(by: item, db) else { return }
        throw LibraryError(
            .notAllowedInCurrentState,
            LibraryMessage(
                "item.not_compliant",
                "The content of the library item {0} does not comply with the security policy {1}.",
                item.id, policy.id))
    }
}
