internal import DocumentTree
internal import OpenAPI

extension ConfigurationReader {
    /// `remotes: {https://example.com/schemas/: vendor/schemas}`: the folder by the beginning of the addresses.
    mutating func readRemotes(_ member: Node.Member) -> RemoteFolders {
        guard case .mapping(let entries) = member.value.value else {
            wrongType(member.value, of: "'remotes'", expected: "an object")
            return RemoteFolders()
        }
        var folders: [String: String] = [:]
        for entry in entries {
            let isAddress = ["https://", "http://", "ftp://", "//"].contains { entry.key.hasPrefix($0) }
            guard isAddress else {
                invalid(
                    "'\(entry.key.escapedForMessage)' is no address of the network", at: entry.keyLocation,
                    help: "such as 'https://example.com/schemas/'; what is beside the document needs no entry")
                continue
            }
            folders[entry.key] = path(entry)
        }
        return RemoteFolders(folders)
    }
}
