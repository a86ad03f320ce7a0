/// Finds a key that a mapping has twice, in time linear to its size.
///
/// Keys count as the same where Swift's strings are equal, because they end up as keys of dictionaries.
enum UniqueKeys {
    /// Up to this size, comparing each with each is faster than hashing.
    private static let smallCount = 12

    static func check(_ members: [Node.Member]) throws(Diagnostic) {
        guard let repeated = firstRepeated(in: members) else { return }
        let member = members[repeated]
        guard let first = members.first(where: { $0.key == member.key }) else { return }
        throw duplicate(member.key, at: member.keyLocation, first: first.keyLocation)
    }

    static func duplicate(_ key: String, at location: SourceLocation, first: SourceLocation) -> Diagnostic {
        .refusal(
            "duplicate-key",
            "the key \(Diagnostic.quoted(key)) stands here again; it first stands at \(first.line):\(first.column)",
            at: location, help: "remove or rename one of the two"
        )
    }

    private static func firstRepeated(in members: [Node.Member]) -> Int? {
        if members.count <= smallCount {
            for index in members.indices.dropFirst() {
                for earlier in 0..<index where members[earlier].key == members[index].key { return index }
            }
            return nil
        }
        var seen = Set<String>(minimumCapacity: members.count)
        return members.firstIndex { !seen.insert($0.key).inserted }
    }
}
