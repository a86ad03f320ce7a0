/// The merge key `<<` of YAML 1.1: a mapping takes in the members of others.
struct YAMLMerge {
    /// Where the merge key was written.
    let location: SourceLocation
    /// How many members stand before it.
    let position: Int
    /// A mapping, or a sequence of mappings.
    let source: Node

    /// The members of a mapping with those it inherits, in the place of the merge key.
    ///
    /// The mapping's own keys win over inherited ones, and an earlier mapping of a sequence over a later one. Keys that
    /// are more than texts are not compared.
    func merged(into own: [Node.Member]) throws(Diagnostic) -> [Node.Member] {
        var seen = Set(own.filter { $0.keyNode == nil }.map(\.key))
        var result = Array(own[..<position])
        for members in try sources() {
            for member in members where member.keyNode != nil || seen.insert(member.key).inserted {
                result.append(member)
            }
        }
        result.append(contentsOf: own[position...])
        return result
    }

    private func sources() throws(Diagnostic) -> [[Node.Member]] {
        switch source.value {
        case .mapping(let members): return [members]
        case .sequence(let elements):
            var sources: [[Node.Member]] = []
            for element in elements {
                guard case .mapping(let members) = element.value else { throw mismatch }
                sources.append(members)
            }
            return sources
        default: throw mismatch
        }
    }

    private var mismatch: Diagnostic {
        .refusal(
            "invalid-merge", "the value of the merge key '<<' is neither a mapping nor a sequence of mappings",
            at: location, help: "quote the key where '<<' is meant literally"
        )
    }
}
