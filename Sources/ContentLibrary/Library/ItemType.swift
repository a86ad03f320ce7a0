/// A type of item that the server knows more of than its name (`content.Type`).
struct ItemType: Equatable, Sendable {
    /// The value of `ItemModel.type`, compared without regard to case.
    var type: String
    var name: String
    var description: String
    /// The rules of security policies that can be enforced for items of the type.
    var supportedRules: [SecurityRule] = []

    static let vendor = "Bindery"
    static let version = "1.0"

    /// Every type that there is an adapter for.
    static let all = [
        ItemType(
            type: "ovf", name: "OVF",
            description: "A virtual machine or vApp as an OVF package: a descriptor, disks, and perhaps a signature.",
            supportedRules: [.ovfStrictVerification]),
        ItemType(type: "iso", name: "ISO", description: "An image of an optical disc (ISO 9660 or UDF)."),
    ]
}

/// What a security policy may demand of items (`content.SecurityRuleType`).
enum SecurityRule: String, CaseIterable, Sendable {
    /// An OVF package is signed, its files are those of the manifest, and its certificate is trusted.
    case ovfStrictVerification = "OVF_STRICT_VERIFICATION"
}
