/// Folders that hold what references find at addresses of the network, which itself is never read.
///
///     RemoteFolders(["https://example.com/schemas/": "vendor/schemas"])
public struct RemoteFolders: Sendable {
    /// The longest addresses first, so that the most particular one counts.
    private let folders: [(address: String, folder: String)]

    /// - Parameter folders: The folder by the beginning of the addresses whose files it holds.
    public init(_ folders: [String: String] = [:]) {
        self.folders = folders.map { ($0.key, $0.value) }.sorted {
            ($0.address.utf8.count, $0.address) > ($1.address.utf8.count, $1.address)
        }
    }

    /// The path of the file that stands for `address`; nil where no folder does.
    func path(of address: some StringProtocol) -> String? {
        for (beginning, folder) in folders where address.hasPrefix(beginning) {
            let rest = address.dropFirst(beginning.count)
            // `https://example.com/a` is not the beginning of `https://example.com/ab`.
            guard beginning.hasSuffix("/") || rest.isEmpty || rest.hasPrefix("/") else { continue }
            return PercentEncoding.decode(String(rest)).map { FilePath.normalized("\(folder)/\($0)") }
        }
        return nil
    }
}
