extension Configuration.NameRule {
    /// What the rule makes of `name`, or nil where its pattern does not match.
    func renamed(_ name: String) -> String? {
        guard let match = NamePattern(pattern).match(name) else { return nil }
        guard let star = self.name.firstIndex(of: "*") else { return self.name }
        return String(self.name[..<star] + match + self.name[self.name.index(after: star)...])
    }
}

extension [Configuration.NameRule] {
    /// `name` after the first rule that matches, or as it is.
    func apply(to name: String) -> String { first(for: name) ?? name }

    /// The name of a member, method or case that the first rule that matches gives; nil where none does.
    func renamed(_ name: String) -> String? { first(for: name).map(Naming.configured) }

    private func first(for name: String) -> String? {
        for rule in self {
            if let renamed = rule.renamed(name) { return renamed }
        }
        return nil
    }
}

/// A name with at most one `*`, which stands for anything.
struct NamePattern {
    private let prefix: Substring
    private let suffix: Substring?

    init(_ pattern: String) {
        if let star = pattern.firstIndex(of: "*") {
            prefix = pattern[..<star]
            suffix = pattern[pattern.index(after: star)...]
        } else {
            prefix = pattern[...]
            suffix = nil
        }
    }

    /// What `*` stands for in `name` (nothing where the pattern has none), or nil where the name does not match.
    func match(_ name: String) -> Substring? {
        guard let suffix else { return name == prefix ? "" : nil }
        guard name.utf8.count >= prefix.utf8.count + suffix.utf8.count, name.hasPrefix(prefix), name.hasSuffix(suffix)
        else { return nil }
        return name.dropFirst(prefix.count).dropLast(suffix.count)
    }
}
