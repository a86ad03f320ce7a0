/// The identifiers of vAPI, the interface definition behind vSphere's documents: in snake case, where documents have names
/// in upper camel case for schemas and tags, and in lower camel case for operations and variables of paths.
enum VAPIName {
    /// What all identifiers of services and structures begin with.
    static let package = "com.vmware."
    /// The package of the standard errors.
    static let errors = package + "vapi.std.errors."

    /// `Content.Library.Item.File.ChecksumInfo` is `com.vmware.content.library.item.file.checksum_info`.
    static func identifier(_ name: some StringProtocol) -> String {
        package + name.split(separator: ".").map { snakeCase($0) }.joined(separator: ".")
    }

    /// `updateSessionId` is `update_session_id`, `Client-Token` is `client_token`, `USBController` is `USB_controller`.
    static func snakeCase(_ name: some StringProtocol) -> String {
        var words: [String] = []
        let letters = Array(name)
        for (index, letter) in letters.enumerated() {
            guard letter != "-", letter != "_" else {
                words.append("")
                continue
            }
            let previous = index > 0 ? letters[index - 1] : nil
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            let endsWord = previous.map { $0.isLowercase || $0.isNumber } ?? true
            let endsAcronym = previous?.isUppercase == true && next?.isLowercase == true
            if words.isEmpty || (letter.isUppercase && (endsWord || endsAcronym) && words.last?.isEmpty == false) {
                words.append("")
            }
            words[words.count - 1].append(letter)
        }
        return words.map { $0.contains(where: \.isLowercase) ? $0.lowercased() : $0 }.joined(separator: "_")
    }

    /// The structure of a standard error by its `error_type`: `NOT_FOUND` is `com.vmware.vapi.std.errors.not_found`.
    static func error(ofType type: String) -> String { errors + type.lowercased() }
}
