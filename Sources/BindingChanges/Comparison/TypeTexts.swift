/// Spells types of one set of bindings so that they can be compared with those of another: every name in full, and what was
/// renamed by its new name.
struct TypeTexts {
    /// The paths of all declared types.
    private let types: Set<String>
    /// Their names without those of the types around them.
    private let simpleNames: Set<String>
    /// What typealiases stand for, with the type that they stand in.
    private let aliases: [String: (target: String, owner: String)]
    /// New paths by old ones.
    private let renames: [String: String]

    init(_ declarations: [Declaration], renames: [String: String] = [:]) {
        types = Set(declarations.filter(\.kind.isType).map(\.path))
        simpleNames = Set(declarations.filter(\.kind.isType).map(\.baseName))
        aliases = Dictionary(
            declarations.filter { $0.kind == .alias }.map { ($0.path, ($0.type ?? "", $0.owner)) },
            uniquingKeysWith: { first, _ in first })
        self.renames = renames
    }

    /// The type in full.
    ///
    /// - Parameters:
    ///   - scope: The path of the type that the text stands in.
    ///   - expanding: Whether typealiases are replaced by what they stand for.
    func full(_ text: String, in scope: String, expanding: Bool = false, depth: Int = 0) -> String {
        var result = ""
        var end = text.startIndex
        for word in Self.names(in: text) {
            result += text[end..<word.startIndex]
            result += name(String(word), in: scope, expanding: expanding, depth: depth)
            end = word.endIndex
        }
        return result + text[end...]
    }

    /// The names in a type, dots and all.
    static func names(in text: String) -> [Substring] {
        text.utf8.split { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "."), 0x80...:
                false
            default: true
            }
        }.map { Substring($0) }
    }

    private func name(_ word: String, in scope: String, expanding: Bool, depth: Int) -> String {
        let word = word.replacing("`", with: "")
        guard let path = path(word, in: scope) else { return word }
        // An alias of itself cannot be written; the limit only bounds what a broken file can cost.
        if expanding, depth < 16, let alias = aliases[path] {
            return full(alias.target, in: alias.owner, expanding: true, depth: depth + 1)
        }
        return renamed(path)
    }

    /// The path of the type that a name means in a scope; nil where the bindings do not declare it.
    func path(_ word: String, in scope: String) -> String? {
        if word == "Self" { return types.contains(scope) ? scope : nil }
        let isPath = word.utf8.contains(UInt8(ascii: "."))
        guard isPath || simpleNames.contains(word) else { return nil }
        var around = scope[...]
        while !around.isEmpty {
            let path = "\(around).\(word)"
            if types.contains(path) { return path }
            around = around.owningPath ?? ""
        }
        if types.contains(word) { return word }
        // A name can begin with that of the module.
        guard isPath, let dot = word.firstIndex(of: ".") else { return nil }
        let rest = String(word[word.index(after: dot)...])
        return types.contains(rest) ? rest : nil
    }

    /// The new path of a type or a member of one.
    func renamed(_ path: String) -> String { Self.renamed(path, by: renames) }

    static func renamed(_ path: String, by renames: [String: String]) -> String {
        if renames.isEmpty { return path }
        var head = path[...]
        while true {
            if let new = renames[String(head)] { return new + path[head.endIndex...] }
            guard let owner = head.owningPath else { return path }
            head = owner
        }
    }
}

extension Substring {
    /// The types around a member of one, by its path; nil at the top level.
    var owningPath: Substring? { utf8.lastIndex(of: UInt8(ascii: ".")).map { self[..<$0] } }
}
