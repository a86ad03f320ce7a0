/// Models are cut into files so that a changed schema rewrites only files that show it, a large document compiles in
/// parallel, and an added schema moves no other. So a type's file depends on its own name alone: on its namespace where
/// names are dotted, else on its first letter. Only how finely the letters are cut depends on how many there are.
enum ModelGroups {
    /// The most types that stand in a file before it is cut further.
    private static let limit = 200

    /// The types by file name, in the order in which the groups come up.
    static func assign(_ names: [(type: TypeName, schemaName: String?)]) -> [(file: String, types: [TypeName])] {
        let undotted = names.filter { !isDotted($0.schemaName) }.count
        var order: [String] = []
        var groups: [String: [TypeName]] = [:]
        for (type, schemaName) in names {
            let group = isDotted(schemaName) ? namespace(schemaName ?? "") : letters(type.path, count: undotted)
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(type)
        }
        return order.flatMap { cut($0, groups[$0] ?? []) }
    }

    private static func isDotted(_ name: String?) -> Bool { name?.dropFirst().dropLast().contains(".") == true }

    /// The first two parts of a dotted name, or the first where there is only one more.
    private static func namespace(_ name: String) -> String {
        let parts = name.split(separator: ".")
        return parts.prefix(min(2, parts.count - 1)).map { Naming.upperCamel(String($0)) }.joined(separator: ".")
    }

    private static func letters(_ name: String, count: Int) -> String {
        guard count > 60 else { return "Models" }
        guard let first = name.unicodeScalars.first(where: { $0 != "_" })?.properties.uppercaseMapping,
            first.count == 1,
            ("A"..."Z").contains(first)
        else { return "Models.Other" }
        guard count <= 400 else { return "Models.\(first)" }
        let ranges = ["A-C", "D-F", "G-L", "M-P", "Q-S", "T-Z"]
        let range = ranges.first { range in
            guard let low = range.first, let high = range.last else { return false }
            return (String(low)...String(high)).contains(first)
        }
        return "Models.\(range ?? "Other")"
    }

    /// Groups that are still too large by a hash of their types' names, into a power of two.
    private static func cut(_ group: String, _ types: [TypeName]) -> [(file: String, types: [TypeName])] {
        var parts = 1
        while types.count > limit * parts { parts *= 2 }
        guard parts > 1 else { return [(group, types)] }
        var cut = [[TypeName]](repeating: [], count: parts)
        for type in types { cut[StableHash.of(type.path) & (parts - 1)].append(type) }
        return cut.enumerated().filter { !$0.element.isEmpty }.map { ("\(group).\($0.offset + 1)", $0.element) }
    }
}

/// FNV-1a, the same in every run.
enum StableHash {
    static func of(_ text: String) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash ^ (hash >> 16))
    }
}
