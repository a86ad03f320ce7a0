import DocumentTree

/// A key that an object of its kind does not have.
///
/// It is an error where the key is known to mean something that would be lost (a key of Swagger 2.0, or of a later
/// version of OpenAPI), and a warning otherwise.
struct UnknownKey {
    let member: Node.Member
    let kind: ObjectKind
    let version: SpecificationVersion

    func report(to log: inout DiagnosticLog, known: [String]) {
        let message = "\(kind.phrase) has no key '\(member.key.escapedForMessage)'"
        if let help = MisplacedKeys.help(member.key, in: kind, version: version) {
            log.error("unknown-key", message, at: member.keyLocation, help: help)
        } else {
            let near = Spelling.closest(to: member.key, among: known)
            log.warning(
                "unknown-key",
                message,
                at: member.keyLocation,
                help: near.map { "did you mean '\($0)'?" } ?? "what it says has no effect; extensions begin with 'x-'"
            )
        }
    }
}

extension String {
    /// The text with its first letter in upper case, to join it to another word.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
