/// Puts rendered files together into a fixed number, for builds that have to know their names beforehand.
///
/// A file always goes to the same part, by its path, so that a change of one schema changes one part. What tells of the
/// document as a whole changes with each change of it, and has a part of its own.
public struct FileParts: Sendable {
    /// Files directly in the module's folder that are not put together with others.
    private static let separate = ["Document", "Schemas"]

    /// What the names of the files begin with.
    public let name: String
    /// How many parts there are beside those of single files.
    public let count: Int

    /// Creates parts, at least one.
    public init(name: String, count: Int) {
        self.name = name
        self.count = max(count, 1)
    }

    /// The names of all parts, whatever there is to put into them.
    public var fileNames: [String] { stems.map { "\($0).swift" } }

    private var stems: [String] { Self.separate.map { "\(name).\($0)" } + (1...count).map { "\(name).Part\($0)" } }

    /// The parts, also the empty ones.
    ///
    /// - Parameter files: The files of one module, each under a path that begins with the module's folder.
    public func merged(_ files: [RenderedFile]) -> [RenderedFile] {
        var sources: [String: [SourceText]] = [:]
        for file in files { sources[part(of: file.path), default: []].append(SourceText(file.text)) }
        return fileNames.map { RenderedFile(path: $0, text: SourceText.merged(sources[$0] ?? [])) }
    }

    private func part(of path: String) -> String {
        let place = path.split(separator: "/").dropFirst().joined(separator: "/")
        if let single = Self.separate.first(where: { place == "\($0).swift" }) { return "\(name).\(single).swift" }
        var hash: UInt64 = 14_695_981_039_346_656_037  // FNV-1a, the same in every run
        for byte in place.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return "\(name).Part\(Int((hash >> 32) % UInt64(count)) + 1).swift"
    }
}
